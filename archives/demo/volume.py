"""A bound volume of ten pages: cover, contents, the papers of the completion acceptance, and the closing note."""

import random
from collections.abc import Callable

from archives.demo import acceptance, story
from archives.demo.acceptance import REPORT, WORKS
from archives.demo.leaf import leaf, lines
from archives.demo.paper import Paper

TITLE = f"{WORKS}工程竣工验收文件"

CONTENTS = (
    ("1", "", story.CONSTRUCTION_UNIT, REPORT, "20160624", "1-3", ""),
    ("2", "", story.CONTRACTOR, "单位工程质量竣工验收记录", "20160624", "4", ""),
    ("3", "", story.DESIGN_UNIT, "设计质量检查报告", "20160620", "5", ""),
    ("4", "", story.CONTRACTOR, "工程质量保修书", "20160708", "6", ""),
    ("5", "", story.CONSTRUCTION_UNIT, "城建档案移交书", "20160830", "7", ""),
)


def pages(dpi: int, rng: random.Random) -> list[Paper]:
    makers: tuple[Callable[[int, random.Random], Paper], ...] = (
        cover, contents, acceptance.report_front, acceptance.report_facts, acceptance.report_verdict,
        acceptance.acceptance_record, acceptance.design_check, acceptance.warranty, acceptance.handing_over, note,
    )  # fmt: skip
    return [make(dpi, rng) for make in makers]


def cover(dpi: int, _: random.Random) -> Paper:
    paper = leaf(dpi, "城市建设档案", 12)
    paper.box(25, 14, 171, 269, pen=0.6)
    rows = (
        ("档    号", story.ARCHIVE_NO), ("案卷题名", TITLE), ("编制单位", story.CONSTRUCTION_UNIT),
        ("起止日期", "20160608 至 20160830"), ("密    级", "无"), ("保管期限", "长期"),
    )  # fmt: skip
    for number, (label, value) in enumerate(rows):
        y = 78 + 26 * number
        paper.write(40, y, label, 5.6, "serif bold")
        paper.write(74, y, value, min(5.2, 5.2 * 108 / paper.width_of(value, 5.2)))
        paper.line((72, y + 5), (184, y + 5), pen=0.3)
    paper.write(105, 250, "本工程共 12 卷    本案卷为第 4 卷", 5, anchor="mm")
    return paper


def contents(dpi: int, _: random.Random) -> Paper:
    paper = leaf(dpi, "卷 内 目 录")
    widths, heads = (10, 20, 38, 56, 22, 14, 14), ("序号", "文件编号", "责任者", "文件题名", "日期", "页次", "备注")
    for row, cells in enumerate((heads, *CONTENTS, *([("",) * 7] * 9))):
        left, y = 20.0, 46 + 15.0 * row
        for width, text in zip(widths, cells, strict=True):
            paper.box(left, y, width, 15, pen=0.25)
            if text:
                size = min(4.2, 4.2 * (width - 2) / paper.width_of(text, 4.2))
                face = "serif bold" if row == 0 else "serif"
                paper.write(left + width / 2, y + 7.5, text, max(size, 2.5), face, anchor="mm")
            left += width
    return paper


def note(dpi: int, _: random.Random) -> Paper:
    paper = leaf(dpi, "卷 内 备 考 表")
    paper.box(26, 46, 162, 226, pen=0.4)
    lines(
        paper, 62,
        (
            "本案卷共有文件材料 7 页，其中：文字材料 7 页，图样材料 0 页，照片 0 张。",
            "",
            "说明：",
            "    本卷文件齐全，签章完备，均为原件。",
        ),
        size=4.3,
        step=13,
    )  # fmt: skip
    paper.write(116, 222, "立卷人：周敏", 4.6)
    paper.write(116, 232, story.in_chinese(story.BOUND), 4.6)
    paper.write(116, 248, "审核人：孙海涛", 4.6)
    paper.write(116, 258, story.in_chinese(story.BOUND), 4.6)
    return paper
