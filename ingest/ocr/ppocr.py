"""The PP-OCR engine: lines found on a reduced copy, read from the full resolution."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.ocr import models
from ingest.ocr.detect import Detector, reduced
from ingest.ocr.directions import AnyWayReader
from ingest.ocr.geometry import Quad, box_of, cut_out
from ingest.ocr.han_years import completed
from ingest.ocr.imprints import imprints
from ingest.ocr.lettering import smallest_lettering
from ingest.ocr.lines import visual_lines
from ingest.ocr.orientation import orientation
from ingest.ocr.recognise_lines import HEIGHT, Recogniser
from ingest.ocr.seal_reader import SealReader
from ingest.ocr.seals import UnderSeal, overprinted, seal_areas, widened
from ingest.ocr.seams import touches_a_seam
from ingest.ocr.second_look import ReadLine, merged
from ingest.ocr.title_block import SOUGHT, labels_found, places
from ingest.scan import Box, Seal, Word
from ingest.sheet import Pixels, Sheet

# Large sheets carry large lettering. Below A1 the smallest lettering of the sheet says how coarse a copy will do.
COARSE, FINE = 75, 110
LARGE_LETTERING = 9.5  # pixels at 110 dpi, 2.2 mm
LARGE_SHEET = 0.45  # square metres; A1 has 0.5
# From A2 on a sheet takes so long that its title block is worth reading first. Where a dense sheet shows no title block
# at its usual places, reading ever more of it would be no quicker than reading it whole.
SLOW_SHEET = 0.2
MOST_LINES = 200
INCH = 0.0254
LEAST_CONFIDENCE = 0.5


@dataclass(frozen=True)
class PpOcr:
    threads: int = 1

    @property
    def name(self) -> str:
        return models.NAME

    def turn(self, sheet: Sheet) -> int:
        return orientation(sheet, Detector(self.threads), Recogniser(self.threads))

    def read(self, sheet: Sheet) -> tuple[Word, ...]:
        dpi = detection_dpi(sheet)
        lines = self._read(sheet.gray, self._find(sheet.gray, sheet.dpi, dpi))
        lines = self._look_under_seals(sheet, dpi, lines)
        return in_order(lines, sheet)

    def read_title_block(self, sheet: Sheet) -> tuple[Word, ...] | None:
        if area_of(sheet) < SLOW_SHEET:
            return None
        dpi = detection_dpi(sheet)
        lines: list[ReadLine] = []
        for without, place in enumerate(places(sheet)):
            lines += self._read_place(sheet, place, dpi, [line.quad for line in lines])
            # What is not at the likeliest place is ever less likely to be on the sheet at all.
            if len(lines) > MOST_LINES or labels_found(line.text for line in lines) >= len(SOUGHT) - without:
                break
        return in_order(lines, sheet)

    def _read_place(self, sheet: Sheet, place: Box, detection: int, known: list[Quad]) -> list[ReadLine]:
        """The lines that are whole in a part of the sheet and not known yet."""
        gray = sheet.gray[place.y : place.y + place.h, place.x : place.x + place.w]
        part = Sheet(gray, sheet.dpi, sheet.in_colour(place))
        corner = np.array((place.x, place.y), np.float32)

        def is_new(quad: Quad) -> bool:
            there = quad + corner
            return not touches_a_seam(there, place, sheet.width, sheet.height) and not is_inside(there, known)

        found = [quad for quad in self._find(gray, sheet.dpi, detection) if is_new(quad)]
        lines = self._look_under_seals(part, detection, self._read(gray, found))
        return [replace(line, quad=line.quad + corner) for line in lines if is_new(line.quad)]

    def _find(self, pixels: Pixels, dpi: int, detection: int) -> list[Quad]:
        small, factor = reduced(pixels, dpi, detection)
        return [quad / factor for quad in Detector(self.threads).lines(small)]

    def _read(self, pixels: Pixels, quads: list[Quad]) -> list[ReadLine]:
        recogniser = Recogniser(self.threads)
        readings = AnyWayReader(recogniser).read([cut_out(pixels, quad, HEIGHT) for quad in quads])
        lines = [ReadLine(quad, directed) for quad, directed in zip(quads, readings, strict=True)]
        return completed(lines, pixels, recogniser)

    def seals(self, sheet: Sheet) -> tuple[Seal, ...]:
        reader = SealReader(self.threads)
        return tuple(
            Seal(imprint.box(sheet.width, sheet.height), imprint.colour, reader.text(sheet, imprint))
            for imprint in imprints(sheet)
        )

    def _look_under_seals(self, sheet: Sheet, detection: int, lines: list[ReadLine]) -> list[ReadLine]:
        """Where a seal covers print, lines are looked for and read once more without the colour."""
        for seal in seal_areas(sheet):
            area = widened(seal, [line.quad for line in lines], sheet.width, sheet.height)
            under = UnderSeal.of(sheet, area, self.threads)
            if under is None:
                continue
            beneath = [q for q in self._find(under.clean, sheet.dpi, detection) if overprinted(under.inked, q)]
            again = [replace(line, quad=line.quad + under.corner) for line in self._read(under.clean, beneath)]
            second = [replace(i, cut=touches_a_seam(i.quad, area, sheet.width, sheet.height)) for i in again]
            lines = merged(lines, second, under)
        return lines


def in_order(lines: Sequence[ReadLine], sheet: Sheet) -> tuple[Word, ...]:
    """The lines that could be read, as words in reading order."""
    words = [
        Word(
            line.text,
            box_of(line.quad, sheet.width, sheet.height),
            line.confidence,
            line.directed.direction,
            line.otherwise,
        )
        for line in lines
        if line.confidence >= LEAST_CONFIDENCE
    ]
    return tuple(word for row in visual_lines(words) for word in row)


def is_inside(quad: Quad, known: Sequence[Quad]) -> bool:
    """Whether the middle of the quadrilateral lies in a known one."""
    x, y = quad.mean(axis=0)
    return any(
        x0 <= x <= x1 and y0 <= y <= y1 for (x0, y0), (x1, y1) in ((k.min(axis=0), k.max(axis=0)) for k in known)
    )


def area_of(sheet: Sheet) -> float:
    """In square metres."""
    return sheet.width * sheet.height * (INCH / max(1, sheet.dpi)) ** 2


def detection_dpi(sheet: Sheet) -> int:
    """The coarsest resolution at which all lines of the sheet will be found."""
    if area_of(sheet) >= LARGE_SHEET:
        return COARSE
    lettering = smallest_lettering(reduced(sheet.gray, sheet.dpi, FINE)[0])
    return FINE if lettering is None or lettering < LARGE_LETTERING else COARSE
