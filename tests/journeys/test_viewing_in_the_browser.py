"""The sheet in a real browser: tiles are drawn, hits stand on it and beside it, two sheets lie over each other."""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from archives.catalogue.model import Record, Volume
from archives.people import Level
from tests.archives.viewing.a_sheet import Shelf, a_drawing, shelf
from tests.browser import NARROW, WIDE, shot, too_wide

__all__ = ["shelf"]

pytestmark = pytest.mark.browser

WORDS = [["二层", [1200, 905, 80, 50], 0.9, 0, ""], ["平面图", [1285, 905, 120, 50], 0.9, 0, ""]]


@pytest.fixture
def record(shelf: Shelf, tmp_path: Path) -> Record:
    with shelf.tools.database.transaction() as db:
        volume = Volume(project_id=shelf.town.bridge.id, archive_no="C2-0001-001", title="滨江大桥 竣工图")
        db.add(volume)
    put = {"level": Level.OPEN, "words": [WORDS], "text": "二层平面图", "number": "建施-03", "volume_id": volume.id}
    record = shelf.cut(a_drawing(tmp_path / "first.png", "RGB"), title="二层平面图", **put)
    with Image.open(tmp_path / "first.png") as first:
        second = first.convert("RGB")
    ImageDraw.Draw(second).rectangle((700, 250, 900, 450), fill="black")
    second.save(tmp_path / "second.png", dpi=(100, 100))
    shelf.cut(tmp_path / "second.png", title="二层平面图（修改）", **put)
    shelf.drawn()
    return record


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("figure.sheet[data-opened=tiles]")).to_be_visible()


def part_in_view(page: Page) -> list[int]:
    """By the link to it."""
    page.get_by_role("button", name="链接到此处").click()
    return [int(side) for side in page.url.split("xywh=")[1].split(",")]


def ink_at_middle(page: Page) -> bool:
    """Whether the canvas shows anything but paper around its middle."""
    return bool(
        page.evaluate(
            """() => {
                const canvas = document.querySelector(".sheet-glass .openseadragon-canvas canvas");
                const [w, h] = [canvas.width, canvas.height];
                const seen = canvas.getContext("2d").getImageData(w / 4, h / 4, w / 2, h / 2).data;
                return seen.some((value, at) => at % 4 === 0 && value < 100);
            }"""
        )
    )


def test_a_hit_of_two_words_is_drawn_on_the_tiles_and_listed_beside_them(page: Page, record: Record) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, f"/records/{record.id}?words=层平面")
    expect(page.locator(".sheet-glass .mark.found")).to_have_count(2)
    hit = page.locator(".sheet-hits li a")
    expect(hit).to_have_text("二层平面图")
    expect(hit.locator("mark")).to_have_text("层平面")
    assert any("/iiif/image/" in url and "default." in url for url in asked)
    page.wait_for_function("document.querySelector('.sheet-glass canvas').width > 0")
    assert ink_at_middle(page)
    x, y, w, h = part_in_view(page)
    assert x < 1240 < x + w < 1700 or w < 1700, "it opens at the hit"
    assert y < 905 < y + h
    shot(page, "viewer")


def test_the_keyboard_leads_to_a_hit_and_buttons_do_what_they_say(page: Page, record: Record) -> None:
    opened(page, f"/records/{record.id}?words=层平面")
    page.get_by_role("button", name="全图").click()
    page.wait_for_timeout(700)
    _, _, w, h = part_in_view(page)
    assert (w, h) == (1700, 1100)
    hit = page.locator(".sheet-hits li a")
    hit.focus()
    hit.press("Enter")
    expect(page).to_have_url(re.compile("#xywh=1240,905,40,50$"))
    expect(page.locator(".sheet-glass .mark.part")).to_have_attribute("x", "1240")
    page.wait_for_timeout(700)
    x, _, w, _ = part_in_view(page)
    assert x <= 1240 <= x + w
    assert w < 1000


def test_a_link_opens_at_its_part_and_a_length_is_measured(page: Page, record: Record) -> None:
    opened(page, f"/records/{record.id}#xywh=100,100,400,300")
    x, y, w, h = part_in_view(page)
    assert x <= 100
    assert x + w >= 500
    assert y <= 100
    assert y + h >= 400
    page.get_by_role("button", name="量测").click()
    page.locator("[name=scale]").fill("100")
    box = page.locator(".sheet-glass").bounding_box()
    assert box is not None
    pixels_of_screen = w / box["width"]
    for step in (100, 300):
        page.mouse.click(box["x"] + step, box["y"] + 100)
        page.wait_for_timeout(400)
    metres = float(page.locator(".sheet-measured").inner_text().split(" ")[0])
    assert metres == pytest.approx(200 * pixels_of_screen * 25.4 / 100 * 100 / 1000, rel=0.1)


def test_two_revisions_lie_over_each_other_in_red_and_green(page: Page, shelf: Shelf, record: Record) -> None:
    page.goto(f"/records/{record.id}")
    page.get_by_role("link", name="比对").click()
    page.locator(".offered a").first.click()
    shelf.work("lay over")
    expect(page.locator(".compare-glass.right[data-opened=tiles]")).to_be_attached()
    page.get_by_role("link", name="叠合").click()
    expect(page.locator(".compare-glass.right[data-opened=tiles]")).to_be_attached()
    expect(page.locator(".compare-said")).to_contain_text("对准叠合")
    page.wait_for_timeout(800)
    shot(page, "compare-over")
    for width in (WIDE, NARROW):
        page.set_viewport_size(width)  # type: ignore[arg-type]
        assert too_wide(page) <= 0
        shot(page, f"compare-over-{width['width']}")


def test_pages_fit_their_windows_in_both_languages(page: Page, record: Record) -> None:
    for language in ("en", "zh_CN"):
        for path in (f"/records/{record.id}?words=层平面", f"/compare/{record.id}-1"):
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
            for width in (WIDE, NARROW):
                page.set_viewport_size(width)  # type: ignore[arg-type]
                page.wait_for_timeout(300)
                assert too_wide(page) <= 0, (path, language, width)
                shot(page, f"{path.split('/')[1]}-{language}-{width['width']}")


def test_without_script_the_picture_with_its_marks_and_the_list_remain(page: Page, record: Record) -> None:
    browser = page.context.browser
    assert browser is not None
    page.goto("/")
    plain = browser.new_context(java_script_enabled=False, base_url=page.url, locale="zh-CN")
    visit = plain.new_page()
    visit.goto(f"/records/{record.id}?words=层平面")
    expect(visit.locator(".sheet-frame img")).to_be_visible()
    expect(visit.locator(".sheet-marks .found")).to_have_count(2)
    expect(visit.locator(".sheet-hits li")).to_have_count(1)
    expect(visit.locator(".sheet-buttons")).to_be_hidden()
    visit.get_by_role("link", name="打印").click()
    expect(visit.locator(".print-sheet image")).to_have_count(1)
    plain.close()
