"""Frame and title block of a drawing (GB/T 50001): a block at the lower right or a strip along the right edge."""

from dataclasses import dataclass

from archives.demo import story
from archives.demo.paper import Paper


@dataclass(frozen=True, slots=True)
class Title:
    number: str
    name: str
    scale: str
    discipline: str
    stage: str = "施工图"
    revision: str = "B"


SIGNED = (
    ("审定", "王建国"), ("审核", "李志强"), ("项目负责", "赵立新"), ("专业负责", "刘晓燕"), ("校对", "周敏"),
    ("设计", "陈思远"),
)  # fmt: skip


def frame(paper: Paper, edge: float) -> None:
    """The border of the sheet, with the wider edge for binding at the left."""
    paper.box(0.5, 0.5, paper.width - 1, paper.height - 1, pen=0.15)
    paper.box(25, edge, paper.width - 25 - edge, paper.height - 2 * edge, pen=0.9)


def block(paper: Paper, x: float, y: float, title: Title) -> None:
    """180 × 56 mm, the corner of the block given."""
    paper.box(x, y, 180, 56, pen=0.7, fill=(255, 255, 255))
    for row in range(1, 7):
        paper.line((x, y + 8 * row), (x + 180, y + 8 * row), pen=0.3)
    paper.write(x + 3, y + 4, story.DESIGN_UNIT, 4.6, "sans bold")
    paper.write(x + 108, y + 4, "资质证书编号：A133000482", 3.2, "sans")
    for row, (label, value) in enumerate(
        (
            ("建设单位", story.CONSTRUCTION_UNIT),
            ("工程名称", f"{story.PROJECT}{story.BUILDING}"),
            ("图名", title.name),
        ),
        1,
    ):
        paper.line((x + 24, y + 8 * row), (x + 24, y + 8 * row + 8), pen=0.3)
        paper.write(x + 12, y + 8 * row + 4, label, 3.6, "sans", anchor="mm")
        paper.write(x + 28, y + 8 * row + 4, value, 4.2, "sans")
    cells = (
        (SIGNED[0], ("专业", title.discipline), ("图号", title.number)),
        (SIGNED[1], ("阶段", title.stage), ("比例", title.scale)),
        (SIGNED[5], ("版次", title.revision), ("日期", story.in_chinese(story.DRAWN))),
    )
    for row, line in enumerate(cells, 4):
        for column, (label, value) in enumerate(line):
            left = x + 60 * column
            if column:
                paper.line((left, y + 8 * row), (left, y + 8 * row + 8), pen=0.3)
            paper.line((left + 24, y + 8 * row), (left + 24, y + 8 * row + 8), pen=0.3)
            paper.write(left + 12, y + 8 * row + 4, label, 3.6, "sans", anchor="mm")
            paper.write(left + 28, y + 8 * row + 4, value, 3.8, "sans")


def strip(paper: Paper, x: float, top: float, bottom: float, title: Title) -> None:
    """A strip 70 mm wide down the right side, each label above its value."""
    paper.box(x, top, 70, bottom - top, pen=0.7, fill=(255, 255, 255))
    paper.write(x + 35, top + 9, story.DESIGN_UNIT, 4.6, "sans bold", anchor="mm")
    paper.write(x + 35, top + 17, "建筑行业（建筑工程）甲级 A133000482", 3, "sans", anchor="mm")
    described = (
        ("建设单位", story.CONSTRUCTION_UNIT, 4.0),
        ("工程名称", f"{story.PROJECT}{story.BUILDING}", 4.0),
        ("图纸名称", title.name, 4.6),
        ("设计阶段", title.stage, 4.2),
        ("专业", title.discipline, 4.2),
        ("比例", title.scale, 4.2),
        ("日期", story.in_chinese(story.DRAWN), 4.2),
        ("版次", title.revision, 4.2),
        ("图号", title.number, 6.5),
    )
    y = bottom - 17 * len(described)
    for number, (label, value, size) in enumerate(described):
        row = y + 17 * number
        paper.line((x, row), (x + 70, row), pen=0.35)
        paper.write(x + 3, row + 4, label, 3, "sans")
        face = "sans bold" if label == "图号" else "sans"
        size = min(size, size * 60 / paper.width_of(value, size, face))
        paper.write(x + 7, row + 11, value, size, face)
    for number, (label, name) in enumerate(SIGNED):
        row = y - 8 * (len(SIGNED) - number)
        paper.line((x, row), (x + 70, row), pen=0.3)
        paper.line((x + 24, row), (x + 24, row + 8), pen=0.3)
        paper.write(x + 12, row + 4, label, 3.4, "sans", anchor="mm")
        paper.write(x + 30, row + 4, name, 3.8, "serif")
