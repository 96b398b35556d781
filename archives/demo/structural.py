"""The structural sheet of the sample shelf: A3, beams of one storey and a column, stamped as built."""

import random
from itertools import accumulate, pairwise

from archives.demo.paper import Paper
from archives.demo.plans import axes, caption, notes
from archives.demo.seals import as_built_stamp, round_seal
from archives.demo.story import DESIGN_UNIT
from archives.demo.title_block import Title, block, frame

TITLE = Title("结施-12", "标准层梁平法施工图", "1:100", "结构")


def sheet(dpi: int, rng: random.Random) -> Paper:
    paper = Paper(420, 297, dpi)
    frame(paper, 5)
    xs = [64 + stop / 100 for stop in accumulate((4200, 3600, 4200, 4200, 3600, 4200), initial=0)]
    ys = [48 + stop / 100 for stop in accumulate((4500, 1800, 5100), initial=0)]
    axes(paper, xs, ys, 100)
    _beams(paper, xs, ys)
    caption(paper, (xs[0] + xs[-1]) / 2, ys[-1] + 20, TITLE.name, TITLE.scale)
    _column_detail(paper, 362, 60)
    notes(
        paper, 34, 212, "说明：",
        (
            "梁、板混凝土强度等级均为C30，柱为C35。",
            "钢筋采用HRB400级，保护层厚度梁25mm、板15mm。",
            "主次梁相交处主梁两侧各附加3根箍筋，直径同梁箍筋。",
            "未注明的梁均以轴线居中或与柱边平齐。",
            "施工时应与建施、设施图纸密切配合，预留孔洞。",
        ),
        size=3.2,
    )  # fmt: skip
    block(paper, 235, 236, TITLE)
    as_built_stamp(paper, 326, 178, rng)
    round_seal(paper, 290, 222, DESIGN_UNIT, "出图专用章", rng, size=36)
    return paper


def _beams(paper: Paper, xs: list[float], ys: list[float]) -> None:
    for y in ys:
        for offset in (-1.2, 1.2):
            paper.line((xs[0], y + offset), (xs[-1], y + offset), pen=0.3)
    for x in xs:
        for offset in (-1.2, 1.2):
            paper.line((x + offset, ys[0]), (x + offset, ys[-1]), pen=0.3)
    for number, y in enumerate(ys, 1):
        paper.write(xs[0] + 8, y - 4.2, f"KL{number}(6) 250×{500 + 50 * (number % 2)}", 2.7, "sans")
        paper.write(xs[0] + 50, y - 4.2, "Φ8@100/200(2)", 2.7, "sans")
        paper.write(xs[0] + 86, y - 4.2, f"2Φ20；{number + 2}Φ22", 2.7, "sans")
    for number, (near, far) in enumerate(pairwise(xs), 1):
        middle = (near + far) / 2
        paper.dashes((middle, ys[0]), (middle, ys[1]), pen=0.25, step=2.5)
        paper.write_up(middle - 2.6, (ys[0] + ys[1]) / 2, f"L{number}(1) 200×400", 2.7)
        paper.write(middle, (ys[2] + ys[3]) / 2, f"LB{number}  h=110", 2.9, "sans", anchor="mm")
        paper.write(middle, (ys[2] + ys[3]) / 2 + 5, "B:X&YΦ8@150", 2.5, "sans", anchor="mm")
    for x in xs:
        for y in ys:
            paper.box(x - 2.5, y - 2.5, 5, 5, pen=0.3, fill=(60, 60, 60))


def _column_detail(paper: Paper, x: float, y: float) -> None:
    """A column cut across at 1:25: its bars and stirrups."""
    paper.box(x - 16, y - 16, 32, 32, pen=0.6)
    paper.box(x - 13.5, y - 13.5, 27, 27, pen=0.35)
    paper.box(x - 13.5, y - 5, 27, 10, pen=0.3)
    for dx in (-12, 0, 12):
        for dy in (-12, 0, 12):
            if dx or dy:
                paper.circle(x + dx, y + dy, 1.2, filled=True)
    paper.write(x, y - 20, "500", 2.9, "sans", anchor="mm")
    paper.write_up(x - 20, y, "500", 2.9)
    paper.line((x + 12, y - 12), (x + 22, y - 18), (x + 40, y - 18), pen=0.15)
    paper.write(x + 23, y - 20.2, "8Φ22", 2.8, "sans")
    paper.line((x + 13.5, y + 8), (x + 22, y + 13), (x + 42, y + 13), pen=0.15)
    paper.write(x + 23, y + 10.8, "Φ10@100", 2.8, "sans")
    caption(paper, x, y + 26, "KZ1", "1:25")
