"""Seals on drawn sheets are found with their colour and words; nothing else that is coloured is taken for one."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from ingest.ocr.imprints import imprints
from ingest.ocr.ppocr import PpOcr
from ingest.ocr.seal_text import cut_seal
from ingest.ocr.tesseract import Tesseract
from ingest.scan import Box, Seal
from ingest.sheet import Sheet
from tests.ingest.ocr.drawn import BLACK, RED, Drawn, a_permit, pixels
from tests.ingest.ocr.stamped import INKS, a_framed_stamp, a_name_seal, a_round_seal, stamp

BUREAU, PURPOSE = "临江市城市规划管理局", "业务专用章"
GREEN, BLUE, CYAN = (0, 140, 40), (20, 40, 200), (0, 170, 200)


def found(drawn: Drawn) -> list[tuple[str, Box]]:
    sheet = drawn.sheet(colour=True)
    return [(each.colour, each.box(sheet.width, sheet.height)) for each in imprints(sheet)]


def seals(drawn: Drawn) -> tuple[Seal, ...]:
    return PpOcr().seals(drawn.sheet(colour=True))


def is_near(one: Box, other: Box) -> bool:
    """Within 2.5 mm on each side."""
    ends = zip(
        (*one[:2], one.x + one.w, one.y + one.h), (*other[:2], other.x + other.w, other.y + other.h), strict=True
    )
    return all(abs(a - b) <= pixels(2.5) for a, b in ends)


@pytest.mark.parametrize("ink", INKS)
def test_a_round_seal_over_print_is_found_with_its_colour_and_words(ink: str) -> None:
    drawn = a_permit()
    box = stamp(drawn, a_round_seal(BUREAU, PURPOSE), 110, 55, ink, turned=12)
    (seal,) = seals(drawn)
    assert seal.colour == ink
    assert abs(seal.box.x + seal.box.w / 2 - box.x - box.w / 2) < pixels(1.5)
    assert abs(seal.box.w - pixels(40)) < pixels(3)
    assert sum(character in seal.text for character in BUREAU) >= len(BUREAU) - 2


def test_the_words_of_a_seal_are_read_around_and_in_its_middle() -> None:
    drawn = Drawn()
    stamp(drawn, a_round_seal(BUREAU, PURPOSE), 40, 30, turned=-15)
    stamp(drawn, a_round_seal(BUREAU, PURPOSE, 45, 30), 110, 40, "blue", turned=10)
    assert [seal.text for seal in seals(drawn)] == [f"{BUREAU} {PURPOSE}"] * 2


@pytest.mark.parametrize("cut_out", [False, True], ids=["in ink", "cut out of ink"])
def test_a_name_seal_is_read_in_the_old_order(cut_out: bool) -> None:
    drawn = a_permit()
    box = stamp(drawn, a_name_seal("王建国印", cut_out=cut_out), 150, 80)
    (seal,) = seals(drawn)
    assert is_near(seal.box, box)
    assert seal.text == "王建国印"


def test_a_framed_stamp_is_read_line_by_line() -> None:
    drawn = a_permit()
    box = stamp(drawn, a_framed_stamp(("竣工图章", "临江市建筑公司")), 120, 80, "blue")
    (seal,) = seals(drawn)
    assert is_near(seal.box, box)
    assert seal.text == "竣工图章 临江市建筑公司"


def test_two_seals_that_overlap_are_two() -> None:
    drawn = a_permit()
    boxes = [stamp(drawn, a_round_seal(BUREAU, PURPOSE), x, y) for x, y in ((90, 40), (115, 62))]
    assert all(is_near(box, other) for (_, box), other in zip(found(drawn), boxes, strict=True))


def test_seals_of_two_colours_that_overlap_are_two() -> None:
    drawn = a_permit()
    for x, y, ink in ((90, 40, "red"), (115, 62, "blue")):
        stamp(drawn, a_round_seal(BUREAU, PURPOSE), x, y, ink)
    assert [colour for colour, _ in found(drawn)] == ["red", "blue"]


@pytest.mark.parametrize("x", [-17, 155], ids=["left edge", "right edge"])
def test_half_a_seal_at_the_edge_of_the_page_is_found(x: float) -> None:
    drawn = a_permit()
    box = stamp(drawn, a_round_seal(BUREAU, PURPOSE), x, 40)
    ((_, place),) = found(drawn)
    assert is_near(place, box)


def test_a_frame_cut_by_the_edge_of_the_page_is_found() -> None:
    drawn = a_permit()
    box = stamp(drawn, a_framed_stamp((BUREAU, "骑缝专用章")), 150, 60)
    ((_, place),) = found(drawn)
    assert is_near(place, box)


def test_a_seal_over_a_red_frame_and_a_red_title_is_found() -> None:
    drawn = Drawn()
    drawn.pen.rectangle((20, 20, pixels(176), pixels(106)), outline=RED, width=pixels(1.2))
    drawn.write("临江市人民政府文件", 25, 15, height=15, ink=RED)
    box = stamp(drawn, a_round_seal(BUREAU, PURPOSE), 120, 20)
    assert any(is_near(place, box) for _, place in found(drawn))


def test_a_seal_is_cut_out_with_its_colour_as_evidence() -> None:
    drawn = a_permit()
    stamp(drawn, a_round_seal(BUREAU, PURPOSE), 110, 55)
    sheet = drawn.sheet(colour=True)
    (seal,) = PpOcr().seals(sheet)
    piece = cut_seal(sheet, seal)
    assert piece is not None
    assert piece.shape[1] >= seal.box.w
    assert np.ptp(piece.astype(int), axis=2).max() > 100
    assert cut_seal(drawn.sheet(), seal) is None


def test_both_engines_find_the_same_seals_and_none_on_a_gray_sheet() -> None:
    drawn = a_permit()
    stamp(drawn, a_round_seal(BUREAU, PURPOSE), 110, 55, "purple")
    (known,), (other,) = seals(drawn), Tesseract().seals(drawn.sheet(colour=True))
    assert (other.box, other.colour, other.text) == (known.box, "purple", "")
    assert PpOcr().seals(drawn.sheet()) == Tesseract().seals(drawn.sheet()) == ()


def a_red_headed_document() -> Drawn:
    drawn = Drawn()
    drawn.write("临江市人民政府文件", 15, 10, height=16, ink=RED)
    drawn.write("图 国 回 田", 15, 40, height=20, ink=RED)
    drawn.pen.line((pixels(10), pixels(70), pixels(170), pixels(70)), fill=RED, width=pixels(1))
    drawn.write("临政发〔2001〕12号", 60, 75)
    return drawn


def a_red_ruled_form() -> Drawn:
    drawn = a_permit()
    for row in range(10):
        drawn.pen.line((pixels(10), pixels(8 + 10 * row), pixels(170), pixels(8 + 10 * row)), fill=RED, width=3)
    for column in range(5):
        drawn.pen.line((pixels(10 + 40 * column), pixels(8), pixels(10 + 40 * column), pixels(98)), fill=RED, width=3)
    return drawn


def a_signed_page() -> Drawn:
    """Strokes of handwriting in red and blue: loops that do not close around anything written."""
    drawn, rng = a_permit(), random.Random(7)
    for x, y, ink in ((20, 20, RED), (90, 30, BLUE), (110, 60, RED), (30, 70, BLUE)):
        points = [(pixels(x), pixels(y))]
        for _ in range(40):
            left, top = points[-1]
            points.append((left + rng.randint(-50, 70), top + rng.randint(-60, 60)))
        drawn.pen.line(points, fill=ink, width=6, joint="curve")
    return drawn


def a_coloured_plot() -> Drawn:
    """Red axes with their bubbles, walls, a stair and a hatch in colours, rooms framed and named."""
    drawn = Drawn(420, 297)
    for i in range(9):
        x, y = 30 + 40 * i, 30 + 28 * i
        drawn.pen.line((pixels(x), pixels(15), pixels(x), pixels(280)), fill=RED, width=2)
        drawn.pen.line((pixels(15), pixels(y), pixels(400), pixels(y)), fill=RED, width=2)
        circle = (pixels(x - 5), pixels(5), pixels(x + 5), pixels(15))
        drawn.pen.ellipse(circle, outline=RED, width=2)
        drawn.write(str(i + 1), x - 1, 8, height=4, ink=RED)
    for x, y, w, h, ink in (
        (40, 40, 60, 40, BLUE),
        (120, 40, 50, 25, RED),
        (200, 70, 20, 20, RED),
        (240, 90, 80, 50, GREEN),
    ):
        drawn.pen.rectangle((pixels(x), pixels(y), pixels(x + w), pixels(y + h)), outline=ink, width=4)
        drawn.write("配电间", x + 5, y + 6, height=4, ink=ink)
    for x, ink in ((60, RED), (130, BLUE)):
        drawn.pen.ellipse((pixels(x), pixels(180), pixels(x + 40), pixels(220)), outline=ink, width=4)
        drawn.pen.line((pixels(x), pixels(200), pixels(x + 40), pixels(200)), fill=ink, width=3)
    for i in range(30):
        drawn.pen.line((pixels(250 + 2 * i), pixels(180), pixels(250 + 2 * i), pixels(230)), fill=CYAN, width=2)
    return drawn


def a_revision_cloud() -> Drawn:
    drawn = a_permit()
    for i in range(8):
        for x, y in ((20 + 8 * i, 30), (20 + 8 * i, 62)):
            drawn.pen.arc((pixels(x), pixels(y), pixels(x + 9), pixels(y + 9)), 0, 360, fill=RED, width=4)
    for i in range(4):
        for x, y in ((16, 33 + 8 * i), (80, 33 + 8 * i)):
            drawn.pen.arc((pixels(x), pixels(y), pixels(x + 9), pixels(y + 9)), 0, 360, fill=RED, width=4)
    drawn.write("修改为C30", 35, 48, height=5, ink=RED)
    return drawn


def a_reddish_photograph() -> Drawn:
    drawn = Drawn()
    drawn.pen.rectangle((pixels(20), pixels(15), pixels(140), pixels(95)), fill=(150, 60, 40))
    drawn.write("照片", 60, 98, ink=BLACK)
    return drawn


NOT_SEALS = (
    a_permit,
    a_red_headed_document,
    a_red_ruled_form,
    a_signed_page,
    a_coloured_plot,
    a_revision_cloud,
    a_reddish_photograph,
)


@pytest.mark.parametrize("draw", NOT_SEALS, ids=lambda draw: draw.__name__)
def test_other_coloured_things_are_no_seals(draw: Callable[[], Drawn]) -> None:
    assert found(draw()) == []


def test_a_thin_slanting_stroke_of_colour_does_no_harm() -> None:
    """Moved off its place by a pixel, as it once was, it had no ink of its own and the page was lost."""
    colour = np.full((400, 400, 3), 255, np.uint8)
    for step in range(150):
        colour[50 + step, 250 - step] = RED
    for dpi in range(60, 140, 2):
        assert imprints(Sheet(colour[..., 1], dpi, colour)) == []
