"""The hard set: a sheet of each category is drawn with its truth, the same for the same seed."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.hard import pages
from benchmarks.hard.chinese_dates import in_han
from benchmarks.scoring import error_rate, is_right, share_found


@pytest.mark.parametrize("category", pages.CATEGORIES)
def test_a_sheet_is_drawn_with_its_truth(category: str, tmp_path: Path) -> None:
    sheet = pages.saved(pages.page(category, 1, 0), "sheet", tmp_path)
    with Image.open(sheet.path) as image:
        assert min(image.size) > 1500
        assert image.mode == ("1" if category == pages.BILEVEL else "RGB")
    printed = "".join(sheet.lines)
    assert sheet.kind
    assert len(sheet.fields) >= 6
    assert set(sheet.block) <= set(sheet.lines)
    for name in ("project_name", "construction_unit"):
        assert sheet.fields[name] in printed


@pytest.mark.parametrize("number", range(pages.OF_EACH))
def test_the_same_seed_draws_the_same_sheet_and_another_seed_another(number: int) -> None:
    first, again, other = (pages.page(pages.BILEVEL, seed, number) for seed in (5, 5, 6))
    assert np.array_equal(first.pixels, again.pixels)
    assert first.paper.fields == again.paper.fields
    assert first.paper.fields != other.paper.fields


def test_traditional_sheets_are_lettered_in_traditional_characters() -> None:
    paper = pages.page(pages.TRADITIONAL, 3, 1).paper
    assert any(set("圖號設計業單") & set(line) for line in paper.lines)
    assert not any(set("图号设计业单") & set(line) for line in paper.lines)


def test_days_are_written_in_chinese_figures() -> None:
    assert in_han(date(2006, 11, 23)) == "二〇〇六年十一月二十三日"
    assert in_han(date(1990, 10, 20)) == "一九九〇年十月二十日"


def test_what_was_read_is_held_against_the_truth() -> None:
    text = "工程名称翠湖花园\n1:100"
    assert share_found(["翠湖花园", "1:100", "建施-03"], text) == pytest.approx(2 / 3)
    assert error_rate(["翠湖花圆"], text) == 0.25
    assert is_right("6912.5", "6912.50")
    assert is_right("翠湖（二期）", "翠湖(二期)")
    assert not is_right("翠湖", "翠湖花园")
    assert not is_right(None, "翠湖")
