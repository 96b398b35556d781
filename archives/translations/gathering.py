"""Gathers every sentence of the sources and templates into the catalogues of translations: `./run messages`."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from archives.errors import ArchiveError
from ingest.problems import Problem
from search.problems import SearchProblem

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
METHODS = [
    ("archives/**.py", "python"),
    ("ingest/**.py", "python"),
    ("search/**.py", "python"),
    ("templates/**.html", "jinja2"),
]
MARKS = ("N_", "lazy_gettext")


def gathered() -> Catalog:
    """A sentence is marked by `_`, `N_` and their kind, or is the first argument of an error of ours."""
    errors = [kind.__name__ for family in (ArchiveError, Problem, SearchProblem) for kind in _and_below(family)]
    keywords = {**DEFAULT_KEYWORDS, **dict.fromkeys((*MARKS, *errors), None)}
    catalog = Catalog(project="Urban Archives", charset="utf-8")
    for source in ("archives", "ingest", "search", "templates"):
        methods = [(pattern.removeprefix(f"{source}/"), how) for pattern, how in METHODS]
        found = extract_from_dir(CHECKOUT / source, methods, keywords=keywords)
        for name, _line, message, comments, context in found:
            catalog.add(message, locations=[(f"{source}/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def catalogues() -> dict[str, Path]:
    """The file of each language there is a translation for."""
    return {path.parts[-3]: path for path in sorted(HERE.glob("*/LC_MESSAGES/messages.po"))}


def read(language: str) -> Catalog:
    return read_po(BytesIO(catalogues()[language].read_bytes()), locale=language)


def bring_up_to_date() -> None:
    template = gathered()
    for language, path in catalogues().items():
        catalog = read(language)
        # No guesses: a fuzzy sentence in the wrong place is worse than one that is plainly missing.
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "Urban Archives"
        with path.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, include_lineno=False)


def _and_below(kind: type[Exception]) -> list[type[Exception]]:
    return [kind, *(deeper for below in kind.__subclasses__() for deeper in _and_below(below))]


if __name__ == "__main__":
    bring_up_to_date()
