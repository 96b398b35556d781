"""The hard set: nine kinds of difficult sheets, permits and drawings, Chinese and English, each with its truth."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from opencc import OpenCC
from PIL import Image

from benchmarks.hard import damage, plans
from benchmarks.hard.blocks import a_block, draw_block
from benchmarks.hard.forms import a_form, an_english_form
from benchmarks.hard.paper import Paper
from benchmarks.hard.permits import lay_out
from benchmarks.hard.seals import RED, boxed_stamp, round_seal
from benchmarks.sheets import Sheet

OF_EACH = 6
LAYOUTS = ("permit", "drawing", "permit", "drawing", "English permit", "English drawing")
BY_HAND, TRADITIONAL, PHOTOGRAPH, BILEVEL = "handwriting", "traditional", "photograph", "1-bit G4 200 dpi"
SMALL, STAMPED, BLUEPRINT, CARBON = "2 mm lettering", "stamps over values", "faint blueprint", "carbon copy"
BLEEDING = "bleed-through"
CATEGORIES = (BLUEPRINT, SMALL, CARBON, BY_HAND, BLEEDING, BILEVEL, TRADITIONAL, STAMPED, PHOTOGRAPH)
FORMS_ONLY = (BY_HAND, CARBON)
CHINESE_ONLY = (TRADITIONAL,)


@dataclass(frozen=True)
class Drawn:
    """A page before it is a file: its pixels, RGB or gray, and the paper that remembers what was written."""

    category: str
    pixels: np.ndarray
    dpi: int
    paper: Paper


def sheets(
    seed: int, folder: Path, of_each: int = OF_EACH, unless: Callable[[str], bool] = lambda _: False
) -> Iterator[Sheet]:
    for category in CATEGORIES:
        for number in range(of_each):
            name = f"hard-{seed}-{CATEGORIES.index(category)}{number:02d}"
            if not unless(name):
                yield saved(page(category, seed, number), name, folder)


def page(category: str, seed: int, number: int) -> Drawn:
    """The same for the same seed, wherever and whenever it is drawn."""
    chance = random.Random(f"{seed}/{category}/{number}")
    layout = _layout(category, number)
    dpi = 200 if category == BILEVEL or (category == SMALL and number % 2) else 300
    paper = written(layout, category, chance, dpi)
    if category == STAMPED:
        _stamp(paper)
    grain = np.random.default_rng(chance.randrange(2**32))
    pixels = np.asarray(paper.image)
    if category == BLEEDING:
        back = np.asarray(written(layout, category, chance, dpi).image)
        return Drawn(category, damage.bleed_through(pixels, back, chance, grain, dpi), dpi, paper)
    worn = {
        BLUEPRINT: damage.blueprint,
        CARBON: damage.carbon_copy,
        BILEVEL: damage.bilevel,
        PHOTOGRAPH: damage.photograph,
    }.get(category, damage.scanned)
    return Drawn(category, worn(pixels, chance, grain, dpi), dpi, paper)


def _layout(category: str, number: int) -> str:
    layout = LAYOUTS[number % len(LAYOUTS)]
    if category in FORMS_ONLY:
        layout = layout.replace("drawing", "permit")
    if category == BLUEPRINT:
        layout = layout.replace("permit", "drawing")
    if category in CHINESE_ONLY:
        layout = layout.removeprefix("English ")
    return layout


def written(layout: str, category: str, chance: random.Random, dpi: int) -> Paper:
    english = layout.startswith("English")
    made = {
        "lettering": 0.5 if category == SMALL else 1.0,
        "traditional": category == TRADITIONAL,
        "by_hand": category == BY_HAND,
    }
    if layout.endswith("permit"):
        paper = Paper(210, 297, dpi, chance, **made)
        _in_script(paper)
        lay_out(paper, an_english_form(chance) if english else a_form(chance))
    else:
        paper = Paper(420, 297, dpi, chance, **made | {"lettering": 0.62 if category == SMALL else 1.0})
        _in_script(paper)
        right, bottom = draw_block(paper, a_block(chance, english))
        plans.draw_plan(paper, right, bottom, english)
    if paper.traditional:
        # The number of a permit is normalised, words stay in the script of the sheet.
        numbers = ("permit_no", "planning_permit_no")
        paper.fields |= {name: _CONVERTER.convert(text) for name, text in paper.fields.items() if name not in numbers}
    return paper


_CONVERTER = OpenCC("s2tw")


def _in_script(paper: Paper) -> None:
    if paper.traditional:
        paper.spell = _CONVERTER.convert


def _stamp(paper: Paper) -> None:
    """Across what was filled in, where seals really stand: on the units' names, the date, the title block."""
    chance = paper.chance
    struck = chance.sample(paper.values, min(3, len(paper.values)))
    for number, (x, y, length) in enumerate(struck):
        at = x + length * chance.uniform(0.2, 1.0)
        if number == 2:
            boxed_stamp(paper, at, y, chance.choice(("已审核", "RECEIVED", "作废", "存档")), size=4.5)
        else:
            size = chance.uniform(34, 44)
            round_seal(paper, at, y, "海陵建设工程管理服务中心", chance.choice(("审批专用章", "出图专用章")), size, RED)


def saved(drawn: Drawn, name: str, folder: Path) -> Sheet:
    image = Image.fromarray(drawn.pixels)
    dpi = 0 if drawn.category == PHOTOGRAPH else drawn.dpi
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    if drawn.category == BILEVEL:
        path = folder / f"{name}.tif"
        image.convert("1", dither=Image.Dither.NONE).save(path, compression="group4", **resolution)
    else:
        path = folder / f"{name}.jpg"
        image.save(path, quality=80, **resolution)
    paper = drawn.paper
    return Sheet(
        set="hard", category=drawn.category, name=name, path=path, dpi=dpi,
        lines=tuple(paper.lines), block=tuple(paper.block), fields=paper.fields, kind=paper.kind,
    )  # fmt: skip
