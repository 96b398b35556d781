from dataclasses import replace
from math import radians, tan

import pytest

from tests.ingest.fields.printed import page, read, values

PERMIT = (
    (72.0, 34.0, "中华人民共和国", 8.0),
    (50.0, 50.0, "建设工程规划许可证", 12.0),
    (130.0, 70.0, "建字第330283201400046号"),
    (26.0, 90.0, "建设单位（个人）"),
    (70.0, 90.0, "滨海市鸿基房地产开发有限公司"),
    (26.0, 104.0, "建设项目名称"),
    (70.0, 104.0, "翠湖花园住宅小区二期"),
    (26.0, 118.0, "建设位置"),
    (70.0, 118.0, "环湖东路128号"),
    (110.0, 246.0, "发证机关：滨海市自然资源和规划局"),
    (110.0, 257.0, "日期：2014年3月12日"),
)


def test_a_planning_permit_says_what_it_is_and_gives_its_fields() -> None:
    scan = read(page(*PERMIT))
    assert scan.kind == "construction_planning_permit"
    assert values(scan) == {
        "title": "建设工程规划许可证",
        "permit_no": "建字第330283201400046号",
        "construction_unit": "滨海市鸿基房地产开发有限公司",
        "project_name": "翠湖花园住宅小区二期",
        "location": "环湖东路128号",
        "issuer": "滨海市自然资源和规划局",
        "date": "2014-03-12",
    }


def test_a_field_shows_where_it_was_read_and_by_which_rule() -> None:
    field = read(page(*PERMIT)).fields["date"]
    assert field.raw == "2014年3月12日"
    assert field.rule == "construction_planning_permit/label:日期"
    assert field.page == 1
    label_width = 3 * 40
    assert field.box.x >= 1100 + label_width - 40
    assert field.box.y == 2550
    assert 0.9 < field.confidence <= 1


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("建设用地规划许可证", "land_use_planning_permit"),
        ("建 设 工 程 规 划 许 可 证", "construction_planning_permit"),
        ("乡村建设规划许可证", "rural_planning_permit"),
        ("建设项目用地预审与选址意见书", "site_selection_opinion"),
        ("建筑工程施工许可证", "construction_permit"),
        ("建筑工程施二许可证", "construction_permit"),
        ("江苏省房屋建筑工程竣工验收备案表", "completion_filing"),
        ("建设工程规划核实合格证", "planning_verification"),
        ("不动产权证书", "real_estate_certificate"),
        ("建設工程規劃許可證", "construction_planning_permit"),
        ("卷内目录", "volume_contents"),
        ("卷内备考表", "volume_note"),
        ("RESIDENTIAL BUILDING PERMIT", "building_permit"),
        ("会议签到表", "unknown"),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str) -> None:
    assert read(page((50, 40, title, 10.0), (30, 90, "一些内容"), (30, 100, "更多内容"))).kind == kind


def test_a_permit_named_in_a_table_is_not_the_kind_of_the_document() -> None:
    scan = read(page((60, 40, "会议纪要", 9.0), (30, 90, "规划许可证号"), (80, 90, "建字第330283201400046号")))
    assert scan.kind == "unknown"
    assert scan.fields["permit_no"].value == "建字第330283201400046号"


def test_labels_with_a_wrong_letter_glued_to_values_or_in_pieces_are_found() -> None:
    scan = read(
        page(
            (50, 50, "建筑工程施工许可证", 12.0),
            (26, 90, "建没单位"), (70, 90, "滨海市教育局"),
            (26, 104, "工程名称实验小学教学楼"),
            (26, 118, "施 工"), (44, 118, "单 位"), (70, 118, "恒业建设集团有限公司"),
            (26, 132, "设计单位 华诚工程设计有限公司 监理单位 正达工程监理有限公司"),
        )
    )  # fmt: skip
    assert values(scan) == {
        "title": "建筑工程施工许可证",
        "construction_unit": "滨海市教育局",
        "project_name": "实验小学教学楼",
        "contractor": "恒业建设集团有限公司",
        "design_unit": "华诚工程设计有限公司",
        "supervision_unit": "正达工程监理有限公司",
    }


def test_a_value_over_two_lines_is_put_together() -> None:
    scan = read(
        page(
            (50, 50, "建筑工程施工许可证", 12.0),
            (26, 90, "建设单位"), (70, 90, "滨海市教育局"),
            (26, 106, "工程名称"), (70, 103, "滨海市实验小学教学楼扩建工程及地下车库、"), (70, 109, "室外配套工程"),
            (26, 122, "建设地址"), (70, 122, "学府街12号"),
        )
    )  # fmt: skip
    assert scan.fields["project_name"].value == "滨海市实验小学教学楼扩建工程及地下车库、室外配套工程"
    assert scan.fields["project_name"].box.h == 100
    assert scan.fields["location"].value == "学府街12号"


