"""What is drawn inside the frame: axes with their bubbles, dimensions across and upwards, rooms, notes."""

from itertools import pairwise

from benchmarks.hard.paper import Paper

ROOMS = ("休息室", "备餐间", "弱电井", "值班室", "前室", "病房", "教室", "阅览区", "水泵房", "车间", "设备平台", "露台")
ENGLISH_ROOMS = ("LOBBY", "STORE", "KITCHEN", "CLASSROOM 2", "PLANT ROOM", "HALL", "OFFICE", "STAIR B", "WC")
NOTES = (
    "注：", "1.图中标高单位为米，其余尺寸为毫米。", "2.未注明墙厚均为240，轴线居中。",
    "3.混凝土强度等级C30，钢筋HRB335。",
    "4.预留洞位置与设备专业核对后施工。", "5.本图须经审查合格后方可使用。",
)  # fmt: skip
ENGLISH_NOTES = (
    "NOTES", "1. All dimensions in millimetres unless noted.", "2. Do not scale from this drawing.",
    "3. Verify all dimensions on site before work starts.",
)  # fmt: skip
BAYS = (2100, 2400, 3000, 3300, 3600, 4500, 5400, 6000, 7800, 8100)


def draw_plan(paper: Paper, right: float, bottom: float, english: bool) -> None:
    chance = paper.chance
    left, top, right, bottom = 62.0, 36.0, right - 20, bottom - 42
    across = max(3, int((right - left) / 44))
    down = max(2, int((bottom - top) / 40))
    xs = [left + (right - left) * number / across for number in range(across + 1)]
    ys = [top + (bottom - top) * number / down for number in range(down + 1)]
    for number, x in enumerate(xs):
        paper.line(x, top - 12, x, bottom + 3, 0.15)
        paper.circle(x, top - 16, 4)
        paper.write(x, top - 16, str(number + 1), 3.4, "sans", anchor="mm")
    for number, y in enumerate(ys):
        paper.line(left - 12, y, right + 3, y, 0.15)
        paper.circle(left - 16, y, 4)
        paper.write(left - 16, y, "ABCDEFGHJK"[number], 3.4, "sans", anchor="mm")
    for number in range(across):
        paper.write((xs[number] + xs[number + 1]) / 2, top - 5, str(chance.choice(BAYS)), 3.0, "sans", anchor="mm")
    for number in range(down):
        paper.write_up(left - 6, (ys[number] + ys[number + 1]) / 2, str(chance.choice(BAYS)), 3.0)
    _rooms(paper, xs, ys, ENGLISH_ROOMS if english else ROOMS)
    for number, note in enumerate(ENGLISH_NOTES if english else NOTES):
        paper.write(34, bottom + 10 + 5.2 * number, note, 3.2, "sans" if english else "song")


def _rooms(paper: Paper, xs: list[float], ys: list[float], names: tuple[str, ...]) -> None:
    chance = paper.chance
    for x, right in pairwise(xs):
        for y, bottom in pairwise(ys):
            paper.box(x, y, right, bottom, 0.5)
            said = chance.random()
            if said < 0.6:
                paper.write((x + right) / 2, (y + bottom) / 2, chance.choice(names), 3.6, "hei", anchor="mm")
            elif said < 0.8:
                mark = chance.choice(("C1815", "M1021", "KL3(2)", "-0.450", "DN150", "GZ2"))
                paper.write(x + 4, y + 6, mark, 3.0, "sans")
            else:
                for step in range(5):
                    paper.line(x + 8 + 3 * step, y + 8, x + 8 + 3 * step, bottom - 8, 0.18)
