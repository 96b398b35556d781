"""The PP-OCR engine: lines found on a reduced copy, read from the full resolution."""

from dataclasses import dataclass

import numpy as np

from ingest.ocr import models
from ingest.ocr.detect import Detector, reduced
from ingest.ocr.directions import AnyWayReader
from ingest.ocr.geometry import Quad, box_of, cut_out
from ingest.ocr.lettering import smallest_lettering
from ingest.ocr.lines import visual_lines
from ingest.ocr.orientation import orientation
from ingest.ocr.recognise_lines import HEIGHT, Recogniser
from ingest.ocr.seals import overprinted, seal_areas, widened, without_colour
from ingest.ocr.seams import touches_a_seam
from ingest.ocr.second_look import ReadLine, merged
from ingest.scan import Word
from ingest.sheet import Pixels, Sheet

# Large sheets carry large lettering. Below A1 the smallest lettering of the sheet says how coarse a copy will do.
COARSE, FINE = 75, 110
LARGE_LETTERING = 9.5  # pixels at 110 dpi, 2.2 mm
LARGE_SHEET = 0.45  # square metres; A1 has 0.5
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
        if sheet.colour is not None:
            lines = self._look_under_seals(sheet.colour, sheet.dpi, dpi, lines)
        words = [
            Word(line.text, box_of(line.quad, sheet.width, sheet.height), line.confidence, line.directed.direction)
            for line in lines
            if line.confidence >= LEAST_CONFIDENCE
        ]
        return tuple(word for row in visual_lines(words) for word in row)

    def read_title_block(self, _: Sheet) -> tuple[Word, ...] | None:
        return None

    def _find(self, pixels: Pixels, dpi: int, detection: int) -> list[Quad]:
        small, factor = reduced(pixels, dpi, detection)
        return [quad / factor for quad in Detector(self.threads).lines(small)]

    def _read(self, pixels: Pixels, quads: list[Quad]) -> list[ReadLine]:
        reader = AnyWayReader(Recogniser(self.threads))
        readings = reader.read([cut_out(pixels, quad, HEIGHT) for quad in quads])
        return [ReadLine(quad, directed) for quad, directed in zip(quads, readings, strict=True)]

    def _look_under_seals(self, colour: Pixels, dpi: int, detection: int, lines: list[ReadLine]) -> list[ReadLine]:
        """Where a seal covers print, lines are looked for and read once more without the colour."""
        for seal in seal_areas(colour, dpi):
            area = widened(seal, [line.quad for line in lines], colour)
            pixels = without_colour(colour, area)
            corner = np.array((area.x, area.y), np.float32)
            beneath = [quad for quad in self._find(pixels, dpi, detection) if overprinted(colour, quad + corner)]
            again = [(line.quad + corner, line.directed) for line in self._read(pixels, beneath)]
            width, height = colour.shape[1], colour.shape[0]
            lines = merged(lines, [ReadLine(q, d, touches_a_seam(q, area, width, height)) for q, d in again])
        return lines


def detection_dpi(sheet: Sheet) -> int:
    """The coarsest resolution at which all lines of the sheet will be found."""
    area = sheet.width * sheet.height * (INCH / max(1, sheet.dpi)) ** 2
    if area >= LARGE_SHEET:
        return COARSE
    lettering = smallest_lettering(reduced(sheet.gray, sheet.dpi, FINE)[0])
    return FINE if lettering is None or lettering < LARGE_LETTERING else COARSE
