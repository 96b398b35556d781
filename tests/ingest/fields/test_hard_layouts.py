"""What difficult sheets do to values: seals, show-through, a dot read as a stroke, traditional forms, bare scales."""

from dataclasses import replace

import pytest

from ingest.fields.dates import a_date
from ingest.fields.measures import an_area
from ingest.fields.readings import a_name, a_scale, a_structure, a_unit
from ingest.fields.sheet_numbers import a_drawing_number
from ingest.scan import Box, Page, Seal
from tests.ingest.fields.printed import Placed, page, read, values

CELLS = {
    "工程名称": "青年公寓二期",
    "建设单位": "滨海市教育局",
    "图名": "标准层平面图",
    "图号": "建施-03",
    "比例": "1:100",
}


def block(**instead: str) -> tuple[Placed, ...]:
    told = {**CELLS, **instead}
    return tuple(
        each
        for number, (label, value) in enumerate(told.items())
        for each in ((230.0, 240.0 + 8 * number, label), (260.0, 240.0 + 8 * number, value))
    )


def permit(*rows: Placed) -> Page:
    return page((50, 50, "建设用地规划许可证", 12.0), *rows, (110, 246, "发证机关：滨海市规划局"))


def sealed(sheet: Page, text: str, otherwise: str, seal: str) -> Page:
    """The word under a seal, with what was read once the seal's colour was dropped."""
    words = tuple(replace(word, otherwise=otherwise) if word.text == text else word for word in sheet.words)
    box = next(word.box for word in words if word.text == text)
    return replace(sheet, words=words, seals=(Seal(Box(box.x, box.y - 100, box.w + 200, 300), "red", seal),))


def test_who_may_be_meant_by_a_label_is_no_value() -> None:
    scan = read(
        permit(
            (26, 90, "用地单位（个人）"), (80, 90, "滨海市钢铁总厂"), (26, 104, "用地面积（㎡）"), (80, 104, "900.5")
        )
    )
    assert scan.fields["construction_unit"].value == "滨海市钢铁总厂"
    assert scan.fields["site_area"].value == "900.5"


def test_a_unit_under_a_seal_ends_where_it_ends_without_the_colour() -> None:
    name = "滨海市卫生健康委员会"
    sheet = sealed(permit((26, 90, "建设单位"), (70, 90, f"{name}集团")), f"{name}集团", name, "")
    assert read(sheet).fields["construction_unit"].value == name


def test_signs_of_the_seal_do_not_lengthen_a_name() -> None:
    name = "金谷粮库1#楼"
    sheet = sealed(permit((26, 90, "项目名称"), (70, 90, f"{name}章")), f"{name}章", name, "审批专用章")
    assert read(sheet).fields["project_name"].value == name


def test_a_sign_that_only_the_dropped_colour_lost_stays() -> None:
    sheet = page(*block(), width=420)
    sheet = sealed(sheet, "标准层平面图", "标准层平面", "出图专用章")
    assert read(sheet).fields["drawing_name"].value == "标准层平面图"


def test_a_lone_sign_of_a_seal_beside_a_value_is_left_out() -> None:
    sheet = page(*block(), (285, 256, "规"), width=420)
    box = next(word.box for word in sheet.words if word.text == "规")
    seal = Seal(Box(box.x - 200, box.y - 200, 500, 500), "red", "滨海市规划设计院")
    assert read(replace(sheet, seals=(seal,))).fields["drawing_name"].value == "标准层平面图"


def test_a_label_of_which_a_line_took_the_first_sign_keeps_its_row_from_the_value_above() -> None:
    lower = [(230, 280, "图纸名称"), (260, 280, "标准层平面图"), (230, 286, "定"), (260, 285.8, "邓亚萍")]
    above = [each for each in block() if each[2] not in ("图名", "标准层平面图")]
    assert read(page(*above, *lower, width=420)).fields["drawing_name"].value == "标准层平面图"


def test_the_label_of_the_next_cell_ends_a_unit_it_was_read_together_with() -> None:
    sheet = page(
        (50, 50, "建筑工程施工许可证", 12.0),
        (26, 90, "监理单位"),
        (60, 90, "成都市建设监理公司施工单位项目负责人邓亚萍"),
    )
    assert read(sheet).fields["supervision_unit"].value == "成都市建设监理公司"


def test_a_traditional_title_block_is_read_as_it_is_printed() -> None:
    sheet = page(
        (230, 230, "寧波市市政設計研究院有限公司", 4.4), (230, 240, "建設單位"), (260, 240, "寧波市教育局"),
        (230, 248, "圖名"), (260, 248, "門窗詳圖"), (230, 256, "圖別"), (260, 256, "結施"), (300, 256, "圖號"),
        (330, 256, "07"), (230, 264, "比例"), (260, 264, "1:50"), (300, 264, "出圖日期"), (330, 264, "2007.05"),
        width=420,
    )  # fmt: skip
    assert (
        values(read(sheet)).items()
        >= {
            "design_unit": "寧波市市政設計研究院有限公司",
            "drawing_no": "結施-07",
            "drawing_name": "門窗詳圖",
            "date": "2007-05",
        }.items()
    )


