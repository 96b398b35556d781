"""The pages of each person in a real browser: both languages, both widths, nothing sticks out, nothing complains."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from archives import duties
from archives.accounts.demo import make_demo_accounts
from archives.catalogue.model import Project, Record
from archives.tools import Tools
from archives.worker import Worker
from tests.archives.handover.test_handover import a_workbook, a_zip
from tests.browser import NARROW, WIDE, enter, shot, too_wide
from tests.scans import a_bundle, a_permit

pytestmark = pytest.mark.browser


@pytest.fixture
def passwords(tools: Tools) -> dict[str, str]:
    with tools.database.transaction() as db:
        return {account.username: password for account, password in make_demo_accounts(db)}


@contextmanager
def working(tools: Tools) -> Iterator[None]:
    """A worker beside the server, as `archives serve` starts one."""
    over = threading.Event()

    def work() -> None:
        worker = Worker(tools.database, duties.work(tools), duties.lanes(tools))
        while not over.wait(0.2):
            worker.work_off()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def upload(page: Page, *paths: Path, level: str = "open") -> None:
    page.goto("/upload")
    page.locator("#level").select_option(level)
    page.locator("#files").set_input_files(paths)
    page.locator("#upload button[type=submit]").click()
    page.wait_for_url("**/batches/*")


def look(page: Page, name: str) -> None:
    """In both languages and widths."""
    for language in ("en", "zh_CN"):
        page.goto(f"{page.url.split('?lang')[0]}{'&' if '?' in page.url else '?'}lang={language}")
        for width, size in (("wide", WIDE), ("narrow", NARROW)):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert too_wide(page) <= 0, (name, language, width)
            shot(page, f"{name}-{language}-{width}")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def test_a_shelf_is_uploaded_read_corrected_and_found(
    tools: Tools, passwords: dict[str, str], page: Page, tmp_path: Path
) -> None:
    permit = a_permit(tmp_path / "规划许可证.png")
    bundle = a_bundle(tmp_path / "验收.pdf", "第一页 竣工验收报告", "第二页 消防验收意见")
    bad = tmp_path / "图纸.dwg"
    bad.write_bytes(b"AC1027 a drawing of another kind")
    enter(page, "archivist", passwords["archivist"])
    page.goto("/upload")
    look(page, "upload")
    with working(tools):
        upload(page, permit, bundle, bad)
        expect(page.locator("#progress .status-green").first).to_contain_text("已识读")
        expect(page.locator("#progress tbody")).to_contain_text("文件不是 PDF", timeout=60_000)
        expect(page.locator("#progress tbody .status-green")).to_have_count(2, timeout=60_000)
    look(page, "batch")

    page.goto("/search?words=翠湖花园")
    expect(page.locator(".hit mark").first).to_have_text("翠湖花园")
    look(page, "search")
    page.locator(".hit-title a").first.click()
    look(page, "record")
    location = page.locator("#field-location input[name=value]")
    location.fill("环湖东路130号")
    location.press("Enter")
    page.wait_for_url("**field=location**")
    expect(page.locator("#field-location")).to_contain_text("已经人工确认")
    expect(page.locator(".sheet-frame img")).to_have_js_property("complete", True)
    look(page, "record-field")

    page.goto("/search?words=消防验收")
    expect(page.locator(".hit-snippet")).to_contain_text("第 2 页")


def test_every_page_of_every_person_fits_its_window(
    tools: Tools, passwords: dict[str, str], page: Page, tmp_path: Path
) -> None:
    enter(page, "archivist", passwords["archivist"])
    upload(page, a_permit(tmp_path / "permit.png"))
    Worker(tools.database, duties.work(tools), duties.lanes(tools)).work_off()
    with tools.database.reading() as db:
        record = db.scalars(sa.select(Record.id)).one()
        project = db.scalars(sa.select(Project.id)).one()
    page.goto(f"/projects/{project}")
    page.locator("#volume-title").fill("滨海市翠湖花园住宅小区二期 规划文件")
    page.get_by_role("button", name="立卷", exact=True).click()
    for path in ("/projects", f"/projects/{project}", "/batches"):
        page.goto(path)
        look(page, f"archivist{path.replace(project, 'one').replace('/', '-')}")
    page.goto(f"/projects/{project}")
    page.locator("td .number + *, td a[href*='/volumes/']").first.click()
    look(page, "volume")
    for who, paths in {
        "planning": ["/sharing", f"/projects/{project}/access"],
        "citizen": ["/copies", "/copies/new", f"/records/{record}/copies", f"/records/{record}"],
        "auditor": ["/trail"],
    }.items():
        page.context.clear_cookies()
        enter(page, who, passwords[who])
        for path in paths:
            page.goto(path)
            look(page, f"{who}{path.replace(project, 'one').replace(record, 'one').replace('/', '-')}")


def test_without_script_a_citizen_searches_and_asks(
    tools: Tools, passwords: dict[str, str], page: Page, tmp_path: Path
) -> None:
    enter(page, "archivist", passwords["archivist"])
    upload(page, a_permit(tmp_path / "permit.png"))
    Worker(tools.database, duties.work(tools), duties.lanes(tools)).work_off()
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=page.url.split("/batches")[0], locale="zh-CN")
    visit = plain.new_page()
    enter(visit, "citizen", passwords["citizen"])
    visit.locator("input[name=words]").first.fill("翠湖花园")
    visit.locator("input[name=words]").first.press("Enter")
    visit.locator(".hit-title a").first.click()
    visit.get_by_role("link", name="申请复制").first.click()
    visit.locator("[name=purpose]").fill("房屋修缮")
    visit.locator("main form button[type=submit]").click()
    expect(visit.locator("main")).to_contain_text("C2026-")
    plain.close()


def test_a_package_is_received_tested_and_handed_on(
    tools: Tools, passwords: dict[str, str], page: Page, tmp_path: Path
) -> None:
    rows = [
        ["文件名", "序号", "文件题名", "项目名称"],
        ["许可证.png", "1", "规划许可", "翠湖花园"],
        ["没有.png", "2", "", ""],
    ]
    scan = a_permit(tmp_path / "许可证.png")
    package = a_zip(
        tmp_path / "移交.zip", {"卷内文件.xlsx": a_workbook({"卷内文件": rows}), scan.name: scan.read_bytes()}
    )
    enter(page, "archivist", passwords["archivist"])
    page.goto("/handover")
    look(page, "handover-none")
    page.goto("/handover/receive")
    look(page, "handover-receive")
    with working(tools):
        page.locator("#package").set_input_files(package)
        page.locator("#party").fill("市水务局")
        page.get_by_role("button", name="检查").click()
        expect(page.get_by_text("信息包中没有此文件")).to_be_visible(timeout=30_000)
        look(page, "handover-looked-at")
        page.get_by_role("button", name="接收", exact=True).click()
        expect(page.get_by_text("已接收")).to_be_visible(timeout=30_000)
        look(page, "handover-accepted")
        page.get_by_role("link", name="已入目录").click()
        page.get_by_role("link", name="翠湖花园").first.click()
        page.get_by_role("link", name="移交", exact=True).click()
        look(page, "handover-send")
        page.locator("#party").fill("市城建档案馆")
        page.get_by_role("button", name="制作信息包").click()
        expect(page.get_by_role("link", name="移交书")).to_be_visible(timeout=30_000)
        look(page, "handover-made")
        page.goto("/assessments")
        expect(page.get_by_text("项未检测").first).to_be_visible()
        look(page, "assessments")
        page.locator("table a").first.click()
        look(page, "assessment")
