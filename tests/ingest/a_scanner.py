"""A tiny server that speaks clamd's protocol, and the real clamd where it is installed."""

import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = b"THIS IS A VIRUS"
LIMIT = 200_000


class Talk(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        command = self._until_zero()
        if command == b"zVERSION":
            self.request.sendall(b"ClamAV 1.4.6/27000/Fri Nov 27\0")
        elif command == b"zINSTREAM":
            self.request.sendall(self._scan() + b"\0")

    def _scan(self) -> bytes:
        body = b""
        while size := struct.unpack(">I", self._exactly(4))[0]:
            body += self._exactly(size)
            if len(body) > LIMIT:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Test.Virus FOUND" if MARK in body else b"stream: OK"

    def _until_zero(self) -> bytes:
        said = b""
        while not said.endswith(b"\0"):
            said += self._exactly(1)
        return said[:-1]

    def _exactly(self, size: int) -> bytes:
        got = b""
        while len(got) < size:
            part = self.request.recv(size - len(got))
            if not part:
                raise ConnectionError
            got += part
        return got


@contextmanager
def scanner(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


class Quiet(socketserver.ThreadingMixIn):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is not news."""


class OnSocket(Quiet, socketserver.UnixStreamServer):
    pass


class OnPort(Quiet, socketserver.TCPServer):
    pass


@contextmanager
def real_clamd(program: str, folder: Path, *more: str) -> Iterator[str]:
    """The address of a clamd of our own with one signature of our own, no network and no downloads."""
    folder.mkdir()
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "own.ndb").write_text(f"Own.Mark:0:*:{MARK.hex()}\n", encoding="ascii")
    settings = folder / "clamd.conf"
    address = folder / "clamd.ctl"
    settings.write_text(
        f"LocalSocket {address}\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength {LIMIT}\n"
        + "".join(f"{line}\n" for line in more),
        encoding="ascii",
    )
    with subprocess.Popen([program, "--config-file", settings], stdout=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 60
            while not address.exists() and time.monotonic() < deadline:
                time.sleep(0.1)
            yield str(address)
        finally:
            process.terminate()
            process.wait(timeout=30)
