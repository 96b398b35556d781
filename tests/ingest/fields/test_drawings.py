from dataclasses import replace

import pytest

from ingest.fields.lettering import printed_width
from tests.ingest.fields.printed import Placed, page, read, values

BLOCK: tuple[Placed, ...] = (
    (235, 240, "滨海市建筑设计研究院有限公司", 4.4),
    (237, 248, "建设单位"), (262, 248, "滨海市教育局"),
    (237, 256, "工程名称"), (262, 256, "实验小学教学楼"),
    (237, 264, "图名"), (262, 264, "一层平面图"),
    (237, 272, "审定"), (262, 272, "王建国"), (297, 272, "专业"), (322, 272, "建筑"), (357, 272, "图号"),
    (382, 272, "建施-03"),
    (237, 280, "审核"), (262, 280, "李志强"), (297, 280, "阶段"), (322, 280, "施工图"), (357, 280, "比例"),
    (382, 280, "1:100"),
    (237, 288, "设计"), (262, 288, "陈思远"), (297, 288, "版次"), (322, 288, "B"), (357, 288, "日期"),
    (382, 288, "2014.05"),
)  # fmt: skip
SAID = {
    "design_unit": "滨海市建筑设计研究院有限公司",
    "construction_unit": "滨海市教育局",
    "project_name": "实验小学教学楼",
    "drawing_name": "一层平面图",
    "title": "一层平面图",
    "drawing_no": "建施-03",
    "discipline": "建筑",
    "stage": "施工图",
    "scale": "1:100",
    "revision": "B",
    "date": "2014-05",
}
BODY: tuple[Placed, ...] = (
    (100, 60, "客厅"), (140, 60, "卧室"), (100, 100, "3600"), (140, 100, "4200"), (60, 220, "说明："),
    (60, 226, "1.本图尺寸除标高以米计外，其余均以毫米计。"), (120, 140, "1:20"), (150, 150, "DN100"),
)  # fmt: skip


def strip(left: float) -> tuple[Placed, ...]:
    """A strip of cells, each label above its value."""
    cells = (
        ("建设单位", "滨海市教育局"), ("工程名称", "实验小学教学楼"), ("图纸名称", "一层平面图"), ("专业", "建筑"),
        ("设计阶段", "施工图"), ("版次", "B"), ("比例", "1:100"), ("日期", "2014.05"), ("图号", "建施-03"),
    )  # fmt: skip
    rows: list[Placed] = [(left, 12, "滨海市建筑设计研究院有限公司", 4.4)]
    for number, (label, value) in enumerate(cells):
        rows += [(left, 40 + 26 * number, label, 3.0), (left + 3, 47 + 26 * number, value, 4.2)]
    return tuple(rows)


@pytest.mark.parametrize("block", [BLOCK, strip(345), strip(27)], ids=["at the bottom", "at the right", "at the left"])
def test_a_title_block_is_read_wherever_it_stands(block: tuple[Placed, ...]) -> None:
    scan = read(page(*BODY, *block, width=420))
    assert scan.kind == "drawing"
    assert values(scan) == SAID


def test_the_drawing_beside_a_strip_at_the_left_is_not_taken_for_its_values() -> None:
    beside = tuple((60.0, 40.0 + 26 * row, words) for row, words in enumerate(("客厅", "卧室", "厨房", "走廊", "阳台")))
    assert values(read(page(*beside, *strip(27), width=420))) == SAID


@pytest.mark.parametrize("direction", [90, 270])
def test_a_title_block_turned_against_its_sheet_is_read(direction: int) -> None:
    turned = page(*BLOCK, width=297, height=420, direction=direction)
    upright = page(*BODY, width=297, height=420)
    scan = read(replace(upright, words=upright.words + turned.words))
    assert values(scan) == SAID
    number = next(word for word in turned.words if word.text == "建施-03")
    assert scan.fields["drawing_no"].box == number.box


STAMP: tuple[Placed, ...] = (
    (350, 175, "竣 工 图", 8.0),
    (328, 186, "施工单位", 3.2), (350, 186, "恒业建设集团有限公司", 3.2),
    (328, 193, "编制人", 3.2), (350, 193, "周敏", 3.2), (368, 193, "审核人", 3.2), (390, 193, "郑文博", 3.2),
    (328, 200, "技术负责人", 3.2), (348, 200, "孙海涛", 3.2), (368, 200, "编制日期", 3.2), (388, 200, "2016.6.8", 3.2),
    (328, 207, "监理单位", 3.2), (350, 207, "正达工程监理有限公司", 3.2),
)  # fmt: skip


def test_the_as_built_stamp_gives_contractor_and_supervisor_and_keeps_its_date_to_itself() -> None:
    scan = read(page(*BODY, *BLOCK, *STAMP, width=420))
    assert values(scan) == SAID | {
        "contractor": "恒业建设集团有限公司", "supervision_unit": "正达工程监理有限公司",
        "compiled_by": "周敏", "checked_by": "郑文博", "technical_lead": "孙海涛", "compiled_on": "2016-06-08",
    }  # fmt: skip


def test_an_english_title_block_is_read() -> None:
    rows = (
        ("PROJECT", "Elm Street Fire Station"), ("CLIENT", "City of Fairmont"), ("SHEET TITLE", "Ground Floor Plan"),
        ("SCALE", '1/4" = 1\'-0"'), ("DATE", "03/12/2014"), ("DRAWN BY", "JM"), ("SHEET NO.", "A-101"),
    )  # fmt: skip
    texts: list[Placed] = []
    for number, (label, value) in enumerate(rows):
        texts += [(340, 40 + 20 * number, label, 2.5), (342, 47 + 20 * number, value, 4.0)]
    scan = read(page(*texts, width=420))
    assert scan.kind == "drawing"
    assert values(scan) == {
        "project_name": "Elm Street Fire Station",
        "construction_unit": "City of Fairmont",
        "drawing_name": "Ground Floor Plan",
        "title": "Ground Floor Plan",
        "scale": '1/4"=1\'-0"',
        "date": "2014-03-12",
        "drawing_no": "A-101",
    }


def test_a_name_that_begins_like_a_label_stays_whole() -> None:
    block = tuple((x, y, "设计说明" if text == "一层平面图" else text, *rest) for x, y, text, *rest in BLOCK)
    assert read(page(*BODY, *block, width=420)).fields["drawing_name"].value == "设计说明"  # type: ignore[arg-type]


def test_letters_are_as_wide_as_they_are_printed() -> None:
    assert printed_width("建施-03") == pytest.approx(2 + 3 * 0.55)
