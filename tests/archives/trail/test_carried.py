"""The trail carried away: proved without a database, the first broken link named, anchors believed over everything."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archives import audit
from archives.audit import Head, digest_of
from archives.db import CHINA, Database, today
from archives.errors import InvalidInput
from archives.jobs import Job
from archives.tools import Tools
from archives.trail import anchors
from archives.trail.carried import Period, lines, prove
from archives.worker import Worker

DAY = date(2026, 3, 2)


@pytest.fixture
def exported(database: Database, tmp_path: Path) -> Path:
    with database.transaction() as db:
        for number in range(6):
            audit.write(db, "lin", "林", audit.Event.VIEWED, "record", f"r{number}", purpose="修缮", share=0.1)
    path = tmp_path / "trail.jsonl"
    with database.reading() as db:
        path.write_text("".join(lines(db, Period(), CHINA)), encoding="utf-8")
    return path


def heads(path: Path) -> list[Head]:
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Head(entry["seq"], entry["hash"]) for entry in told]


def rewrite(path: Path, change: Callable[[list[dict[str, object]]], object]) -> None:
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(told)
    path.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")


def test_a_whole_trail_is_proved_with_its_anchors(exported: Path) -> None:
    proof = prove(exported, heads(exported)[2:4])
    assert (proof.first, proof.last, proof.broken, proof.anchors) == (1, 6, None, 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(entry=st.integers(1, 6), how=st.sampled_from(["name", "detail", "at", "hash", "drop", "swap", "junk"]))
def test_whatever_is_changed_the_first_broken_link_is_named(exported: Path, entry: int, how: str) -> None:
    before = exported.read_text(encoding="utf-8")

    def change(told: list[dict[str, object]]) -> None:
        if how == "drop":
            del told[entry]
        elif how == "swap":
            other = entry + 1 if entry < 6 else entry - 1
            told[entry], told[other] = told[other], told[entry]
        elif how == "junk":
            told[entry] = {"seq": "no"}
        else:
            told[entry][how] = "x" if how != "detail" else {}

    rewrite(exported, change)
    broken = prove(exported).broken
    exported.write_text(before, encoding="utf-8")
    assert broken == (min(entry, 5) if how == "swap" else entry)


def test_a_file_cut_off_at_the_end_is_noticed(exported: Path) -> None:
    rewrite(exported, lambda told: told.pop())
    assert prove(exported).broken == 6


def test_a_chain_forged_as_a_whole_is_caught_by_an_anchor_and_only_by_it(exported: Path) -> None:
    noted = heads(exported)[3]

    def forge(told: list[dict[str, object]]) -> None:
        told[2]["name"] = "Nobody"
        previous = told[0]["follows_hash"]
        for entry in told[1:]:
            entry["previous"] = previous
            entry.pop("hash")
            previous = entry["hash"] = digest_of(entry)
        told[0]["last_hash"] = previous

    rewrite(exported, forge)
    assert prove(exported).broken is None
    assert prove(exported, [noted]).broken == 4
    assert prove(exported, [Head(99, "f" * 64)]).broken is None, "an anchor of another period says nothing"


def test_a_period_is_proved_by_itself_and_must_follow_what_was_anchored(database: Database, exported: Path) -> None:
    before = heads(exported)
    with database.transaction() as db:
        db.execute(sa.text("DROP TRIGGER trail_no_update"))
        db.execute(sa.text("UPDATE trail SET at = '2026-03-02 10:00:00' WHERE seq IN (3, 4)"))
        db.execute(sa.text("UPDATE trail SET at = '2026-03-01 10:00:00' WHERE seq < 3"))
    with database.reading() as db:
        assert Period(DAY, DAY).bounds(db, CHINA) == (3, 4)
        assert Period(until=DAY).bounds(db, CHINA) == (1, 4)
        assert Period(since=date(2099, 1, 1)).bounds(db, CHINA) == (7, 6)
        exported.write_text("".join(lines(db, Period(since=date(2099, 1, 1)), CHINA)), encoding="utf-8")
        assert prove(exported).broken is None
    assert prove(exported, [before[5]]).broken is None
    assert prove(exported, [Head(6, "0" * 64)]).broken == 6


def test_what_is_no_export_is_said_so(tmp_path: Path) -> None:
    for text in ("", "{}\n", "no json\n", "[1]\n"):
        (tmp_path / "other").write_text(text, encoding="utf-8")
        with pytest.raises(InvalidInput, match="not an export"):
            prove(tmp_path / "other")


def test_the_daily_job_anchors_the_head_and_asks_for_tomorrow(tools: Tools) -> None:
    with tools.database.transaction() as db:
        audit.write(db, "lin", "Lin", audit.Event.VIEWED, "record", "r1")
        anchors.ask_for_anchor(db, today())
        db.execute(sa.update(Job).values(run_at=db.scalar(sa.select(Job.asked_at))))
    work = {anchors.ANCHOR_TRAIL: lambda task: anchors.anchor_trail(task, tools)}
    Worker(tools.database, work).work_off()
    path = tools.settings.data / anchors.FILE
    with tools.database.reading() as db:
        anchor = anchors.newest_anchor(db)
        assert anchor is not None
        assert anchors.read_file(path) == [audit.head(db)] == [Head(anchor.seq, anchor.hash)]
        waiting = db.scalars(sa.select(Job).where(Job.state == "ready")).one()
        assert waiting.payload["day"] > str(today())
        anchors.write_file(path, anchors.every_anchor(db))
        assert len(anchors.read_file(path)) == 1, "a day stands there once"


def test_the_live_trail_is_held_against_its_anchors(tools: Tools) -> None:
    with tools.database.transaction() as db:
        for number in range(3):
            audit.write(db, "lin", "Lin", audit.Event.VIEWED, "record", f"r{number}")
        anchors.note_head(db, DAY)
    path = tools.settings.data / anchors.FILE
    with tools.database.transaction() as db:
        anchors.write_file(path, anchors.every_anchor(db))
        db.execute(sa.text("DROP TRIGGER trail_no_delete"))
        db.execute(sa.text("DELETE FROM trail WHERE seq = 3"))
        db.execute(sa.text("DELETE FROM trail_anchor"))
    with tools.database.reading() as db:
        assert audit.verify(db) is None
        assert audit.verify(db, anchors.known_heads(db, path)) == 3


def test_a_line_that_is_no_anchor_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# heading\n\n2026-03-02  3  short\n", encoding="ascii")
    with pytest.raises(InvalidInput, match="not an anchor"):
        anchors.read_file(tmp_path / "a.txt")
