"""The permits and forms of the sample shelf, each an A4 sheet with its seals."""

import math
import random

from archives.demo import story
from archives.demo.paper import BLUE, GREY, Ink, Paper
from archives.demo.seals import round_seal

BORDER: Ink = (150, 52, 44)
TITLE_RED: Ink = (176, 26, 30)
PINK: Ink = (248, 232, 224)
Rows = tuple[tuple[str, str], ...]


def planning_permit(dpi: int, rng: random.Random) -> Paper:
    paper = _certificate(dpi, "建设工程规划许可证", story.PLANNING_PERMIT_NO)
    _paragraph(
        paper, 88, "根据《中华人民共和国城乡规划法》第四十条规定，经审核，本建设工", "程符合城乡规划要求，颁发此证。"
    )
    y = _table(
        paper, 110,
        (
            ("建设单位（个人）", story.CONSTRUCTION_UNIT),
            ("建设项目名称", f"{story.PROJECT}{story.BUILDING}"),
            ("建设位置", story.LOCATION),
            ("建设规模", f"总建筑面积{story.BUILDING_AREA}平方米，地上6层，地下1层"),
            ("附图及附件名称", "建设工程总平面图、建筑施工图各一份"),
        ),
    )  # fmt: skip
    _observances(paper, y + 8)
    _issued(paper, 246, "发证机关", story.PLANNING_OFFICE, "日期", story.in_chinese(story.PLANNED))
    round_seal(paper, 170, 259, story.PLANNING_OFFICE, "行政审批专用章", rng)
    return paper


def construction_permit(dpi: int, rng: random.Random) -> Paper:
    paper = _certificate(dpi, "建筑工程施工许可证", f"编号 {story.CONSTRUCTION_PERMIT_NO}")
    _paragraph(
        paper, 84, "根据《中华人民共和国建筑法》第八条规定，经审查，本建筑工程符合", "施工条件，准予施工。特发此证。"
    )
    _table(
        paper, 103,
        (
            ("建设单位", story.CONSTRUCTION_UNIT),
            ("工程名称", f"{story.PROJECT}{story.BUILDING}"),
            ("建设地址", story.LOCATION),
            ("建设规模", f"{story.BUILDING_AREA}平方米"),
            ("合同价格", "1486.35万元"),
            ("勘察单位", story.SURVEY_UNIT),
            ("设计单位", story.DESIGN_UNIT),
            ("施工单位", story.CONTRACTOR),
            ("监理单位", story.SUPERVISION_UNIT),
            ("合同工期", "2014年5月6日至2016年5月30日"),
        ),
        height=12,
    )  # fmt: skip
    paper.write(26, 230, "注意事项：本证放置施工现场，作为准予施工的凭证。", 3.6)
    _issued(paper, 244, "发证机关", story.HOUSING_OFFICE, "发证日期", story.in_chinese(story.PERMITTED))
    round_seal(paper, 172, 257, story.HOUSING_OFFICE, "施工许可专用章", rng)
    return paper


def completion_filing(dpi: int, rng: random.Random) -> Paper:
    paper = Paper(210, 297, dpi)
    paper.write(105, 32, "建设工程竣工验收备案表", 9.5, "serif bold", anchor="mm")
    paper.write(186, 47, f"备案编号：{story.FILING_NO}", 4.2, anchor="rm")
    y = _table(
        paper, 54,
        (
            ("工程名称", f"{story.PROJECT}{story.BUILDING}"),
            ("工程地点", story.LOCATION),
            ("建筑面积", f"{story.BUILDING_AREA}m²"),
            ("结构类型", story.STRUCTURE),
            ("层数", story.STOREYS),
            ("规划许可证号", story.PLANNING_PERMIT_NO),
            ("施工许可证号", story.CONSTRUCTION_PERMIT_NO),
            ("建设单位名称", story.CONSTRUCTION_UNIT),
            ("勘察单位名称", story.SURVEY_UNIT),
            ("设计单位名称", story.DESIGN_UNIT),
            ("施工单位名称", story.CONTRACTOR),
            ("监理单位名称", story.SUPERVISION_UNIT),
            ("开工日期", story.in_chinese(story.BEGUN)),
            ("竣工验收日期", story.in_chinese(story.ACCEPTED)),
            ("备案日期", story.in_chinese(story.FILED)),
        ),
        height=11.4,
    )  # fmt: skip
    paper.write(24, y + 9, "备案意见：", 4.4, "serif bold")
    paper.write(32, y + 18, "该工程的竣工验收备案文件已于上述日期收讫，文件齐全，准予备案。", 4.4)
    paper.write(110, y + 31, f"备案机关：{story.HOUSING_OFFICE}", 4.4)
    round_seal(paper, 166, y + 44, story.HOUSING_OFFICE, "竣工备案专用章", rng)
    round_seal(paper, 160, 152, story.CONSTRUCTION_UNIT, "", rng, size=38)
    return paper


