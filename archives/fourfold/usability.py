"""可用性: it can be found, opened and read, now and later."""

from collections.abc import Mapping
from importlib.metadata import version

from archives.errors import N_
from archives.fourfold.subject import Item, Subject, judged, over
from archives.fourfold.values import Finding, Said, not_run
from ingest.problems import Problem, Quarantined

KEEPABLE = {
    "application/pdf": "PDF",
    "image/tiff": "TIFF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/jp2": "JPEG 2000",
}
"""What the gate lets in. GB/T 18894-2016 names formats for long keeping; its list was not at hand [B]."""


def metadata_readable(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        if isinstance(item.document, Exception):
            return Said(N_("It cannot be read: %(error)s"), {"error": str(item.document)[:200]})
        if not isinstance(item.document, Mapping):
            return Said(N_("No description is kept beside the bytes."))
        rows = item.document.get("tables", {}).get("record", [])
        titles = [row.get("title") for row in rows if row.get("id") == item.id]
        return None if titles else Said(N_("The description kept there is not of this record."))

    return over(subject.items, look, Said(N_("The kept description (record.json) is JSON and describes the record.")))


def catalogue_readable(subject: Subject) -> Finding:
    seen = Said(N_("%(count)d records were read from the catalogue."), {"count": len(subject.items)})
    return judged(bool(subject.items), seen, Said(N_("The catalogue answers and has these records.")))


def keepable_formats(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        found = item.opened
        if found is None or isinstance(found, Problem):
            return Said(N_("Its format could not be told from its content."))
        return None if found.media_type in KEEPABLE else Said(N_("It is %(name)s."), {"name": found.media_type})

    expected = Said(N_("By their content: %(names)s."), {"names": ", ".join(KEEPABLE.values())})
    return over(subject.items, look, expected)


def opens(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        if item.opened is None:
            return Said(N_("Its file is not in the store."))
        return Said(item.opened.template, item.opened.values) if isinstance(item.opened, Problem) else None

    tool = f"pypdfium2 {version('pypdfium2')}, Pillow {version('pillow')}, libvips"
    return over(
        subject.items, look, Said(N_("Each file can be opened and its pages counted.")), tool, version("pyvips")
    )


def seen_by_a_person(_: Subject) -> Finding:
    return not_run(N_("Whether it can be read by eye, a person has to say; no program can."))


def environment(_: Subject) -> Finding:
    return not_run(N_("Whether programs for these formats will be there in future was not tested."))


def backup_restorable(_: Subject) -> Finding:
    return not_run(N_("No backup was restored in this test. Try it with “archives restore” on another machine."))


def unlocked(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        locked = isinstance(item.opened, Quarantined)
        return Said(item.opened.template, item.opened.values) if locked and isinstance(item.opened, Problem) else None

    return over(subject.items, look, Said(N_("No file is locked, encrypted or packed in a form that is not public.")))
