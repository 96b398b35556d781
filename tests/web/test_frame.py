"""The frame around every page: language, headers, mistakes as pages, and no script or picture from outside."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from flask import Flask
from markupsafe import escape

from archives.app import create_app
from archives.db import Database
from archives.errors import ArchiveError, InvalidInput, NotAllowed, NotFound, RuleBroken, Unavailable
from archives.finding.routes import SEARCHES
from archives.people import Role
from archives.settings import Settings
from archives.tools import Tools
from archives.web import EVERYONE, open_to
from archives.web.language import day, filesize, moment, number
from archives.web.templating import PACKAGE, templates_folder
from ingest.problems import Unreadable
from search.problems import BadQuery
from tests.factories import an_account
from tests.visiting import Visitor, sign_in

FRAGMENT = {"HX-Request": "true"}


def page_raising(app: Flask, error: Exception) -> None:
    @open_to(EVERYONE)
    def view() -> str:
        raise error

    app.add_url_rule("/trouble", "trouble", view, methods=["GET", "POST"])


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound(), 404),
        (InvalidInput("“%(text)s” is not a date.", text="<b>x"), 400),
        (RuleBroken("This request is already decided."), 409),
        (Unavailable("The index does not answer."), 503),
        (ArchiveError("Something else."), 500),
        (Unreadable("Page %(page)s cannot be read.", page=3), 422),
        (BadQuery("A quotation mark is missing."), 400),
    ],
)
def test_what_goes_wrong_is_a_page_with_a_sentence(app: Flask, client: Visitor, error: Exception, status: int) -> None:
    page_raising(app, error)
    page = client.get("/trouble")
    assert page.status_code == status
    assert escape(str(error)) in page.text
    assert "<nav" in page.text


def test_what_goes_wrong_is_a_piece_for_htmx_and_json_for_programs(app: Flask, client: Visitor) -> None:
    page_raising(app, RuleBroken("Too late."))
    piece = client.get("/trouble", headers=FRAGMENT)
    assert piece.headers["HX-Retarget"] == "#messages"
    assert "<html" not in piece.text
    assert client.get("/trouble", headers={"Accept": "application/json"}).json == {"error": "Too late."}


def test_a_visitor_who_may_not_is_asked_to_sign_in_and_someone_signed_in_is_told(
    app: Flask, client: Visitor, database: Database
) -> None:
    page_raising(app, NotAllowed())
    assert client.get("/trouble?a=1&b=%E6%A1%A5").location == "/login?next=/trouble?a%3D1%26b%3D%25E6%25A1%25A5"
    assert client.get("/trouble", headers=FRAGMENT).headers["HX-Redirect"].startswith("/login")
    with database.transaction() as db:
        db.add(an_account())
    sign_in(client, "lin")
    assert client.get("/trouble").status_code == 403


def test_an_error_of_ours_is_a_page_without_its_inside(app: Flask, client: Visitor) -> None:
    page_raising(app, ZeroDivisionError("the inside"))
    app.config["TESTING"] = False
    page = client.get("/trouble")
    assert page.status_code == 500
    assert "What was saved before is safe" in page.text
    assert "inside" not in page.text


def test_a_catalogue_that_does_not_answer_still_gives_a_sentence(
    app: Flask, client: Visitor, database: Database
) -> None:
    app.config["TESTING"] = False
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE account RENAME TO lost")
    with client.session_transaction() as session:
        session["_user_id"] = "someone"
    page = client.get("/")
    assert page.status_code == 503
    assert "What was saved before is safe" in page.text


def test_a_wrong_method_is_answered_with_the_right_ones(client: Visitor) -> None:
    answer = client.delete("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/", "/login", "/register", "/nowhere"])
def test_pages_are_not_kept_by_caches_nor_framed_nor_given_foreign_scripts(client: Visitor, path: str) -> None:
    headers = client.get(path).headers
    assert {"private", "no-store"} <= set(headers["Cache-Control"].split(", "))
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert rule in policy
    assert "unsafe" not in policy


def test_static_files_are_kept_because_their_address_changes_with_them(client: Visitor) -> None:
    address = re.search(r'href="(/static/archives\.css\?v=[0-9a-f]+)"', client.get("/").text)
    assert address
    with client.get(address[1]) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


class Strict(HTMLParser):
    """Collects what the policy would refuse: styles and handlers in the page, addresses on other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            outside = name in {"src", "href", "action"} and re.match(r"(https?:)?//", value or "")
            if name == "style" or re.match("on[a-z]", name) or outside:
                self.refused.append(f"<{tag} {name}={value}>")
        if tag in {"style", "script"} and "src" not in dict(attributes) and "nonce" not in dict(attributes):
            self.refused.append(f"<{tag}>")


