"""iipsrv on the very same tiles, asked over FastCGI."""

import os
import shutil
import socket
import struct
import subprocess
import time
from types import TracebackType
from typing import Self

from ingest.tools.cutting import Part
from ingest.tools.tiles import Pyramid

PLACES = "/usr/lib/iipimage-server/iipsrv.fcgi"
END_OF_REQUEST, STDOUT = 3, 6


def program() -> str | None:
    named = os.environ.get("IIPSRV", PLACES)
    return named if shutil.which(named) else None


class IipServer:
    """iipsrv on a port of its own, and one client of it that speaks FastCGI."""

    def __init__(self, pyramid: Pyramid) -> None:
        self.pyramid, self.file = pyramid, pyramid.levels[0].path

    def __enter__(self) -> Self:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = os.environ | {"LOGFILE": "/dev/null", "VERBOSITY": "0", "MAX_IMAGE_CACHE_SIZE": "64"}
        command = [str(program()), "--bind", f"127.0.0.1:{port}", "--backlog", "64"]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.socket = socket.create_connection(("127.0.0.1", port))
            except ConnectionRefusedError:
                time.sleep(0.05)
            else:
                break
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait()

    def jtl(self, part: Part) -> bytes:
        halvings = round(part.w / part.width).bit_length() - 1
        level = self.pyramid.levels[halvings]
        side = level.side << halvings
        tile = part.y // side * level.columns + part.x // side
        return self.ask(f"FIF={self.file}&JTL={len(self.pyramid.levels) - 1 - halvings},{tile}")

    def iiif(self, part: Part) -> bytes:
        region, size = f"{part.x},{part.y},{part.w},{part.h}", f"{part.width},"
        return self.ask(f"IIIF={self.file}/{region}/{size}/0/default.jpg")

    def ask(self, query: str) -> bytes:
        told = {"QUERY_STRING": query, "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/iip", "REQUEST_URI": f"/iip?{query}"}
        told |= {"SERVER_NAME": "localhost", "HTTP_HOST": "localhost", "SERVER_PROTOCOL": "HTTP/1.1"}
        body = b"".join(pair(name.encode(), value.encode()) for name, value in told.items())
        begin = record(1, struct.pack(">HB5x", 1, 1))
        self.socket.sendall(begin + record(4, body) + record(4, b"") + record(5, b""))
        head, _, content = self.answer().partition(b"\r\n\r\n")
        assert content[:2] == b"\xff\xd8", head
        return content

    def answer(self) -> bytes:
        said = b""
        while True:
            _, kind, _, length, padding, _ = struct.unpack(">BBHHBB", self.read(8))
            content = self.read(length)
            self.read(padding)
            if kind == STDOUT:
                said += content
            if kind == END_OF_REQUEST:
                return said

    def read(self, length: int) -> bytes:
        found = b""
        while len(found) < length:
            piece = self.socket.recv(length - len(found))
            assert piece, "iipsrv hung up"
            found += piece
        return found


def record(kind: int, content: bytes) -> bytes:
    return struct.pack(">BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def pair(name: bytes, value: bytes) -> bytes:
    return length(name) + length(value) + name + value


def length(text: bytes) -> bytes:
    return bytes([len(text)]) if len(text) < 128 else struct.pack(">I", len(text) | 1 << 31)
