import numpy as np
import pytest

from ingest.ocr.faint import cleared, depth, faint_ones
from ingest.ocr.opening import open_engine
from ingest.sheet import Sheet
from tests.ingest.ocr.drawn import DPI, PERMIT, a_permit


def a_strip(ink: int, paper: int = 240) -> np.ndarray:
    strip = np.full((48, 400), paper, np.uint8)
    strip[10:38, 20:380:8] = ink
    return strip


def test_faint_lines_stand_out_from_the_print_of_the_sheet() -> None:
    assert faint_ones([a_strip(20), a_strip(180), a_strip(30), a_strip(25)]) == {1}


def test_a_sheet_that_is_faint_altogether_has_no_faint_lines() -> None:
    assert faint_ones([a_strip(190), a_strip(185)]) == set()
    assert faint_ones([]) == set()


@pytest.mark.parametrize(("ink", "paper"), [(20, 240), (230, 60)])
def test_faint_marks_are_cleared_and_print_stays(ink: int, paper: int) -> None:
    strip = a_strip(ink, paper)
    shine = round(paper + 0.3 * (ink - paper))
    strip[:8, :] = shine
    clean = cleared(strip)
    assert (clean[:8] == paper).all()
    assert abs(int(clean[20, 20]) - ink) <= 2
    assert depth(strip) == abs(paper - ink)


def test_clearing_an_empty_strip_does_no_harm() -> None:
    empty = np.full((48, 100), 200, np.uint8)
    assert np.array_equal(cleared(empty), empty)


def test_the_other_side_shining_through_is_not_read() -> None:
    sheet = a_permit().sheet()
    through = 255 - ((255 - sheet.gray[:, ::-1]) * 0.28).astype(np.uint8)
    words = open_engine("ppocr").read(Sheet(np.minimum(sheet.gray, through), DPI))
    expected = {"建设工程规划许可证", *(text for row in PERMIT for text in row)}
    assert {word.text for word in words} >= expected
    assert len(words) <= len(expected) + 1


def test_a_pencil_note_is_read_to_its_end() -> None:
    drawn = a_permit()
    note = "本页复印自原件并经核对无误"
    drawn.write(note, 15, 98, ink=(178, 178, 178))
    assert note in {word.text for word in open_engine("ppocr").read(drawn.sheet())}