def test_the_number_of_a_traditional_permit_is_given_in_its_normal_form() -> None:
    sheet = page(
        (50, 50, "建設用地規劃許可證", 12.0),
        (110, 70, "地字第330283200700046號"),
        (26, 90, "用地單位"),
        (70, 90, "教育局"),
    )
    field = read(sheet).fields["permit_no"]
    assert (field.value, field.raw) == ("地字第330283200700046号", "地字第330283200700046號")


def test_a_sheet_signed_by_those_who_draw_and_with_a_scale_is_a_drawing() -> None:
    signed = [(230.0, 240.0 + 8 * row, label) for row, label in enumerate(("审定", "审核", "校对", "设计"))]
    names = [(260.0, 240.0 + 8 * row, "林秀英") for row in range(4)]
    assert read(page(*signed, *names, (230, 280, "1:500"), width=420)).kind == "drawing"
    assert read(page(*signed, *names, width=420)).kind == "unknown"


def test_a_firm_is_known_by_its_legal_form_wherever_its_trade_is_named() -> None:
    english = (
        (230.0, 230.0, "Studio Marlow Ltd", 4.4), (230.0, 240.0, "Drawing Title"), (270.0, 240.0, "Roof Plan"),
        (230.0, 248.0, "Drawing No."), (270.0, 248.0, "A-101"), (230.0, 256.0, "Scale"), (270.0, 256.0, "1:50"),
        (230.0, 264.0, "Drawn"), (270.0, 264.0, "JRO"), (230.0, 272.0, "Checked"), (270.0, 272.0, "KM"),
    )  # fmt: skip
    assert values(read(page(*english, width=420)))["design_unit"] == "Studio Marlow Ltd"


@pytest.mark.parametrize(
    ("text", "scale"), [("1:250 0", "1:250"), ("1 : 2 000", "1:2000"), ("1: 50", "1:50"), ("1:2500", "1:2500")]
)
def test_a_figure_of_the_next_cell_is_no_part_of_a_scale(text: str, scale: str) -> None:
    reading = a_scale(text)
    assert reading is not None
    assert reading.value == scale


def test_a_dot_that_was_read_as_a_stroke_still_parts_year_and_month() -> None:
    reading = a_date("1999|05")
    assert reading is not None
    assert reading.value == "1999-05"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("Type 11-B", "Type II-B"), ("Type V-A", "Type V-A"), ("Type lll-A", "Type III-A"), ("框架结构", "框架结构")],
)
def test_types_of_construction_have_roman_figures(printed: str, meant: str) -> None:
    reading = a_structure(printed)
    assert reading is not None
    assert reading.value == meant


def test_a_han_sign_behind_latin_words_is_foreign_to_them() -> None:
    for text, value in (
        ("Moss & Sons Construction当", "Moss & Sons Construction"),
        ("Fire Station No. 7 陵", "Fire Station No. 7"),
        ("SOHO现代城", "SOHO现代城"),
        ("万科城A座", "万科城A座"),
    ):
        name, unit = a_name(text), a_unit(text)
        assert name is not None
        assert unit is not None
        assert name.value == unit.value == value


def test_square_metres_whose_first_sign_a_seal_covers_are_still_an_area() -> None:
    reading = an_area("29370方米")
    assert reading is not None
    assert reading.value == "29370"


def test_a_label_in_the_band_of_the_block_counts_though_its_neighbours_were_not_legible() -> None:
    short = zip(
        ("图名", "比例", "日期", "图号", "审核", "专业"),
        ("门窗详图", "1:50", "2007.05", "建施-07", "何敏", "建筑"),
        strict=True,
    )
    band: list[Placed] = [(60, 256, "建设单位", 2.8), (62, 261, "滨海市教育局")]
    for number, (label, value) in enumerate(short):
        x, y = 290 + 40 * (number % 3), 256 + 14 * (number // 3)
        band += [(x, y, label, 2.8), (x + 2, y + 5, value)]
    assert read(page(*band, width=420)).fields["construction_unit"].value == "滨海市教育局"


def test_the_bore_of_a_pipe_is_no_drawing_number() -> None:
    assert a_drawing_number("DN150") is None
    assert a_drawing_number("D-150") is not None


def test_a_dot_lost_between_month_and_day_is_no_loss() -> None:
    reading = a_date("核发日期:1984.0910")
    assert reading is not None
    assert reading.value == "1984-09-10"
