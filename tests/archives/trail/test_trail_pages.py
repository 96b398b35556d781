import csv
import io

import pytest
import sqlalchemy as sa
from flask import Flask

from archives import audit
from archives.db import Database
from archives.people import Role
from tests.factories import an_account
from tests.visiting import Visitor, sign_in


@pytest.fixture
def auditor(client: Visitor, database: Database) -> Visitor:
    with database.transaction() as db:
        db.add(an_account(Role.AUDITOR, "shen"))
        audit.write(db, "lin", "=Lin", audit.Event.READ, "record", "record-one", purpose="<b>renovation</b>")
        audit.write(db, "wang", "Wang", audit.Event.DOWNLOADED, "record", "r2")
    sign_in(client, "shen")
    return client


def test_the_auditor_reads_filters_and_is_seen_reading(auditor: Visitor) -> None:
    page = auditor.get("/trail").text
    assert "record-one" in page
    assert "&lt;b&gt;renovation" in page
    filtered = auditor.get("/trail", query_string={"name": "Wang", "event": "downloaded"}).text
    assert "r2" in filtered
    assert "record-one" not in filtered
    again = auditor.get("/trail?thing=trail").text
    assert "Shen" in again
    assert "downloaded" in again


def test_the_chain_is_checked_with_a_button(auditor: Visitor, database: Database) -> None:
    assert "has not been checked yet" in auditor.get("/trail").text
    assert auditor.post("/trail/check").headers["Location"] == "/trail"
    assert "The chain holds from 1 to 4." in auditor.get("/trail").text
    with database.transaction() as db:
        db.execute(sa.text("DROP TRIGGER trail_no_delete"))
        db.execute(sa.text("DELETE FROM trail WHERE seq = 2"))
    auditor.post("/trail/check")
    assert "The chain is broken: entry 2" in auditor.get("/trail").text


def test_the_table_is_taken_along_and_that_is_written_down(auditor: Visitor) -> None:
    answer = auditor.get("/trail.csv", query_string={"thing": "record"})
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=trail-")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert [row[3] for row in rows[1:]] == ["'=Lin", "Wang"]
    newest = auditor.get("/trail?thing=trail&event=downloaded").text
    assert "Shen" in newest


@pytest.mark.parametrize("query", ["since=yesterday", "event=stole", "until=2026-13-01"])
def test_a_wrong_filter_is_answered_with_a_sentence(auditor: Visitor, query: str) -> None:
    assert auditor.get(f"/trail?{query}").status_code == 400
    assert auditor.get(f"/trail.csv?{query}").status_code == 400


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_else_reads_it(client: Visitor, database: Database, role: Role) -> None:
    with database.transaction() as db:
        db.add(an_account(role, "someone"))
    sign_in(client, "someone")
    assert client.get("/trail").status_code == 403
    assert client.get("/trail.csv").status_code == 403
    assert client.post("/trail/check").status_code == 403


def test_a_visitor_is_asked_to_sign_in(client: Visitor, app: Flask) -> None:
    assert client.get("/trail").headers["Location"].startswith("/login")
