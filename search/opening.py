"""From a setting to an engine: `auto`, `tantivy` or `whoosh`."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from search.directories import current
from search.engine import Entry, SearchEngine
from search.problems import EngineMissing
from search.rebuilding import EntriesOf, rebuild
from search.shelf import EngineKind, Shelf

AUTO = "auto"
KINDS = {"tantivy": "TantivyEngine", "whoosh": "WhooshEngine"}
"""The engines there are, the best first."""


def open_engine(setting: str, root: Path, *, even_if_faulty: bool = False) -> SearchEngine:
    """The engine over the index in use in `root`, which is made, empty, where there is none.

    `auto` stays with the engine an existing index was made by, if that is installed, or else takes the best one.
    Raises EngineMissing, and IndexOutdated unless `even_if_faulty`: then whoever asks the engine is told.
    """
    shelf = Shelf(root, _kind(_made_by(root) if setting == AUTO else setting))
    if not even_if_faulty:
        shelf.opened()
    return shelf


def rebuild_index(setting: str, root: Path, entries: Iterable[Entry], again: EntriesOf) -> int:
    """Make the index anew beside the old one and swap; `auto` takes the best engine installed. See `rebuild`."""
    return rebuild(root, _kind(_best() if setting == AUTO else setting), entries, again)


def installed() -> tuple[str, ...]:
    return tuple(name for name in KINDS if find_spec(name))


def _best() -> str:
    return next(iter(installed()), next(iter(KINDS)))


def _made_by(root: Path) -> str:
    directory = current(root)
    name = directory.name.partition("-")[0] if directory else ""
    return name if name in installed() else _best()


def _kind(name: str) -> EngineKind:
    if name not in KINDS:
        raise EngineMissing(
            "There is no search engine “%(name)s”: choose %(choice)s.", name=name, choice=", ".join([AUTO, *KINDS])
        )
    if name not in installed():
        raise EngineMissing("The search engine %(name)s is not installed.", name=name)
    # Imported only when chosen: either may be missing.
    kind: EngineKind = getattr(import_module(f"search.{name}_engine"), KINDS[name])
    return kind
