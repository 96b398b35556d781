"""Everything that can be set, read once and passed on as a value."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from archives.errors import N_, InvalidInput

GIB = 1024**3
YES = {"1", "yes", "true"}
TEXTS = (
    "search",
    "ocr",
    "clamd",
    "highest_level",
    "number_pattern",
    "language",
    "title_zh",
    "title_en",
    "host",
    "store",
    "basemap",
    "basemap_attribution",
    "contact",
)
NUMBERS: Mapping[str, type[int] | type[float]] = {
    "workers": int,
    "servers": int,
    "check_days": int,
    "largest_file": int,
    "lease_seconds": float,
    "port": int,
    "cache_bytes": int,
    "s3_lock_days": int,
}
BASEMAP = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?/[^\s;,'\"]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`docs/running.md` explains each; the environment variable is the name in capitals after ARCHIVES_."""

    data: Path
    secret_key: str
    database_url: str
    search: str = "auto"
    ocr: str = "auto"
    workers: int = 1
    check_days: int = 180
    servers: int = min(4, os.cpu_count() or 1)
    highest_level: str = "restricted"
    number_pattern: str = "{class}-{project:04d}-{volume:03d}"
    largest_file: int = 2 * GIB
    lease_seconds: float = 60.0
    clamd: str = "auto"
    language: str = "zh_CN"
    title_zh: str = "城建档案数字化管理系统"
    title_en: str = "Urban Archives"
    host: str = "127.0.0.1"
    port: int = 8000
    https: bool = False
    store: str = ""
    copies: tuple[str, ...] = ()
    cache_bytes: int = 20 * GIB
    s3_lock_days: int = 0
    accept_unchecked_s3: bool = False
    basemap: str = ""
    basemap_attribution: str = ""
    contact: str = ""

    @property
    def originals(self) -> str:
        """Where originals are kept: a folder, or `s3://bucket/prefix`."""
        return self.store or str(self.data / "originals")

    @property
    def fetched(self) -> Path:
        """Originals fetched from a bucket to be read; may be deleted and are fetched again."""
        return self.data / "fetched"

    @property
    def derived(self) -> Path:
        """Pictures made from the originals; may be deleted and are made again."""
        return self.data / "derived"

    @property
    def arriving(self) -> Path:
        """Uploads until they are kept; on the file system of the originals, so that a rename is enough."""
        return self.data / "arriving"

    @property
    def indexes(self) -> Path:
        return self.data / "indexes"

    @property
    def basemap_host(self) -> str:
        """Scheme and host of the base map, which browsers may then fetch pictures from."""
        address = urlsplit(self.basemap)
        return f"{address.scheme}://{address.netloc}" if self.basemap else ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Raises InvalidInput when the secret is missing or a number is not one."""
        data = Path(environment.get("ARCHIVES_DATA", "data")).resolve()
        plain = {
            name: environment[f"ARCHIVES_{name.upper()}"] for name in TEXTS if f"ARCHIVES_{name.upper()}" in environment
        }
        _check_basemap(plain.get("basemap", ""))
        numbers = {
            name: _number(environment, f"ARCHIVES_{name.upper()}", kind)
            for name, kind in NUMBERS.items()
            if f"ARCHIVES_{name.upper()}" in environment
        }
        return cls(
            data=data,
            secret_key=environment.get("ARCHIVES_SECRET_KEY") or _kept_secret(data),
            database_url=environment.get("ARCHIVES_DATABASE_URL", f"sqlite:///{data / 'catalogue.db'}"),
            https=environment.get("ARCHIVES_HTTPS", "") in YES,
            accept_unchecked_s3=environment.get("ARCHIVES_ACCEPT_UNCHECKED_S3", "") in YES,
            copies=tuple(part.strip() for part in environment.get("ARCHIVES_COPIES", "").split(",") if part.strip()),
            **plain,  # type: ignore[arg-type]
            **numbers,  # type: ignore[arg-type]
        )


def _number(environment: Mapping[str, str], name: str, kind: type[int] | type[float]) -> int | float:
    try:
        return kind(environment[name])
    except ValueError as error:
        raise InvalidInput(
            N_("%(name)s must be a number, not “%(text)s”."), name=name, text=environment[name]
        ) from error


def _check_basemap(address: str) -> None:
    if address and not (BASEMAP.fullmatch(address) and all(part in address for part in ("{z}", "{x}", "{y}"))):
        raise InvalidInput(
            N_("ARCHIVES_BASEMAP must be an address of map tiles such as https://maps.example/{z}/{x}/{y}.png.")
        )


def _kept_secret(data: Path) -> str:
    path = data / "secret.key"
    if not path.exists():
        raise InvalidInput(
            N_("No secret key. Set ARCHIVES_SECRET_KEY, or run “archives demo”, which makes %(path)s."), path=path
        )
    return path.read_text(encoding="ascii").strip()


def make_secret(data: Path) -> None:
    """Keep a random secret in the data folder, readable by its owner alone, unless there is one."""
    path = data / "secret.key"
    data.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
