"""The virus scanner clamd, asked over its own protocol: bytes are streamed to it, it never opens a path of ours."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

CHUNK = 1 << 16
SECONDS_TO_ANSWER = 300.0
SECONDS_TO_CONNECT = 5.0
LONGEST_ANSWER = 4096


class VirusCheck(StrEnum):
    NOT_SCANNED = "not scanned"
    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too large to scan"
    FAILED = "scan failed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`detail` names the virus, the scanner and its signatures, or what went wrong."""

    outcome: VirusCheck
    detail: str = ""


NOT_SCANNED = Verdict(VirusCheck.NOT_SCANNED)


class Clamd:
    """At a Unix socket (a path) or at host:port. Nothing is raised: a scanner that does not answer is a verdict too."""

    def __init__(self, address: str) -> None:
        self.address = address

    def version(self) -> str | None:
        """Program and signatures as clamd names them; None when it does not answer."""
        try:
            with self._talking() as talk:
                talk.sendall(b"zVERSION\0")
                return _answer(talk)
        except (OSError, ValueError):
            return None

    def scan(self, path: Path) -> Verdict:
        try:
            with self._talking() as talk:
                return _verdict(_streamed(talk, path))
        except (OSError, ValueError) as error:
            return Verdict(VirusCheck.FAILED, f"{self.address}: {error}"[:200])

    @contextmanager
    def _talking(self) -> Iterator[socket.socket]:
        host, separator, port = self.address.rpartition(":")
        if separator and port.isdigit():
            talk = socket.create_connection((host, int(port)), SECONDS_TO_CONNECT)
        else:
            talk = socket.socket(socket.AF_UNIX)
            talk.settimeout(SECONDS_TO_CONNECT)
        with talk:
            if talk.family == socket.AF_UNIX:
                talk.connect(self.address)
            talk.settimeout(SECONDS_TO_ANSWER)
            yield talk


def _streamed(talk: socket.socket, path: Path) -> str:
    """clamd answers and hangs up in the middle of a stream that is longer than its StreamMaxLength."""
    try:
        talk.sendall(b"zINSTREAM\0")
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                talk.sendall(struct.pack(">I", len(chunk)) + chunk)
        talk.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # the answer that says why lies ready to be read
    return _answer(talk)


def _answer(talk: socket.socket) -> str:
    said = bytearray()
    while len(said) < LONGEST_ANSWER and not said.endswith(b"\0"):
        try:
            part = talk.recv(LONGEST_ANSWER)
        except ConnectionResetError:
            break
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _verdict(answer: str) -> Verdict:
    said = answer.removeprefix("stream:").strip()
    if said == "OK":
        return Verdict(VirusCheck.CLEAN)
    if said.endswith(" FOUND"):
        return _found(said.removesuffix(" FOUND"))
    if "size limit exceeded" in said:
        return Verdict(VirusCheck.TOO_LARGE, said.removesuffix(" ERROR"))
    return Verdict(VirusCheck.FAILED, said or "clamd hung up without an answer")


def _found(name: str) -> Verdict:
    """With AlertExceedsMax, clamd reports a file beyond its limits as if it were a virus of this name."""
    too_large = name.startswith("Heuristics.Limits.Exceeded")
    return Verdict(VirusCheck.TOO_LARGE if too_large else VirusCheck.INFECTED, name)
