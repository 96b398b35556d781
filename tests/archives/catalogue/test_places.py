"""Where on the sheet the words of a search stand."""

import pytest

from archives.catalogue.model import Page
from archives.catalogue.places import places_on
from ingest.scan import Box


def a_page(text: str, *words: list[object]) -> Page:
    page = Page(number=1, text=text)
    page.pack([word if len(word) > 2 else [*word, 0.9, 0, ""] for word in words])
    return page


def test_a_phrase_that_stands_in_several_runs_has_a_box_in_each() -> None:
    page = a_page(
        "二层平\n面图 1:100", ["二层平", [0, 0, 90, 20]], ["面图", [0, 30, 60, 20]], ["1:100", [80, 30, 50, 20]]
    )
    (place,) = places_on(page, "平面图")
    assert place.boxes == (Box(60, 0, 30, 20), Box(0, 30, 60, 20))
    assert (place.before, place.text, place.after) == ("二层", "平 面图", "1:100")


def test_blanks_that_were_dropped_or_put_between_do_not_shift_the_boxes() -> None:
    page = a_page("给水管 DN 100", ["给 水", [0, 0, 30, 10]], ["管", [30, 0, 10, 10]], ["DN 100", [60, 0, 60, 10]])
    (place,) = places_on(page, "水管")
    assert place.boxes == (Box(20, 0, 10, 10), Box(30, 0, 10, 10))
    (number,) = places_on(page, '"100"')
    assert number.boxes == (Box(90, 0, 30, 10),)


@pytest.mark.parametrize(
    ("direction", "box"),
    [
        (0, Box(10, 20, 40, 12)),
        (90, Box(10, 20, 12, 40)),
        (180, Box(50, 20, 40, 12)),
        (270, Box(10, 60, 12, 40)),
    ],
)
def test_text_that_stands_or_is_upside_down_is_measured_off_along_its_reading(direction: int, box: Box) -> None:
    size = [80, 12] if direction in (0, 180) else [12, 80]
    page = a_page("轴线总长", ["轴线总长", [10, 20, *size], 0.9, direction, ""])
    (place,) = places_on(page, "轴线")
    assert place.boxes == (box,)


def test_what_stands_nowhere_or_cannot_be_looked_for_has_no_place() -> None:
    page = a_page("二层平面图", ["二层平面图", [0, 0, 90, 20]])
    for typed in ("消防", "“", "", "-平面图", "x" * 600):
        assert places_on(page, typed) == []
