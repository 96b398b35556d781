"""A real browser on a real server: Debian's Chromium, driven by Playwright, against waitress on a free port."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
# Where to keep pictures of the pages, for looking at them; nothing is kept unless it is set.
SHOTS = os.environ.get("TEST_SCREENSHOTS")


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of the app, served as `archives serve` does."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with serving(app) as where:
        yield where


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """Chinese by the browser's wish; whatever is asked of another host fails the test."""
    opened = chromium.new_context(base_url=address, viewport=WIDE, locale="zh-CN")
    outside: list[str] = []
    opened.on("request", lambda request: outside.append(request.url) if not request.url.startswith(address) else None)
    yield opened
    opened.close()
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Anything the browser complains of, a refused script or a missing file, fails the test."""
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert complaints == []


def enter(page: Page, username: str, password: str) -> None:
    page.goto("/login")
    page.locator("#identity").fill(username)
    page.locator("#password").fill(password)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/")


def too_wide(page: Page) -> int:
    """By how many pixels the page must be moved sideways to be seen whole."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def shot(page: Page, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
