"""完整性: nothing is missing."""

from collections.abc import Iterable, Mapping

from archives.errors import N_
from archives.fourfold.subject import Item, Subject, judged, over
from archives.fourfold.values import Fault, Finding, Said, not_applicable, not_run

REQUIRED = {"title": "题名 title", "responsible": "责任者 responsible", "formed": "形成日期 date"}
"""Items of description that a record cannot do without. GB/T 50323-2001 divides essential from optional ones; its list
was not at hand, so these are the archive's own."""
TECHNICAL = ("name", "media_type", "size", "sha256", "sha512", "kept_at")
RECEIVED = "ingestion"


def number_of_records(subject: Subject) -> Finding:
    expected = len(subject.items) if subject.package is None else subject.package.files
    return judged(
        subject.kept == expected,
        Said(N_("%(count)d records have their bytes."), {"count": subject.kept}),
        Said(N_("%(count)d records."), {"count": expected}),
    )


def number_of_bytes(subject: Subject) -> Finding:
    found = sum(item.size for item in subject.items)
    noted = sum(int(item.original.get("size") or 0) for item in subject.items)
    expected = noted if subject.package is None else subject.package.size
    return judged(
        found == expected,
        Said(N_("%(count)d bytes lie there."), {"count": found}),
        Said(N_("%(count)d bytes."), {"count": expected}),
    )


def technical_metadata(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        missing = [name for name in TECHNICAL if item.original.get(name) in (None, "")]
        return Said(N_("Missing: %(names)s."), {"names": ", ".join(missing)}) if missing else None

    return over(subject.items, look, Said(N_("Each file has %(names)s."), {"names": ", ".join(TECHNICAL)}))


def required_items(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        missing = [label for name, label in REQUIRED.items() if not item.record.get(name)]
        return Said(N_("Missing: %(names)s."), {"names": ", ".join(missing)}) if missing else None

    return over(subject.items, look, Said(N_("Each record has %(names)s."), {"names": ", ".join(REQUIRED.values())}))


def process_information(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        kinds = [event.get("eventType") for event in item.events]
        return None if RECEIVED in kinds else Said(N_("No event tells how it was received."))

    return over(subject.items, look, Said(N_("Of each record the events kept with it begin with its receipt.")))


def continuity(subject: Subject) -> Finding:
    faults = [
        Fault(item.name, item.id, Said(N_("Of its %(count)d pages no. %(number)d is missing."), missing))
        for item in subject.items
        if (missing := _missing_page(item)) is not None
    ]
    for number, serials in sorted(subject.serials.items()):
        gap = _gap(serials)
        if gap is not None:
            faults.append(Fault(number, "", Said(N_("Serial number %(number)d is missing in it."), {"number": gap})))
    seen = Said(
        N_("Records: %(records)d, volumes: %(volumes)d, gaps: %(gaps)d."),
        {"records": len(subject.items), "volumes": len(subject.serials), "gaps": len(faults)},
    )
    expected = Said(N_("Pages in a record and records in a volume are numbered from 1 without gaps."))
    return judged(not faults, seen, expected, faults=faults)


def _missing_page(item: Item) -> Mapping[str, int] | None:
    count = int(item.record.get("page_count") or 0)
    there = {page.number for page in item.pages}
    missing = next((number for number in range(1, count + 1) if number not in there), None)
    return None if missing is None else {"count": count, "number": missing}


def _gap(serials: Iterable[int | None]) -> int | None:
    there = {serial for serial in serials if serial is not None}
    return next((number for number in range(1, max(there, default=0) + 1) if number not in there), None)


def contents(subject: Subject) -> Finding:
    def look(item: Item) -> Said | None:
        unread = [page.number for page in item.pages if not page.read and not page.left]
        if unread:
            values = {"count": len(unread), "number": unread[0]}
            return Said(N_("%(count)d of its pages could not be read, the first is no. %(number)d."), values)
        return None if item.path is not None else Said(N_("Its file is not in the store."))

    return over(subject.items, look, Said(N_("Every page can be read, or a person has looked at it and left it.")))


def attachments(_: Subject) -> Finding:
    return not_applicable(N_("A record here is one file; what belongs to it is a record of its own."))


def scope(_: Subject) -> Finding:
    return not_run(N_("The archive has set no table of what is to be filed (GB/T 50328-2014, appendix A)."))


def files_of_package(subject: Subject) -> Finding:
    if subject.package is None:
        return not_applicable(N_("The records did not come as a package, or are not tested as one."))
    return number_of_records(subject)
