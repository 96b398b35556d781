"""The Tesseract engine: for machines without onnxruntime, and as a second opinion."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.ocr.cells import better_of, print_in_cells, put_back, set_below_each_other
from ingest.ocr.cleaned import flattened, leaning, levelled, rules
from ingest.ocr.colour import without_colour
from ingest.ocr.detect import reduced
from ingest.ocr.imprints import imprints
from ingest.ocr.lines import visual_lines
from ingest.ocr.patch import densest
from ingest.ocr.seals import seal_areas
from ingest.ocr.skew import skew
from ingest.ocr.standing import laid_out, standing_lines, stood_up
from ingest.ocr.tiles import inked, tiles
from ingest.scan import Box, Seal, Word
from ingest.sheet import Pixels, Sheet
from ingest.tools import tesseract as tesseract_program
from ingest.tools.tesseract import Deadline

LANGUAGES = "chi_sim+eng"
# Tesseract's page segmentation modes: a page with its blocks, text in no order, a single block.
PAGE, SPARSE, BLOCK = 3, 11, 6
# On clean print without rules it reads as much at 200 dpi as at 300 and more surely; it refuses sides above 32767
# pixels, and its memory grows with the area.
DPI, TILE, OVERLAP = 200, 7500, 400
PATCH_DPI, PATCH = 75, 512
ORIENTATION_DPI = 150
# Words above KNOWN are not looked for again as standing text, and standing text is believed from there on.
LEAST_CONFIDENCE, KNOWN = 0.3, 0.6
SECONDS_PER_PAGE = 180.0
# A direction this sure over this many characters needs no comparison.
SURE, ENOUGH = 0.85, 50
SAME = 0.5
STANDS = 1.5


@dataclass(frozen=True)
class Tesseract:
    threads: int = 1
    seconds: float = SECONDS_PER_PAGE

    @property
    def name(self) -> str:
        return f"Tesseract {tesseract_program.version() or '–'} {LANGUAGES}"

    def turn(self, sheet: Sheet) -> int:
        patch = _dense_patch(sheet)
        if inked(patch) is None:
            return 0
        deadline = Deadline.after(self.seconds)
        votes: dict[int, float] = {}
        for direction in (0, 180, 90, 270):
            pixels = np.ascontiguousarray(np.rot90(patch, direction // 90))
            words = self._words(pixels, min(sheet.dpi, ORIENTATION_DPI), SPARSE, deadline)
            telling = [word for word in words if len(word.text) > 1]
            votes[direction] = sum(len(word.text) * max(0.0, word.confidence - 0.5) for word in telling)
            if votes[direction] > (SURE - 0.5) * max(ENOUGH, sum(len(word.text) for word in telling)):
                return direction
        return max(votes, key=lambda direction: votes[direction])

    def read_title_block(self, _: Sheet) -> tuple[Word, ...] | None:
        return None

    def seals(self, sheet: Sheet) -> tuple[Seal, ...]:
        """Lettering that runs around is beyond Tesseract: only where the seals are, and their colour."""
        return tuple(Seal(imprint.box(sheet.width, sheet.height), imprint.colour) for imprint in imprints(sheet))

    def read(self, sheet: Sheet) -> tuple[Word, ...]:
        if inked(sheet.gray) is None:
            return ()
        deadline = Deadline.after(self.seconds)
        pixels, factor = reduced(black_print(sheet), sheet.dpi, DPI)
        dpi = round(sheet.dpi * factor)
        lean = skew(pixels, dpi)
        ruled = levelled(flattened(pixels), lean)
        lines = rules(ruled, dpi)
        small = Sheet(np.where(lines > 0, np.uint8(255), ruled), dpi)
        words = [word for word in self._lying(small, deadline) if _is_lying(word)]
        words = better_of(words, self._in_cells(small, lines, deadline))
        sure = [word for word in words if word.confidence >= KNOWN]
        words = _better(words, self._standing(small, sure, deadline))
        placed = [replace(word, box=self._placed(word.box, lean, small, factor)) for word in words]
        return tuple(word for line in visual_lines(placed) for word in line)

    def _placed(self, box: Box, lean: float, small: Sheet, factor: float) -> Box:
        return _scaled(leaning(box, lean, small.width, small.height), 1 / factor)

    def _in_cells(self, sheet: Sheet, lines: Pixels, deadline: Deadline) -> dict[Box, list[Word]]:
        cells = print_in_cells(sheet.gray, lines, sheet.dpi)
        found: dict[Box, list[Word]] = {}
        for picture, rows in set_below_each_other(sheet.gray, cells, sheet.dpi):
            words = self._words(picture, sheet.dpi, BLOCK, deadline)
            found |= put_back([word for word in words if word.confidence >= LEAST_CONFIDENCE], rows, sheet.dpi)
        return found

    def _lying(self, sheet: Sheet, deadline: Deadline) -> list[Word]:
        places = list(tiles(sheet.width, sheet.height, TILE, OVERLAP))
        words: list[Word] = []
        for place in places:
            part = sheet.gray[place.y : place.y + place.h, place.x : place.x + place.w]
            if inked(part) is not None:
                words += (_moved(word, place) for word in self._words(part, sheet.dpi, PAGE, deadline))
        return words if len(places) == 1 else _once_each(words)

    def _standing(self, sheet: Sheet, known: Sequence[Word], deadline: Deadline) -> list[Word]:
        lines = standing_lines(sheet, known)
        words: list[Word] = []
        for picture in laid_out(sheet, lines):
            words += stood_up(picture, self._words(picture.pixels, sheet.dpi, BLOCK, deadline), KNOWN)
        return words

    def _words(self, pixels: Pixels, dpi: int, layout: int, deadline: Deadline) -> list[Word]:
        return tesseract_program.words(pixels, dpi, layout, LANGUAGES, self.threads, deadline)


def black_print(sheet: Sheet) -> Pixels:
    """The sheet in gray, and under seals as if they were not there."""
    areas = seal_areas(sheet)
    gray = sheet.gray.copy() if areas else sheet.gray
    for area in areas:
        colour = sheet.in_colour(area)
        if colour is not None:
            gray[area.y : area.y + area.h, area.x : area.x + area.w] = without_colour(colour)
    return gray


def _is_lying(word: Word) -> bool:
    """Tesseract joins standing text, too, but in a wrong order; that is read as standing text."""
    return word.confidence >= LEAST_CONFIDENCE and (len(word.text) == 1 or word.box.h < STANDS * word.box.w)


def _dense_patch(sheet: Sheet) -> Pixels:
    """The densest part of the sheet, at a resolution at which Tesseract can tell letters."""
    small, factor = reduced(sheet.gray, sheet.dpi, PATCH_DPI)
    place = _scaled(densest(small, PATCH), 1 / factor)
    part = sheet.gray[place.y : place.y + place.h, place.x : place.x + place.w]
    return reduced(part, sheet.dpi, ORIENTATION_DPI)[0]


def _better(lying: Sequence[Word], standing: Sequence[Word]) -> list[Word]:
    """Standing words in place of the scraps that lie in them."""
    kept = (
        word
        for word in lying
        if not any(_inside(word.box, other.box) and word.confidence < other.confidence for other in standing)
    )
    return [*kept, *standing]


def _once_each(words: Sequence[Word]) -> list[Word]:
    """Of words that two tiles show the longest stays."""
    kept: list[Word] = []
    for word in sorted(words, key=lambda word: word.box.w, reverse=True):
        if not any(_inside(word.box, other.box) for other in kept):
            kept.append(word)
    return kept


def _inside(box: Box, other: Box) -> bool:
    across = min(box.x + box.w, other.x + other.w) - max(box.x, other.x)
    down = min(box.y + box.h, other.y + other.h) - max(box.y, other.y)
    return across > 0 and down > 0 and across * down > SAME * box.w * box.h


def _moved(word: Word, place: Box) -> Word:
    box = word.box
    return Word(word.text, Box(box.x + place.x, box.y + place.y, box.w, box.h), word.confidence)


def _scaled(box: Box, factor: float) -> Box:
    return Box(*(round(side * factor) for side in box))
