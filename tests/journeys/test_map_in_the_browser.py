"""The map in a real browser: drawn on, asked by keyboard, and without script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from archives.city import service
from archives.city.asked import area_of
from archives.db import Database
from archives.people import Level
from archives.permissions import actor_of
from tests.archives.city.conftest import ADDRESS, City, a_city
from tests.archives.sharing.shelf import TODAY
from tests.browser import NARROW, enter, shot, too_wide
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser
PARCEL = [(121.54, 29.84), (121.56, 29.84), (121.57, 29.86), (121.54, 29.86)]


@pytest.fixture
def mapped(database: Database) -> City:
    with database.transaction() as db:
        city = a_city(db)
        archivist = actor_of(db, city.an, TODAY)
        place = service.place_record(db, archivist, city.told(level=Level.OPEN).id)
        service.locate(db, archivist, place.id, (121.55, 29.85), area_of(PARCEL))
        other = service.place_record(db, archivist, city.told("滨海市港口路9号", Level.OPEN).id)
        service.locate(db, archivist, other.id, (121.6, 29.9), None)
    return city


def test_a_box_is_drawn_and_what_lies_in_it_stands_beside_the_map(page: Page, mapped: City) -> None:
    page.goto("/map?west=121.4&south=29.7&east=121.8&north=30")
    expect(page.locator(".place-list li")).to_have_count(2)
    expect(page.locator("path.map-place")).to_have_count(3)
    shot(page, "map-zh-wide")
    page.get_by_role("button", name="框选").click()
    point = page.locator("path.map-place.found").last.bounding_box()
    assert point is not None
    x, y = point["x"] + point["width"] / 2, point["y"] + point["height"] / 2
    page.mouse.move(x - 15, y - 15)
    page.mouse.down()
    page.mouse.move(x + 15, y + 15, steps=4)
    page.mouse.up()
    page.wait_for_url("**/map?west=121.*")
    expect(page.locator(".place-list li")).to_have_count(1)
    expect(page.locator(".place-list")).to_contain_text("港口路9号")
    expect(page.locator("path.map-area")).to_have_count(1)
    page.locator(".place-list a").click()
    expect(page.locator("h1")).to_have_text("滨海市港口路9号")


def test_a_polygon_is_drawn_corner_by_corner(page: Page, mapped: City) -> None:
    page.goto("/map?west=121.4&south=29.7&east=121.8&north=30")
    page.get_by_role("button", name="多边形选取").click()
    frame = page.locator("#map").bounding_box()
    assert frame is not None
    for across, down in ((0.2, 0.1), (0.95, 0.1), (0.95, 0.95), (0.2, 0.1)):
        page.mouse.click(frame["x"] + frame["width"] * across, frame["y"] + frame["height"] * down)
    page.wait_for_url("**/map?polygon=*")
    expect(page.locator(".place-list li").first).to_be_visible()


def test_what_the_map_shows_is_asked_for_by_keyboard(page: Page, mapped: City) -> None:
    page.goto("/map?west=121.4&south=29.7&east=121.8&north=30")
    page.get_by_role("button", name="检索图中范围").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/map?west=*")
    expect(page.locator(".place-list li")).to_have_count(2)


def test_without_script_four_numbers_find_the_same(chromium: Browser, address: str, mapped: City) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="en-GB", viewport=NARROW)
    page = context.new_page()
    page.goto("/map")
    for side, degrees in {"West": "121.5", "East": "121.58", "South": "29.8", "North": "29.88"}.items():
        page.get_by_label(side, exact=True).fill(degrees)
    page.get_by_role("button", name="Search").first.click()
    expect(page.locator(".place-list li")).to_have_count(1)
    expect(page.locator(".place-list")).to_contain_text(ADDRESS)
    assert too_wide(page) <= 0
    shot(page, "map-en-narrow-without-script")
    context.close()


def test_an_archivist_puts_a_place_by_a_click(page: Page, mapped: City) -> None:
    enter(page, "an", PASSWORD)
    page.goto("/places")
    page.locator("a", has_text=ADDRESS).click()
    page.locator("summary", has_text="标注位置").click()
    page.locator("#map").click(position={"x": 200, "y": 60})
    expect(page.locator("#lon")).not_to_have_value("121.55")
    page.locator("[data-locates] button").click()
    expect(page.locator(".alert-success")).to_be_visible()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert too_wide(page) <= 0
    shot(page, "place-zh-narrow")
