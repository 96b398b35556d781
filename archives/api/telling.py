"""Records and pages as programs read them; each is given only what its reader was found to be allowed to see."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from archives.catalogue.model import FieldValue, Page, Record
from archives.finding.service import Hit


def summary(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "number": record.number,
        "kind": record.kind,
        "formed": record.formed,
        "discipline": record.discipline,
        "level": record.level,
        "department": record.department.name,
        "project": {"id": record.project.id, "name": record.project.name} if record.project else None,
        "archive_no": record.volume.archive_no if record.volume else None,
        "pages": record.page_count,
        "reading": record.reading,
        "links": {
            "self": url_for("api.record", record_id=record.id),
            "page": url_for("catalogue.show", record_id=record.id),
            "original": url_for("viewing.original", record_id=record.id),
        },
    }


def whole(record: Record, values: Mapping[str, FieldValue]) -> dict[str, Any]:
    original = record.original
    return summary(record) | {
        "responsible": record.responsible,
        "opens_on": record.opens_on,
        "original": {"name": original.name, "size": original.size, "sha256": original.sha256},
        "values": [told(value) for value in values.values() if value.value],
        "sheets": [sheet(page) for page in record.pages],
    }


def told(value: FieldValue) -> dict[str, Any]:
    names = ("field", "value", "raw", "source", "page", "confidence", "engine", "rule", "otherwise")
    box = [value.x, value.y, value.w, value.h] if value.w else None
    return {name: getattr(value, name) for name in names} | {"box": box}


def sheet(page: Page) -> dict[str, Any]:
    where: dict[str, Any] = {"record_id": page.record_id, "number": page.number}
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "problem": page.problem % page.problem_values if page.problem and page.problem_values else page.problem,
        "links": {
            "self": url_for("api.page", **where),
            "words": url_for("api.words", **where),
            "picture": url_for("viewing.picture", **where),
            "thumbnail": url_for("viewing.thumbnail", **where),
            "image": url_for("iiif.info", **where),
            "manifest": url_for("iiif.manifest", kind="record", subject_id=page.record_id),
        },
    }


def words(page: Page) -> dict[str, Any]:
    told_words = [
        {"text": text, "box": box, "confidence": confidence, "direction": direction}
        for text, box, confidence, direction, *_ in page.words()
    ]
    return {"page": page.number, "width": page.width, "height": page.height, "words": told_words}


def found(hit: Hit) -> dict[str, Any]:
    snippet = {"text": hit.snippet.text, "marks": [list(mark) for mark in hit.snippet.marks]} if hit.snippet else None
    return {"record": summary(hit.record), "page": hit.page, "snippet": snippet}