def building_permit(dpi: int, rng: random.Random) -> Paper:
    """The English sheet of the shelf: the permit for the foreign school beside the estate."""
    paper = Paper(210, 297, dpi)
    paper.box(12, 12, 186, 273, pen=0.8, ink=(40, 60, 90))
    paper.box(14, 14, 182, 269, pen=0.25, ink=(40, 60, 90))
    paper.write(105, 30, "CITY OF BINHAI", 7, "serif bold", anchor="mm")
    paper.write(105, 38, "Department of Housing and Urban Development", 4, anchor="mm", ink=GREY)
    paper.write(105, 54, "BUILDING PERMIT", 10, "sans bold", anchor="mm")
    rows = (
        ("Permit No.", story.BUILDING_PERMIT_NO),
        ("Project Name", "Cuihu Garden Phase II Kindergarten"),
        ("Site Address", "128 East Lakeside Road"),
        ("Owner", "Hongji Real Estate Development Co. Ltd."),
        ("Architect", "Binhai Architectural Design Institute"),
        ("Contractor", "Hengye Construction Group"),
        ("Construction Type", "Type II-A"),
        ("Valuation", "CNY 6,420,000.00"),
        ("Date Issued", "04/18/2014"),
    )
    for number, (label, value) in enumerate(rows):
        y = 76 + 13.5 * number
        paper.write(24, y, f"{label}:", 4.4, "sans bold")
        paper.write(78, y, value, 4.6, "serif")
        paper.line((22, y + 5), (188, y + 5), pen=0.2, ink=GREY)
    conditions = (
        "This permit becomes null and void if work is not commenced within 180 days.",
        "All work shall conform to the approved plans and to the building code in force.",
        "Inspection approvals must be posted on the job site at all times.",
    )
    for number, text in enumerate(conditions):
        paper.write(24, 208 + 7 * number, text, 3.8)
    paper.line((118, 256), (186, 256), pen=0.25)
    paper.write(152, 260, "Building Official", 3.6, anchor="mm", ink=GREY)
    paper.write(152, 251, "Chen Siyuan", 6, "serif", ink=BLUE, anchor="mm")
    round_seal(paper, 60, 250, story.HOUSING_OFFICE, "审批专用章", rng, size=40)
    return paper


def _certificate(dpi: int, title: str, number: str) -> Paper:
    paper = Paper(210, 297, dpi)
    _guilloche(paper)
    paper.box(11, 11, 188, 275, pen=1.3, ink=BORDER)
    paper.box(14, 14, 182, 269, pen=0.35, ink=BORDER)
    for x in (14, 196):
        for y in (14, 283):
            paper.circle(x, y, 2.6, pen=0.5, ink=BORDER)
    paper.write(105, 34, "中华人民共和国", 8.5, "serif bold", anchor="mm")
    paper.write(105, 50, title, 13, "serif bold", ink=TITLE_RED, anchor="mm")
    paper.write(186, 70, number, 4.6, anchor="rm")
    return paper


def _guilloche(paper: Paper) -> None:
    """The fine waves that certificates are printed on."""
    for band in range(36):
        y = 18 + 7.4 * band
        for phase in (0.0, math.pi):
            wave = [(16 + step, y + 3 * math.sin(step / 7 + phase)) for step in range(0, 179, 2)]
            paper.line(*wave, pen=0.15, ink=PINK)


def _paragraph(paper: Paper, y: float, *lines: str) -> None:
    for number, text in enumerate(lines):
        paper.write(34 if number == 0 else 26, y + 8.5 * number, text, 4.7)


def _table(paper: Paper, top: float, rows: Rows, height: float = 14) -> float:
    left, middle, right = 24.0, 68.0, 186.0
    for number, (label, value) in enumerate(rows):
        y = top + height * number
        paper.box(left, y, right - left, height, pen=0.25)
        paper.line((middle, y), (middle, y + height), pen=0.25)
        paper.write((left + middle) / 2, y + height / 2, label, 4.5, anchor="mm")
        paper.write(middle + 4, y + height / 2, value, 4.5)
    return top + height * len(rows)


def _observances(paper: Paper, y: float) -> None:
    paper.write(26, y, "遵守事项", 4.2, "serif bold")
    for number, text in enumerate(
        (
            "一、本证是经城乡规划主管部门依法审核，建设工程符合城乡规划要求的法律凭证。",
            "二、未取得本证或不按本证规定进行建设的，均属违法建设。",
            "三、未经发证机关许可，本证的各项规定不得随意变更。",
            "四、本证所需附图与附件由发证机关依法确定，与本证具有同等法律效力。",
        )
    ):
        paper.write(26, y + 7 * (number + 1), text, 3.7)


def _issued(paper: Paper, y: float, label: str, office: str, day_label: str, day: str) -> None:
    paper.write(94, y, f"{label}：{office}", 4.5)
    paper.write(94, y + 11, f"{day_label}：{day}", 4.5)