def test_a_page_askew_is_read_like_a_straight_one() -> None:
    rows = tuple((26.0, 80 + 6.5 * n, label) for n, (label, _) in enumerate(CLOSE_ROWS))
    told = tuple((84.0, 80 + 6.5 * n, value) for n, (_, value) in enumerate(CLOSE_ROWS))
    straight = page((50, 50, "建筑工程施工许可证", 12.0), *rows, *told)
    slope = tan(radians(4.5))
    words = tuple(
        replace(
            word,
            box=word.box._replace(y=round(word.box.y + word.box.x * slope), h=round(word.box.h + word.box.w * slope)),
        )
        for word in straight.words
    )
    askew = values(read(replace(straight, words=words)))
    assert askew == values(read(straight))
    assert askew["supervision_unit"] == "滨海市正达工程监理有限公司"


CLOSE_ROWS = (
    ("建设单位", "滨海市鸿基房地产开发有限公司"), ("工程名称", "翠湖花园"), ("建设地址", "环湖东路128号"),
    ("勘察单位", "滨海市岩土工程勘察院"), ("设计单位", "滨海市建筑设计研究院有限公司"),
    ("施工单位", "滨海市恒业建设集团有限公司"),
    ("监理单位", "滨海市正达工程监理有限公司"),
)  # fmt: skip


def test_a_label_named_in_a_sentence_is_no_label() -> None:
    scan = read(
        page(
            (50, 50, "建设工程规划许可证", 12.0),
            (26, 200, "四、本证所需附图与附件由发证机关依法确定，与本证具有同等法律效力。"),
            (96, 246, "关：滨海市自然资源和规划局"),
        )
    )
    assert scan.fields["issuer"].value == "滨海市自然资源和规划局"


def test_a_filing_form_keeps_its_own_number_apart_from_those_of_the_permits() -> None:
    scan = read(
        page(
            (50, 40, "建设工程竣工验收备案表", 9.0), (140, 55, "备案编号：2016-057"),
            (26, 80, "规划许可证号"), (70, 80, "建字第330283201400046号"),
            (26, 95, "施工许可证号"), (70, 95, "330283201404180201"),
            (26, 110, "竣工验收日期"), (70, 110, "2016年6月24日"),
            (26, 125, "备案日期"), (70, 125, "2016年7月15日"),
        )
    )  # fmt: skip
    assert scan.fields["filing_no"].value == "2016-057"
    assert scan.fields["permit_no"].value == "建字第330283201400046号"
    assert scan.fields["date"].value == "2016-06-24"


def test_fields_come_from_the_page_that_bears_the_title_and_from_those_after_it() -> None:
    blank_front = page((60, 140, "城市名称"), number=1)
    front = page(*PERMIT[:6], number=2)
    back = page(*PERMIT[6:], number=3)
    scan = read(blank_front, front, back)
    assert scan.kind == "construction_planning_permit"
    assert (scan.fields["permit_no"].page, scan.fields["location"].page) == (2, 3)


def test_a_document_of_no_known_kind_still_gives_numbers_dates_and_names() -> None:
    scan = read(
        page(
            (60, 40, "关于翠湖花园工程的函", 8.0),
            (30, 80, "滨海市正达工程监理有限公司"),
            (30, 100, "建字第330283201400046号"),
            (120, 240, "2014年3月12日"),
        )
    )
    assert scan.kind == "unknown"
    assert values(scan) == {
        "title": "关于翠湖花园工程的函",
        "supervision_unit": "滨海市正达工程监理有限公司",
        "permit_no": "建字第330283201400046号",
        "date": "2014-03-12",
    }
    assert scan.fields["supervision_unit"].confidence < 0.6


def test_a_number_and_a_date_filled_in_between_printed_words_are_read_whole() -> None:
    scan = read(
        page(
            (50, 50, "建设工程规划许可证", 12.0), (110, 70, "建字第"), (124, 70.4, "330283201400046"), (162, 70, "号"),
            (26, 90, "建设单位"), (70, 90, "滨海市教育局"),
            (110, 250, "2014"), (122, 250, "年"), (130, 250, "3"), (138, 250, "月"), (146, 250, "12"), (154, 250, "日"),
        )
    )  # fmt: skip
    assert scan.fields["permit_no"].value == "建字第330283201400046号"
    assert scan.fields["permit_no"].box.x == 1100
    assert scan.fields["permit_no"].box.x + scan.fields["permit_no"].box.w == 1660
    assert (scan.fields["date"].value, scan.fields["date"].raw) == ("2014-03-12", "2014年3月12日")


def test_a_number_in_a_clean_print_that_no_region_has_is_doubted() -> None:
    words = [(x, y, text.replace("330283", "990283"), *size) for x, y, text, *size in PERMIT]
    doubted, sure = read(page(*words)).fields["permit_no"], read(page(*PERMIT)).fields["permit_no"]  # type: ignore[arg-type]
    assert doubted.value == "建字第990283201400046号"
    assert doubted.confidence < sure.confidence


def test_a_misread_figure_is_put_right_and_stays_beside_the_value_as_it_was_read() -> None:
    words = [(x, y, text.replace("330283", "33O283"), *size) for x, y, text, *size in PERMIT]
    words += [(110, 70, "编号")]
    field = read(page(*words)).fields["permit_no"]  # type: ignore[arg-type]
    assert (field.value, field.raw) == ("建字第330283201400046号", "建字第33O283201400046号")


def test_an_empty_page_gives_nothing_and_breaks_nothing() -> None:
    assert values(read(page())) == {}
