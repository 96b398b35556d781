"""The architectural sheet of the sample shelf: A1, a plan and an elevation, stamped as built."""

import random
from itertools import accumulate, pairwise

from archives.demo.paper import Paper
from archives.demo.plans import axes, caption, door, north, notes, table, wall, window
from archives.demo.seals import as_built_stamp
from archives.demo.title_block import Title, frame, strip

TITLE = Title("建施-06", "二至六层平面图", "1:100", "建筑")

# One flat, in millimetres of the building: widths of its bays, and what lies in each at the front and at the back.
BAYS = (3300, 4200, 3600)
STAIR_BAY = 2600
DEPTHS = (5100, 1800, 4500)
FRONT = (("主卧室", "16.83㎡"), ("客厅", "21.42㎡"), ("次卧室", "18.36㎡"))
BACK = (("厨房", "7.26㎡"), ("餐厅", "10.08㎡"), ("书房", "9.72㎡"))


def sheet(dpi: int, rng: random.Random) -> Paper:
    """Two stairs with two flats each, over them the south elevation."""
    paper = Paper(841, 594, dpi, "L")
    frame(paper, 10)
    bays = [*BAYS, STAIR_BAY, *reversed(BAYS), *BAYS, STAIR_BAY, *reversed(BAYS)]
    xs = [112 + stop / 100 for stop in accumulate(bays, initial=0)]
    ys = [370 + stop / 100 for stop in accumulate(reversed(DEPTHS), initial=0)]
    axes(paper, xs, ys, 100)
    _walls(paper, xs, ys)
    for left, right in pairwise(xs):
        _bay(paper, left, right, ys)
    caption(paper, (xs[0] + xs[-1]) / 2, ys[-1] + 24, TITLE.name, TITLE.scale)
    _elevation(paper, xs, 292)
    _stair_detail(paper, 668, 90)
    _schedules(paper)
    north(paper, 735, 340)
    strip(paper, 761, 10, 584, TITLE)
    as_built_stamp(paper, 672, 525, rng)
    return paper


def _walls(paper: Paper, xs: list[float], ys: list[float]) -> None:
    for y in (ys[0], ys[-1]):
        wall(paper, xs[0], y, xs[-1], y, 2.4)
    for x in xs:
        wall(paper, x, ys[0], x, ys[-1])
    for y in ys[1:-1]:
        for left, right in pairwise(xs):
            if round((right - left) * 100) != STAIR_BAY:
                wall(paper, left, y, right, y)


def _bay(paper: Paper, left: float, right: float, ys: list[float]) -> None:
    middle, width = (left + right) / 2, round((right - left) * 100)
    if width == STAIR_BAY:
        _stairs(paper, left, right, ys)
        return
    kind = BAYS.index(width)
    for (name, area), y in ((BACK[kind], (ys[0] + ys[1]) / 2), (FRONT[kind], (ys[2] + ys[3]) / 2)):
        paper.write(middle, y - 3, name, 3.8, "sans", anchor="mm")
        paper.write(middle, y + 3, area, 2.9, "sans", anchor="mm")
    paper.write(middle, (ys[1] + ys[2]) / 2, ("卫生间", "走廊", "储藏室")[kind], 3.2, "sans", anchor="mm")
    window(paper, middle, ys[0], 12 if kind == 0 else 15, ("C1215", "C1515", "C1515")[kind], below=True)
    window(paper, middle, ys[-1], 21 if kind == 1 else 18, ("C1818", "C2118", "C1818")[kind], below=False)
    door(paper, left + 3, ys[1], 8, "M0821")
    door(paper, right - 16, ys[2], 9, "M0921")


def _stairs(paper: Paper, left: float, right: float, ys: list[float]) -> None:
    for step in range(10):
        y = ys[0] + 14 + 2.7 * step
        paper.line((left + 1, y), (right - 1, y), pen=0.18)
    middle = (left + right) / 2
    paper.line((middle, ys[0] + 10), (middle, ys[0] + 42), pen=0.4)
    paper.write(middle + 6, ys[0] + 46, "上", 3, "sans", anchor="mm")
    paper.write(middle - 6, ys[0] + 46, "下", 3, "sans", anchor="mm")
    paper.write(middle, ys[2] + 6, "楼梯间", 3.4, "sans", anchor="mm")
    window(paper, middle, ys[0], 15, "C1515", below=False)
    paper.box(left + 4, ys[2] + 14, 18, 20, pen=0.4)
    paper.line((left + 4, ys[2] + 14), (left + 22, ys[2] + 34), pen=0.18)
    paper.line((left + 22, ys[2] + 14), (left + 4, ys[2] + 34), pen=0.18)
    paper.write(middle, ys[2] + 38, "电梯井", 3, "sans", anchor="mm")


