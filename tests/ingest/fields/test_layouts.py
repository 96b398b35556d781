"""The layouts of practice: where offices put what, in China, America, Britain and by the international standards."""

from dataclasses import replace

import pytest

from tests.ingest.fields import layouts_chinese, layouts_english
from tests.ingest.fields.printed import Placed, page, read, values

BODY: list[Placed] = [
    (60, 60, "3600"),
    (100, 60, "4200"),
    (60, 100, "LIVING ROOM"),
    (110, 100, "客厅"),
    (60, 140, "M0921"),
    (110, 140, "C1518"),
    (60, 180, "DN100"),
    (110, 180, "2-A"),
    (150, 90, "SECTION A-A"),
    (150, 96, "SCALE 1:20", 2.5),
]


LAYOUTS = layouts_chinese.LAYOUTS | layouts_english.LAYOUTS
LOOKED_AT = (
    "project_name",
    "drawing_name",
    "drawing_no",
    "scale",
    "revision",
    "date",
    "design_unit",
    "construction_unit",
    "discipline",
    "stage",
    "location",
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_practice_is_read(layout: str) -> None:
    block, said = LAYOUTS[layout]
    scan = read(page(*BODY, *block, width=420))
    assert scan.kind == "drawing"
    assert {name: value for name, value in values(scan).items() if name in LOOKED_AT} == said


@pytest.mark.parametrize("direction", [90, 270])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_practice_is_read_when_it_is_turned_against_its_sheet(layout: str, direction: int) -> None:
    block, said = LAYOUTS[layout]
    turned = page(*block, width=297, height=420, direction=direction)
    upright = page(*BODY, width=297, height=420)
    scan = read(replace(upright, words=upright.words + turned.words))
    assert {name: value for name, value in values(scan).items() if name in LOOKED_AT} == said
