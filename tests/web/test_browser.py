"""The frame in a real browser: both languages, both widths, by keyboard, and without script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from archives.accounts.demo import make_demo_accounts
from archives.db import Database
from archives.people import Role
from tests.browser import NARROW, WIDE, enter, shot, too_wide
from tests.factories import PASSWORD, a_department, an_account

pytestmark = pytest.mark.browser

SIZES = {"wide": WIDE, "narrow": NARROW}
PAGES = {
    "home": "/",
    "account": "/account",
    "accounts": "/accounts",
    "new-account": "/accounts/new",
    "departments": "/departments",
    "change": "/change",
    "nowhere": "/nowhere",
}


@pytest.fixture
def admin(database: Database) -> str:
    with database.transaction() as db:
        make_demo_accounts(db)
        department = a_department("城市建设档案管理与地下管线信息综合服务中心", "CJDAG")
        db.add_all([department, an_account(Role.ADMINISTRATOR, "keeper", name="孙管理")])
    return "keeper"


@pytest.mark.parametrize("width", SIZES)
def test_an_administrator_looks_round_in_both_languages_and_nothing_sticks_out(
    page: Page, admin: str, width: str
) -> None:
    page.set_viewport_size(SIZES[width])  # type: ignore[arg-type]
    page.goto("/login")
    shot(page, f"login-zh-{width}")
    enter(page, admin, PASSWORD)
    for language, switch in (("zh", "English"), ("en", "中文")):
        for name, path in PAGES.items():
            if name != "nowhere":
                page.goto(path)
                assert too_wide(page) <= 0, (name, language)
                shot(page, f"{name}-{language}-{width}")
        page.goto("/")
        page.get_by_role("link", name=switch).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_a_visitor_meets_doors_not_walls(page: Page, admin: str) -> None:
    for width, size in SIZES.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for name, path in {"visitor": "/", "register": "/register"}.items():
            page.goto(path)
            assert too_wide(page) <= 0
            shot(page, f"{name}-zh-{width}")


def test_the_first_key_leads_past_the_header_and_the_menu_opens_by_keyboard(page: Page, admin: str) -> None:
    enter(page, admin, PASSWORD)
    page.goto("/account")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu-list")).to_be_visible()
    shot(page, "menu-zh-wide")
    page.keyboard.press("Escape")
    expect(page.locator(".menu-list")).not_to_be_visible()


def test_without_script_one_signs_in_uses_the_menu_and_signs_out(chromium: Browser, address: str, admin: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    enter(page, admin, PASSWORD)
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    context.close()