def test_no_template_holds_what_the_policy_refuses() -> None:
    refused = {}
    for path in templates_folder().rglob("*.html"):
        strict = Strict()
        strict.feed(re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
        if strict.refused:
            refused[path.name] = strict.refused
    assert refused == {}


def test_every_icon_a_template_names_was_fetched() -> None:
    used = {
        name
        for path in templates_folder().rglob("*.html")
        for name in re.findall(r"icon\([\"']([a-z0-9-]+)[\"']", path.read_text(encoding="utf-8"))
    }
    fetched = {path.stem for path in (PACKAGE / "static" / "vendor" / "icons").glob("*.svg")}
    assert used <= fetched


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.5", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("en-GB,en;q=0.8", "en"),
        ("fr", "zh-CN"),
        ("", "zh-CN"),
    ],
)
def test_the_browser_chooses_the_language(client: Visitor, accepts: str, language: str) -> None:
    assert f'<html lang="{language}">' in client.get("/", headers={"Accept-Language": accepts}).text


def test_the_switch_is_remembered_and_keeps_the_page_and_its_arguments(client: Visitor) -> None:
    answer = client.get("/login?next=/account&lang=zh_CN")
    assert answer.location == "/login?next=%2Faccount"
    assert '<html lang="zh-CN">' in client.get("/").text


def test_the_switch_does_not_lead_to_another_host(client: Visitor) -> None:
    assert not (client.get("//elsewhere.example/?lang=en").location or "").startswith("//")


def test_the_accounts_language_holds_where_nothing_was_switched(client: Visitor, database: Database) -> None:
    with database.transaction() as db:
        account = an_account()
        account.language = "zh_CN"
        db.add(account)
    sign_in(client, "lin")
    assert '<html lang="zh-CN">' in client.get("/").text


def test_dates_and_numbers_are_written_as_the_reader_writes_them(app: Flask) -> None:
    late = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        assert (day(date(2026, 11, 22)), moment(late)) == ("2026年11月22日", "2026年11月23日 00:30")
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert (day(date(2026, 11, 22)), moment(late)) == ("Nov 22, 2026", "Nov 23, 2026 00:30")
        assert (number(1234567), filesize(999), filesize(2_400_000)) == ("1,234,567", "999 B", "2.3 MB")


@pytest.mark.parametrize("role", Role)
def test_each_role_finds_its_own_doors(client: Visitor, database: Database, role: Role) -> None:
    with database.transaction() as db:
        db.add(an_account(role, "lin"))
    sign_in(client, "lin")
    page = client.get("/").text
    assert ('href="/accounts"' in page) == (role is Role.ADMINISTRATOR)
    assert ('href="/upload"' in page) == (role is Role.ARCHIVIST)
    assert ('href="/trail"' in page) == (role is Role.AUDITOR)


def test_searching_too_often_is_refused_and_each_app_counts_for_itself(settings: Settings, tools: Tools) -> None:
    allowed = int(SEARCHES.split()[0])
    for _ in range(2):
        client = create_app(settings, tools).test_client()
        statuses = [client.get("/search/suggestions").status_code for _ in range(allowed + 1)]
        assert (set(statuses[:allowed]), statuses[-1]) == ({200}, 429)
