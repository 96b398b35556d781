"""Contents lists 卷内目录 in the geometry of GB/T 50328-2014, appendix C, and as offices vary it."""

from ingest.fields.lettering import printed_width
from ingest.scan import ContentsLine
from tests.ingest.fields.printed import Placed, page, read

WIDTHS = (10, 20, 20, 70, 20, 15, 15)
HEADS = ("序号", "文件编号", "责任者", "文件题名", "日期", "页次", "备注")
Told = tuple[str, str, str, str, str, str, str]
ROWS = (
    ("1", "滨发改\n[2013]88号", "滨海市发\n展和改革\n局", "翠湖花园二期核准批复", "20130401", "1-3", ""),
    ("2", "地字第330283\n201300012号", "滨海市规\n划局", "用地规划许可证", "20130620", "4-6", "复印件"),
    ("3", "", "滨海市建\n筑设计研\n究院", "翠湖花园二期岩土工程勘察报告\n(详勘)及附图附表", "20130815", "7-42", ""),
    ("4", "2013-016", "滨海市住\n建局", "建筑工程施工许可证", "20140418", "43", ""),
)  # fmt: skip


def ruled(rows: tuple[Told, ...], top: float = 55, step: float = 15, middle: bool = True) -> list[Placed]:
    """The words of the table, each line of a cell centred in its column."""
    words: list[Placed] = []
    for number, cells in enumerate((HEADS, *rows)):
        left, y = 25.0, top + (0 if number == 0 else 2.5) + step * number
        for width, text in zip(WIDTHS, cells, strict=True):
            lines = text.split("\n")
            for place, line in enumerate(lines):
                size = min(3.2, (width - 1.5) / (printed_width(line) or 1))
                at = y + 4.2 * (place - (len(lines) - 1) / 2 if middle else place)
                if line:
                    words.append((left + width / 2 - printed_width(line) * size / 2, at, line, size))
            left += width
    return words


def joined(told: Told) -> Told:
    serial, number, responsible, title, date, pages, remark = (text.replace("\n", "") for text in told)
    return serial, number, responsible, title, f"{date[:4]}-{date[4:6]}-{date[6:]}", pages, remark


def cells_of(line: ContentsLine) -> Told:
    return line.serial, line.number, line.responsible, line.title, line.date, line.pages, line.remark


TITLE: list[Placed] = [(85, 38, "卷 内 目 录", 7)]


def test_each_line_gives_its_seven_columns_with_wrapped_cells_put_together() -> None:
    scan = read(page(*TITLE, *ruled(ROWS)))
    assert scan.kind == "volume_contents"
    assert [cells_of(line) for line in scan.contents] == [joined(row) for row in ROWS]


def test_a_line_shows_where_it_stands() -> None:
    first, second = read(page(*TITLE, *ruled(ROWS))).contents[:2]
    assert first.page == 1
    assert first.box.y + first.box.h < second.box.y
    assert first.box.x < 350
    assert first.box.x + first.box.w > 1650
    assert 0.9 < first.confidence <= 1


def test_cells_that_begin_at_the_top_of_their_row_are_told_apart_too() -> None:
    scan = read(page(*TITLE, *ruled(ROWS, middle=False)))
    assert [line.title for line in scan.contents] == [joined(row)[3] for row in ROWS]
    assert [line.responsible for line in scan.contents] == [joined(row)[2] for row in ROWS]


def test_a_list_goes_on_over_pages_that_repeat_its_heads() -> None:
    onward = tuple((str(number + 4), *row[1:]) for number, row in enumerate(ROWS, 1))
    scan = read(page(*TITLE, *ruled(ROWS)), page(*ruled(onward, top=30), number=2))
    assert [line.serial for line in scan.contents] == [str(number) for number in range(1, 9)]
    assert [line.page for line in scan.contents] == [1] * 4 + [2] * 4


def test_empty_lines_and_the_number_at_the_foot_list_nothing() -> None:
    empty = tuple((str(number), "", "", "", "", "", "") for number in range(5, 12))
    scan = read(page(*TITLE, *ruled((*ROWS, *empty)), (180, 285, "2", 4)))
    assert len(scan.contents) == 4
    assert cells_of(scan.contents[-1]) == joined(ROWS[-1])


def test_heads_and_cells_that_were_read_as_one_are_taken_apart() -> None:
    words = [word for word in ruled(ROWS) if word[2] not in ("责任者", "文件题名", "2013-016")]
    merged: list[Placed] = [
        (59, 55, "责任者", 4), (99, 55, "文件题名 日期", 4),
    ]  # fmt: skip
    width = 145 - 99 + 20
    merged[1] = (103.6, 55, "文件题名            日期", width / printed_width("文件题名            日期") * 0.9)
    words = [word for word in words if word[2] != "日期"]
    scan = read(page(*TITLE, *words, *merged, (37, 117.5, "2013-016", 2.5)))
    assert [line.date for line in scan.contents] == [joined(row)[4] for row in ROWS]


def test_a_cell_read_together_with_its_neighbour_is_cut_at_the_line_between_them() -> None:
    words = [word for word in ruled(ROWS) if word[2] not in ("4", "2013-016")]
    scan = read(page(*TITLE, *words, (29, 117.5, "4 2013-016", 3.1)))
    assert (scan.contents[3].serial, scan.contents[3].number) == ("4", "2013-016")


def test_a_line_whose_serial_number_was_not_read_is_a_line_all_the_same() -> None:
    words = [word for word in ruled(ROWS) if word[2] != "2"]
    assert [line.serial for line in read(page(*TITLE, *words)).contents] == ["1", "", "3", "4"]
    assert [line.pages for line in read(page(*TITLE, *words)).contents] == ["1-3", "4-6", "7-42", "43"]


def test_a_letter_among_the_serial_numbers_is_put_right_by_its_neighbours() -> None:
    words = [(x, y, "l" if text == "1" else text, *size) for x, y, text, *size in ruled(ROWS)]
    assert [line.serial for line in read(page(*TITLE, *words)).contents] == ["1", "2", "3", "4"]


def test_a_list_without_rules_or_serial_numbers_is_told_by_its_columns() -> None:
    heads = ((30, "文号"), (62, "责任人"), (95, "题名"), (150, "日期"), (176, "页号"))
    rows = (
        ("滨规〔2013〕12号", "规划局", "规划条件通知书", "2013.3.5", "1"),
        ("", "设计院", "方案文本", "2013.4", "5"),
    )
    words: list[Placed] = [(x, 60, head, 4) for x, head in heads]
    for number, row in enumerate(rows):
        words += [(x - 4, 70 + 8 * number, text, 3.2) for (x, _), text in zip(heads, row, strict=True) if text]
    lines = read(page(*TITLE, *words)).contents
    assert [(line.number, line.responsible, line.title, line.date, line.pages) for line in lines] == [
        ("滨规〔2013〕12号", "规划局", "规划条件通知书", "2013-03-05", "1"), ("", "设计院", "方案文本", "2013-04", "5"),
    ]  # fmt: skip


def test_a_form_that_is_no_contents_list_has_no_lines() -> None:
    assert (
        read(page((50, 40, "会议纪要", 9), (30, 90, "日期"), (70, 90, "2014年3月1日"), (30, 100, "备注"))).contents
        == ()
    )