def _elevation(paper: Paper, xs: list[float], ground: float) -> None:
    """Six storeys of three metres, seen from the south."""
    left, right, storey = xs[0], xs[-1], 29.0
    paper.line((left - 25, ground), (right + 25, ground), pen=1.0)
    paper.box(left, ground - 6 * storey - 9, right - left, 6 * storey + 9, pen=0.6)
    for floor in range(7):
        y = ground - 4.5 - floor * storey
        paper.line((left, y), (right, y), pen=0.18)
        paper.line((right + 3, y), (right + 16, y), pen=0.15)
        paper.write(right + 5, y - 2.4, "±0.000" if floor == 0 else f"{2.9 * floor:.3f}", 2.9, "sans")
    for near, far in pairwise(xs):
        for floor in range(6):
            _elevation_window(paper, near, far, ground - 4.5 - floor * storey)
    caption(paper, (left + right) / 2, ground + 12, "①～⑮轴立面图", "1:100")


def _elevation_window(paper: Paper, near: float, far: float, floor: float) -> None:
    middle, width = (near + far) / 2, min(21.0, (far - near) * 0.55)
    paper.box(middle - width / 2, floor - 23, width, 15, pen=0.35)
    paper.line((middle, floor - 23), (middle, floor - 8), pen=0.2)
    paper.line((middle - width / 2, floor - 18), (middle + width / 2, floor - 18), pen=0.2)
    paper.line((middle - width / 2 - 2, floor - 7), (middle + width / 2 + 2, floor - 7), pen=0.5)


def _stair_detail(paper: Paper, x: float, y: float) -> None:
    """The stairs once more at 1:50: two flights of nine treads."""
    wide, deep = STAIR_BAY / 50, 5100 / 50
    for left in (x, x + wide):
        wall(paper, left, y, left, y + deep, 4)
    wall(paper, x, y, x + wide, y, 4)
    for tread in range(10):
        paper.line((x + 2, y + 24 + 5.2 * tread), (x + wide - 2, y + 24 + 5.2 * tread), pen=0.2)
    paper.box(x + wide / 2 - 1.2, y + 22, 2.4, 51, pen=0.4, fill=(255, 255, 255))
    window(paper, x + wide / 2, y, 30, "C1515", below=True)
    for side, words in ((0.25, "下18级"), (0.75, "上18级")):
        paper.line((x + wide * side, y + 84), (x + wide * side, y + 30), pen=0.2)
        paper.write(x + wide * side, y + 88, words, 3.2, "sans", anchor="mm")
    paper.write(x + wide / 2, y + 14, "休息平台 1.450", 3.2, "sans", anchor="mm")
    paper.line((x - 9, y), (x - 9, y + deep), pen=0.15)
    paper.write_up(x - 11.5, y + deep / 2, "5100", 2.9)
    paper.line((x, y + deep + 8), (x + wide, y + deep + 8), pen=0.15)
    paper.write(x + wide / 2, y + deep + 5.6, "2600", 2.9, "sans", anchor="mm")
    caption(paper, x + wide / 2 - 6, y + deep + 20, "楼梯间大样", "1:50")


def _schedules(paper: Paper) -> None:
    table(
        paper, 40, 26, (22, 34, 20, 44),
        (
            ("门窗编号", "洞口尺寸(mm)", "樘数", "备注"),
            ("M0821", "800×2100", "60", "夹板门"),
            ("M0921", "900×2100", "60", "夹板门"),
            ("FM甲1021", "1000×2100", "24", "甲级防火门"),
            ("C1215", "1200×1500", "20", "断桥铝合金窗"),
            ("C1515", "1500×1500", "50", "断桥铝合金窗"),
            ("C2118", "2100×1800", "20", "断桥铝合金窗"),
        ),
    )  # fmt: skip
    notes(
        paper, 185, 30, "说明：",
        (
            "本图尺寸除标高以米计外，其余均以毫米计。",
            "墙体除注明外均为200厚加气混凝土砌块，轴线居墙中。",
            "卫生间、阳台完成面比室内低20mm，坡度1%，坡向地漏。",
            "门窗立樘居墙中，外窗气密性等级不低于6级。",
            "未尽事宜按国家现行规范执行。",
        ),
    )  # fmt: skip
