"""Pages, fields, scans and problems as JSON, and back: between parent and child, and as they are kept."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.problems import Problem, Quarantined, Refused, Unreadable
from ingest.scan import Box, ContentsLine, Fault, Field, Page, Scan, Seal, SheetFacts, Word

Json = dict[str, Any]

PROBLEMS: dict[str, type[Problem]] = {each.__name__: each for each in (Problem, Refused, Quarantined, Unreadable)}


def pack_word(word: Word) -> list[Any]:
    """Text, x, y, width, height, confidence; direction and other reading only where there is something to say."""
    more = [word.direction, word.otherwise] if word.otherwise else [word.direction] if word.direction else []
    return [word.text, *word.box, round(word.confidence, 4), *more]


def unpack_word(packed: list[Any]) -> Word:
    text, x, y, w, h, confidence, *more = packed
    return Word(text, Box(x, y, w, h), confidence, *more)


def pack_seal(seal: Seal) -> Json:
    return {"box": list(seal.box), "colour": seal.colour, "text": seal.text}


def unpack_seal(packed: Json) -> Seal:
    return Seal(**packed | {"box": Box(*packed["box"])})


def pack_facts(facts: SheetFacts) -> Json:
    return asdict(facts)


def unpack_facts(packed: Json) -> SheetFacts:
    box, edges, faults = packed["page_number_box"], tuple(packed["cut_edges"]), unpack_faults(packed["faults"])
    return SheetFacts(**packed | {"page_number_box": box and Box(*box), "cut_edges": edges, "faults": faults})


def unpack_faults(packed: list[Any]) -> tuple[Fault, ...]:
    return tuple((template, values) for template, values in packed)


def pack_page(page: Page) -> Json:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "rotation": page.rotation,
        "words": [pack_word(word) for word in page.words],
        "text": page.text,
        "partial": page.partial,
        "seals": [pack_seal(seal) for seal in page.seals],
        "facts": page.facts and pack_facts(page.facts),
        "engine": page.engine,
        "seconds": page.seconds,
        "warnings": list(page.warnings),
        "problem": page.problem,
        "problem_values": dict(page.problem_values),
    }


def unpack_page(packed: Json) -> Page:
    return Page(
        **packed
        | {
            "words": tuple(unpack_word(word) for word in packed["words"]),
            "seals": tuple(unpack_seal(seal) for seal in packed["seals"]),
            "facts": packed["facts"] and unpack_facts(packed["facts"]),
            "warnings": tuple(packed["warnings"]),
        }
    )


def pack_field(found: Field) -> Json:
    return {
        "name": found.name,
        "value": found.value,
        "raw": found.raw,
        "page": found.page,
        "box": list(found.box),
        "confidence": round(found.confidence, 4),
        "rule": found.rule,
        "otherwise": found.otherwise,
    }


def unpack_field(packed: Json) -> Field:
    return Field(**packed | {"box": Box(*packed["box"])})


def pack_line(line: ContentsLine) -> Json:
    return asdict(line) | {"box": list(line.box), "confidence": round(line.confidence, 4)}


def unpack_line(packed: Json) -> ContentsLine:
    return ContentsLine(**packed | {"box": Box(*packed["box"])})


def pack_scan(scan: Scan) -> Json:
    return {
        "path": str(scan.path),
        "name": scan.name,
        "media_type": scan.media_type,
        "page_count": scan.page_count,
        "pages": [pack_page(page) for page in scan.pages],
        "kind": scan.kind,
        "fields": {name: pack_field(found) for name, found in scan.fields.items()},
        "contents": [pack_line(line) for line in scan.contents],
        "faults": scan.faults,
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
            "contents": tuple(unpack_line(line) for line in packed["contents"]),
            "faults": unpack_faults(packed["faults"]),
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
            "contents": [pack_line(line) for line in scan.contents],
            "faults": scan.faults,
        },
        "engine": scan.engine,
        "seconds": scan.seconds,
        "warnings": list(scan.warnings),
    }


def described_page(page: Page) -> Json:
    hidden = ("partial", "engine", "warnings", "problem", "problem_values")
    told = {key: value for key, value in pack_page(page).items() if key not in hidden}
    problem = {"problem": str(Problem(page.problem, **page.problem_values))} if page.problem else {}
    return told | {"words": [described_word(word) for word in page.words]} | problem


def described_word(word: Word) -> Json:
    told = {"text": word.text, "box": list(word.box), "confidence": round(word.confidence, 4)}
    more = {"direction": word.direction, "otherwise": word.otherwise}
    return told | {key: value for key, value in more.items() if value}


def without_name(packed: Json) -> Json:
    return {key: value for key, value in packed.items() if key != "name"}
