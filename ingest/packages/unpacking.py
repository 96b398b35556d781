"""Out of a ZIP or TAR file, or out of a folder: plain files below the target and nothing else."""

import stat
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.problems import Refused

CHUNK = 1 << 20
MOST_FILES = 5_000
STEEPEST = 200
"""A scan packed to less than a two-hundredth of its size is no scan."""
SMALL = 64 << 20
"""Below this no ratio is suspicious: a white G4 page packs well."""
LONGEST_PATH = 400


class Target:
    """Where files are put, and how much may be put there in all."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.folder, self.most_bytes = folder, most_bytes
        self.bytes = self.files = 0
        self.taken: dict[str, str] = {}

    def put(self, name: str, source: IO[bytes]) -> None:
        path = self.folder / self.checked(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            while chunk := source.read(CHUNK):
                self.bytes += len(chunk)
                if self.bytes > self.most_bytes:
                    raise Refused("The package unpacks to more than %(most)d bytes.", most=self.most_bytes)
                file.write(chunk)

    def checked(self, name: str) -> str:
        """The path below the folder. Raises Refused for what leads out of it, or is written two ways."""
        plain = unicodedata.normalize("NFC", name.replace("\\", "/"))
        parts = PurePosixPath(plain).parts
        odd = any(part in ("..", "/") or "\0" in part or len(part.encode()) > 255 for part in parts)
        if odd or not parts or plain.startswith("/") or ":" in parts[0] or len(plain) > LONGEST_PATH:
            raise Refused("The package holds a file under a path that is not allowed: “%(name)s”.", name=name[:200])
        self.files += 1
        if self.files > MOST_FILES:
            raise Refused("The package holds more than %(most)d files.", most=MOST_FILES)
        path = "/".join(parts)
        other = self.taken.setdefault(path.casefold(), path)
        if other != path or (self.folder / path).exists():
            raise Refused("The package holds “%(name)s” twice, or two names that differ in case only.", name=name[:200])
        return path


def unpack(source: Path, folder: Path, most_bytes: int) -> None:
    """Raises Refused; whatever was unpacked until then is the caller's to remove."""
    target = Target(folder, most_bytes)
    if zipfile.is_zipfile(source):
        with _understood():
            _from_zip(source, target)
    elif tarfile.is_tarfile(source):
        with _understood():
            _from_tar(source, target)
    else:
        with source.open("rb") as file:
            target.put(source.name, file)


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Refused("The package cannot be unpacked (%(reason)s). Pack it again.", reason=str(error)[:200]) from error


def _from_zip(source: Path, target: Target) -> None:
    with zipfile.ZipFile(source) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            if entry.flag_bits & 1:
                raise Refused("The package is encrypted. Send it without a password.")
            if stat.S_ISLNK(entry.external_attr >> 16):
                raise Refused("The package holds a link instead of a file: “%(name)s”.", name=entry.filename[:200])
            if entry.file_size > max(SMALL, STEEPEST * entry.compress_size):
                raise Refused("“%(name)s” unpacks to more than 200 times its size.", name=entry.filename[:200])
            with archive.open(entry) as file:
                target.put(_name_in_zip(entry), file)


def _name_in_zip(entry: zipfile.ZipInfo) -> str:
    """Old programs on Chinese Windows write GBK and do not say so; Python then takes it for code page 437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _from_tar(source: Path, target: Target) -> None:
    with tarfile.open(source, "r:*") as archive:
        for entry in archive:
            if entry.isdir():
                continue
            file = archive.extractfile(entry) if entry.isreg() else None
            if file is None:
                raise Refused("The package holds a link instead of a file: “%(name)s”.", name=entry.name[:200])
            if target.bytes + entry.size > max(SMALL, STEEPEST * source.stat().st_size):
                raise Refused("“%(name)s” unpacks to more than 200 times its size.", name=entry.name[:200])
            target.put(entry.name, file)
