"""The door to the library: look at a file, read a file. What is behind it happens in child processes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ingest.child import Bounds, ChildDied, run
from ingest.limits import Limits
from ingest.problems import N_, Problem, Quarantined
from ingest.scan import Page, Scan
from ingest.wire import described, pack_page, unpack_page, unpack_problem, unpack_scan

KILLED = N_("Looking at the file took more memory or time than is allowed, so it was stopped (killed by its limits).")
PAGE_LOST = N_("Reading the page failed twice: it needs more memory or time than is allowed, or its data is damaged.")
NOT_DESCRIBED = N_("The pages were read, but the fields could not be worked out.")


class ReadingUnavailable(RuntimeError):
    """The reading process does not start at all: the installation is broken, not the file."""


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What can be said of a file without reading it. `about` is what the file says of itself."""

    media_type: str
    page_count: int
    size: int
    warnings: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)


def inspect(path: Path, name: str, limits: Limits | None = None) -> Inspection:
    """Refused, Quarantined, or what the file is."""
    limits = limits or Limits()
    size = path.stat().st_size
    task = {"task": "inspect", "path": str(path.resolve()), "name": name, "limits": asdict(limits)}
    bounds = Bounds(
        address_space=limits.inspect_memory,
        memory=limits.inspect_memory,
        seconds=limits.inspect_seconds,
        wall=limits.inspect_wall,
        written=1 << 20,  # its complaints; an inspection writes nothing else
        files=limits.open_files,
    )
    for message in watched(task, bounds):
        warnings = tuple(message.pop("warnings"))
        return Inspection(size=size, warnings=warnings, **message)
    raise Quarantined(KILLED)


def read(
    path: Path,
    name: str,
    *,
    engine: str = "ppocr",
    limits: Limits | None = None,
    done: Mapping[int, Page] = MappingProxyType({}),
    derived: Path | None = None,
    fields_first: bool = False,
) -> Iterator[Page | Scan]:
    """Each page as soon as it is read, then the scan with kind, fields and all pages.

    Pages in `done` were read before: they are not read again, but the fields are worked out from them too. With
    `fields_first` only the first pages are read, and of large sheets only the places where fields stand: enough to
    say what the document is. Such partial pages are read whole when it is read again without.
    """
    limits = limits or Limits()
    if derived is not None:
        derived.mkdir(parents=True, exist_ok=True)
    reading = Reading(path.resolve(), name, engine, limits, derived, fields_first, done)
    yield from reading.pages()
    yield reading.closed()


class Reading:
    """A file being read by one child after another: a child that is lost costs at most the page it was at."""

    def __init__(
        self,
        path: Path,
        name: str,
        engine: str,
        limits: Limits,
        derived: Path | None,
        fields_first: bool,
        known: Mapping[int, Page],
    ) -> None:
        self.path, self.name, self.engine, self.fields_first = path, name, engine, fields_first
        self.limits, self.derived = limits, derived
        self.glimpses = {} if fields_first else {number: page for number, page in known.items() if page.partial}
        self.done = {number: page for number, page in known.items() if number not in self.glimpses}
        self.numbers: list[int] = []
        self.page_count = 0
        self.at: int | None = None
        self.scan: Scan | None = None

    def pages(self) -> Iterator[Page]:
        while self.scan is None:
            try:
                yield from self.told(closing=True)
            except ChildDied as death:
                if not self.numbers:
                    raise Quarantined(KILLED) from death
                waiting = [number for number in self.numbers if number not in self.done]
                if not waiting:
                    return  # all pages are read; it was the closing that failed
                yield self.once_more(self.at or waiting[0])

    def once_more(self, number: int) -> Page:
        """The page in a child of its own; it is given up when that one is lost too."""
        self.at = None
        try:
            for page in self.told(closing=False, numbers=[number]):
                return page
        except ChildDied:
            pass
        self.at = None
        self.done[number] = Page(number=number, problem=PAGE_LOST).or_glimpse(self.glimpses.get(number))
        return self.done[number]

    def told(self, *, closing: bool, numbers: Iterable[int] = ()) -> Iterator[Page]:
        task = {
            "task": "read",
            "path": str(self.path),
            "name": self.name,
            "engine": self.engine,
            "fields_first": self.fields_first,
            "limits": asdict(self.limits),
            "derived": str(self.derived.resolve()) if self.derived else "",
            "done": [pack_page(page) for page in self.done.values()] if closing else [],
            "glimpses": [pack_page(page) for page in self.glimpses.values()],
            "numbers": list(numbers),
            "closing": closing,
        }
        for message in watched(task, reading_bounds(self.limits)):
            if "numbers" in message:
                self.numbers, self.page_count = message["numbers"], message["page_count"]
            elif "turning" in message:
                self.at = message["turning"]
            elif "page" in message:
                page = unpack_page(message["page"])
                self.done[page.number], self.at = page, None
                yield page
            elif "scan" in message:
                self.scan = unpack_scan(message["scan"])

    def closed(self) -> Scan:
        pages = tuple(self.done[number] for number in sorted(self.done))
        scan = self.scan or Scan(path=self.path, name=self.name, page_count=self.page_count, warnings=(NOT_DESCRIBED,))
        return replace(scan, pages=pages)


def draw(path: Path, name: str, pages: Iterable[Page], derived: Path, limits: Limits | None = None) -> None:
    """Draw the pictures of these pages again, each turned upright as its reading found, and cut out its seals."""
    limits = limits or Limits()
    task = {
        "task": "draw",
        "path": str(path.resolve()),
        "name": name,
        "limits": asdict(limits),
        "derived": str(derived.resolve()),
        "pages": [pack_page(page) for page in pages],
    }
    derived.mkdir(parents=True, exist_ok=True)
    for _ in watched(task, reading_bounds(limits)):
        pass


def reading_bounds(limits: Limits) -> Bounds:
    return Bounds(
        address_space=limits.reading_address_space,
        memory=limits.reading_memory,
        seconds=limits.page_seconds,
        wall=limits.page_wall,
        written=limits.written_bytes,
        files=limits.open_files,
    )


def watched(task: dict[str, Any], bounds: Bounds) -> Iterator[dict[str, Any]]:
    """The child's messages; its problem is raised here as if it had happened here."""
    try:
        for message in run(task, bounds):
            if "problem" in message:
                raise unpack_problem(message["problem"])
            yield message
    except ChildDied as death:
        if not death.started:
            raise ReadingUnavailable(str(death)) from death
        if task["task"] == "inspect":
            raise Quarantined(KILLED) from death
        raise


def read_files(paths: Iterable[Path], engine: str = "ppocr", limits: Limits | None = None) -> Iterator[dict[str, Any]]:
    """For each file what `archives read --json` prints: the file as read, or the reason why not."""
    for path in paths:
        try:
            *_, scan = read(path, path.name, engine=engine, limits=limits)
        except Problem as problem:
            yield {"file": str(path), "problem": {"kind": type(problem).__name__.lower(), "sentence": str(problem)}}
        else:
            assert isinstance(scan, Scan)
            yield described(scan) | {"file": str(path)}
