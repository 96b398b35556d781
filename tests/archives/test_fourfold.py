"""Each check sees the fault it is there for, and none says “passed” without evidence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives.fourfold import CHECKS, Finding, Link, Result, Said, assess
from archives.fourfold.subject import Declared, Item, PageSeen, Subject
from ingest.problems import Quarantined
from ingest.reader import Inspection
from ingest.tools.clamd import Verdict, VirusCheck

DIGEST = "ab" * 32
RECORD: dict[str, Any] = {
    "id": "r1",
    "title": "建设工程规划许可证",
    "number": "建字第1号",
    "responsible": "规划局",
    "formed": "2014-05-20",
    "page_count": 2,
    "level": "open",
    "kind": "drawing",
}
ORIGINAL: dict[str, Any] = {
    "key": "k",
    "name": "a.pdf",
    "media_type": "application/pdf",
    "size": 10,
    "sha256": DIGEST,
    "sha512": DIGEST * 2,
    "kept_at": "2026-01-01",
}
PNG = Inspection(media_type="image/png", page_count=2, size=10)
GIF = Inspection(media_type="image/gif", page_count=2, size=10)
UNREAD = (PageSeen(1, read=False, left=False), PageSeen(2, read=True, left=False))


def an_item(**more: Any) -> Item:
    sound: dict[str, Any] = {
        "record": RECORD,
        "original": ORIGINAL,
        "volume": {"archive_no": "C-0001-001"},
        "pages": (PageSeen(1, read=True, left=False), PageSeen(2, read=True, left=False)),
        "path": Path("a.pdf"),
        "size": 10,
        "digests": {"sha256": DIGEST, "sha512": DIGEST * 2},
        "opened": Inspection(media_type="application/pdf", page_count=2, size=10),
        "document": {"tables": {"record": [RECORD], "original": [ORIGINAL]}},
        "events": ({"eventType": "ingestion"},),
        "virus": Verdict(VirusCheck.CLEAN),
    }
    return Item(**{**sound, **more})


def a_subject(*items: Item, **more: Any) -> Subject:
    chosen = items or (an_item(),)
    sound: dict[str, Any] = {
        "items": chosen,
        "today": date(2026, 11, 27),
        "kept": len(chosen),
        "lengths": {"title": 300},
        "choices": {"level": frozenset({"open"})},
        "is_archive_no": lambda text: text == "C-0001-001",
        "serials": {"C-0001-001": [1, 2]},
        "scanner": "ClamAV 1.0",
        "trail_checked": datetime(2026, 11, 26, tzinfo=UTC),
    }
    return Subject(**{**sound, **more})


def found(subject: Subject, link: Link = Link.PRESERVATION) -> dict[str, Result]:
    return {check.name: finding.result for check, finding in assess(subject, link)}


def failed(subject: Subject, link: Link = Link.PRESERVATION) -> set[str]:
    return {name for name, result in found(subject, link).items() if result is Result.FAIL}


def test_of_sound_records_nothing_fails_and_what_was_not_tested_is_said() -> None:
    results = found(a_subject())
    assert failed(a_subject()) == set()
    assert [name for name, result in results.items() if result is Result.NOT_RUN] == [
        "Fixity information: electronic signatures",
        "Readable by eye",
        "Programs needed",
        "Backup can be restored",
    ]


FAULTS: list[tuple[str, Callable[[], Subject]]] = [
    ("Fixity information: digests", lambda: a_subject(an_item(digests={"sha256": "cd" * 32}))),
    ("Length of metadata", lambda: a_subject(an_item(record=RECORD | {"title": "长" * 301}))),
    ("Type and format of metadata", lambda: a_subject(an_item(record=RECORD | {"formed": "20.5.2014"}))),
    ("Metadata within their lists", lambda: a_subject(an_item(record=RECORD | {"level": "secret"}))),
    ("Metadata that can be true", lambda: a_subject(an_item(record=RECORD | {"formed": "2104-05-20"}))),
    ("Special characters", lambda: a_subject(an_item(record=RECORD | {"title": "许可\ufffd证"}))),
    ("Form of archive numbers", lambda: a_subject(an_item(volume={"archive_no": "??"}))),
    ("Repeated records", lambda: a_subject(an_item(is_double=True))),
    ("Electronic attributes of the file", lambda: a_subject(an_item(opened=PNG))),
    ("Metadata linked with content", lambda: a_subject(an_item(document={"tables": {"record": [RECORD]}}))),
    ("Number of records", lambda: a_subject(kept=0)),
    ("Technical metadata complete", lambda: a_subject(an_item(original=ORIGINAL | {"sha512": ""}))),
    ("Required items of description", lambda: a_subject(an_item(record=RECORD | {"responsible": None}))),
    ("Information on the process", lambda: a_subject(an_item(events=()))),
    ("Numbers without gaps", lambda: a_subject(serials={"C-0001-001": [1, 3]})),
    ("Content complete", lambda: a_subject(an_item(pages=UNREAD))),
    ("Metadata readable", lambda: a_subject(an_item(document={"tables": {"record": [], "original": [ORIGINAL]}}))),
    ("Formats for keeping", lambda: a_subject(an_item(original=ORIGINAL | {"media_type": "image/gif"}, opened=GIF))),
    ("Virus scanner there", lambda: a_subject(scanner=None)),
    ("Free of viruses", lambda: a_subject(an_item(virus=Verdict(VirusCheck.INFECTED, "Eicar")))),
    ("Process under control", lambda: a_subject(trail_broken=7)),
]


@pytest.mark.parametrize(("name", "subject"), FAULTS, ids=[name for name, _ in FAULTS])
def test_a_fault_fails_the_check_that_is_there_for_it_and_no_other(name: str, subject: Callable[[], Subject]) -> None:
    assert failed(subject()) == {name}


def test_a_lost_file_fails_what_needs_its_bytes() -> None:
    lost = an_item(path=None, size=0, digests={}, opened=None, virus=None)
    assert failed(a_subject(lost, kept=0)) >= {
        "Fixity information: digests",
        "Number of bytes",
        "Opens",
        "Content complete",
    }


def test_a_locked_file_does_not_open() -> None:
    locked = an_item(opened=Quarantined("The file is locked with a password."))
    assert failed(a_subject(locked)) == {"Formats for keeping", "Opens", "Not locked"}


def test_without_a_scanner_viruses_are_not_tested_rather_than_absent() -> None:
    assert found(a_subject(scanner=None))["Free of viruses"] is Result.NOT_RUN


def test_a_page_a_person_has_left_is_no_gap() -> None:
    left = an_item(pages=(PageSeen(1, read=False, left=True), PageSeen(2, read=True, left=False)))
    assert failed(a_subject(left)) == set()


def test_a_package_is_judged_only_where_one_was_handed_over() -> None:
    assert found(a_subject(), Link.HANDOVER)["Package unchanged on its way"] is Result.NOT_APPLICABLE
    sound = Declared(form="BagIt", files=1, size=10)
    assert failed(a_subject(package=sound), Link.HANDOVER) == set()
    broken = replace(sound, faults=(Said("data/a.pdf is not as its manifest says."),))
    assert failed(a_subject(package=broken), Link.HANDOVER) == {"Form of the package", "Package unchanged on its way"}
    short = replace(sound, files=2)
    assert failed(a_subject(package=short), Link.HANDOVER) == {"Number of records", "Files of the package"}


@given(link=st.sampled_from(list(Link)), scanner=st.sampled_from([None, "ClamAV"]), lost=st.booleans())
def test_every_finding_carries_its_evidence(link: Link, scanner: str | None, lost: bool) -> None:
    item = an_item(path=None, digests={}, opened=None) if lost else an_item()
    for _, finding in assess(a_subject(item, scanner=scanner), link):
        if finding.result in (Result.PASS, Result.FAIL):
            assert all((str(finding.seen), str(finding.expected), finding.tool, finding.version, finding.at))
        else:
            assert str(finding.reason)
        if finding.result is Result.FAIL and len(finding.faults) > 0:
            assert all(str(fault.seen) for fault in finding.faults)


@pytest.mark.parametrize("result", list(Result))
def test_a_bare_result_cannot_be_written_down(result: Result) -> None:
    with pytest.raises(ValueError, match=r"evidence|reason"):
        Finding(result=result)


def test_every_check_belongs_to_a_link_and_says_how_sure_its_code_is() -> None:
    assert {link for check in CHECKS for link in check.links} == set(Link)
    assert len({(check.code, check.name) for check in CHECKS}) == len(CHECKS)
