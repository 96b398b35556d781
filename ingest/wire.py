"""Pages, fields, scans and problems as JSON, and back: between parent and child, and as they are kept."""

from pathlib import Path
from typing import Any

from ingest.problems import Problem, Quarantined, Refused, Unreadable
from ingest.scan import Box, Field, Page, Scan, Word

Json = dict[str, Any]

PROBLEMS: dict[str, type[Problem]] = {each.__name__: each for each in (Problem, Refused, Quarantined, Unreadable)}


def pack_word(word: Word) -> list[Any]:
    """Text, x, y, width, height, confidence, and the direction where the text does not run from left to right."""
    return [word.text, *word.box, round(word.confidence, 4), *([word.direction] if word.direction else [])]


def unpack_word(packed: list[Any]) -> Word:
    text, x, y, w, h, confidence, *direction = packed
    return Word(text, Box(x, y, w, h), confidence, direction[0] if direction else 0)


def pack_page(page: Page) -> Json:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "rotation": page.rotation,
        "words": [pack_word(word) for word in page.words],
        "text": page.text,
        "engine": page.engine,
        "seconds": page.seconds,
        "warnings": list(page.warnings),
        "problem": page.problem,
    }


def unpack_page(packed: Json) -> Page:
    words, warnings = tuple(unpack_word(word) for word in packed["words"]), tuple(packed["warnings"])
    return Page(**packed | {"words": words, "warnings": warnings})


def pack_field(found: Field) -> Json:
    return {
        "name": found.name,
        "value": found.value,
        "raw": found.raw,
        "page": found.page,
        "box": list(found.box),
        "confidence": round(found.confidence, 4),
        "rule": found.rule,
    }


def unpack_field(packed: Json) -> Field:
    return Field(**packed | {"box": Box(*packed["box"])})


def pack_scan(scan: Scan) -> Json:
    return {
        "path": str(scan.path),
        "name": scan.name,
        "media_type": scan.media_type,
        "page_count": scan.page_count,
        "pages": [pack_page(page) for page in scan.pages],
        "kind": scan.kind,
        "fields": {name: pack_field(found) for name, found in scan.fields.items()},
        "engine": scan.engine,
        "seconds": scan.seconds,
        "warnings": list(scan.warnings),
        "about": scan.about,
    }


def unpack_scan(packed: Json) -> Scan:
    return Scan(
        **packed
        | {
            "path": Path(packed["path"]),
            "pages": tuple(unpack_page(page) for page in packed["pages"]),
            "fields": {name: unpack_field(found) for name, found in packed["fields"].items()},
            "warnings": tuple(packed["warnings"]),
        }
    )


def pack_problem(problem: Problem) -> Json:
    return {"kind": type(problem).__name__, "template": problem.template, "values": problem.values}


def unpack_problem(packed: Json) -> Problem:
    return PROBLEMS[packed["kind"]](packed["template"], **packed["values"])


def described(scan: Scan) -> Json:
    """What `archives read --json` prints of a file."""
    return {
        "file": scan.name,
        "media_type": scan.media_type,
        "pages": [described_page(page) for page in scan.pages],
        "document": {
            "kind": scan.kind,
            "fields": {name: without_name(pack_field(found)) for name, found in scan.fields.items()},
        },
        "engine": scan.engine,
        "seconds": scan.seconds,
        "warnings": list(scan.warnings),
    }


def described_page(page: Page) -> Json:
    words = [{"text": word.text, "box": list(word.box), "confidence": round(word.confidence, 4)} for word in page.words]
    told = {key: value for key, value in pack_page(page).items() if key not in ("engine", "warnings", "problem")}
    return told | {"words": words} | ({"problem": page.problem} if page.problem else {})


def without_name(packed: Json) -> Json:
    return {key: value for key, value in packed.items() if key != "name"}
