"""What a seal says itself: the lettering of its ring, and the lines in the middle; nothing where it is not legible."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.ocr.detect import Detector, reduced
from ingest.ocr.directions import AnyWayReader
from ingest.ocr.geometry import cut_out
from ingest.ocr.han import count_han, count_letters, tidy
from ingest.ocr.imprints import Imprint
from ingest.ocr.recognise_lines import HEIGHT, NOTHING, Reading, Recogniser
from ingest.ocr.seal_text import columns_of, laid_out, middle_of, unrolled
from ingest.ocr.signs import signs_of, text_of
from ingest.ocr.stacked import in_a_row
from ingest.sheet import Pixels, Sheet

# The picture of a seal is as if scanned at about 280 dpi; lines are found on a copy as coarse as for sheets.
DPI, DETECTION = 280, 110
# A line, or a single character of a ring, is legible from here on.
LEGIBLE, SIGN = 0.8, 0.6
# Name seals are nearly square.
SQUARE = 1.4


@dataclass(frozen=True)
class SealReader:
    threads: int = 1

    def text(self, sheet: Sheet, imprint: Imprint) -> str:
        seal = laid_out(sheet, imprint)
        if seal is None:
            return ""
        return " ".join(self._round(seal) if imprint.is_round else self._framed(seal))

    def _round(self, seal: Pixels) -> list[str]:
        ring = unrolled(seal)
        if ring is None:
            return self._lines(middle_of(seal, 0.0))
        strip, degrees = ring
        around = self._around(strip)
        return [*([around] if around else []), *self._lines(middle_of(seal, degrees))]

    def _around(self, strip: Pixels) -> str:
        """The sure signs of the ring: characters that touch print or another seal are left out."""
        (reading,) = Recogniser(self.threads).read([strip])
        signs = [sign for sign in signs_of(strip, reading.text, self.threads) if sign.confidence >= SIGN]
        text = tidy(text_of(signs))
        return text if reading.confidence >= SIGN and _says_something(text) else ""

    def _framed(self, seal: Pixels) -> list[str]:
        lines = self._lines(seal)
        if max(seal.shape) > SQUARE * min(seal.shape):
            return lines
        name = self._name(seal)
        return [name] if count_han(name) >= sum(map(count_han, lines)) and name else lines

    def _name(self, seal: Pixels) -> str:
        """A seal of two columns, one character below the other."""
        rows = [in_a_row(column) for column in columns_of(seal)]
        readings = Recogniser(self.threads).read([row for row in rows if row is not None])
        return "".join(reading.text for reading in readings) if _legible(readings) else ""

    def _lines(self, seal: Pixels) -> list[str]:
        small, factor = reduced(seal, DPI, DETECTION)
        quads = [quad / factor for quad in Detector(self.threads).lines(small)]
        found = AnyWayReader(Recogniser(self.threads)).read([cut_out(seal, np.asarray(q), HEIGHT) for q in quads])
        lines = sorted(zip(quads, found, strict=True), key=lambda line: float(line[0][:, 1].mean()))
        texts = [read.reading.text for _, read in lines if read.reading.confidence >= LEGIBLE]
        return [text for text in texts if _says_something(text)]


def _legible(readings: Sequence[Reading]) -> bool:
    return bool(readings) and all(reading.confidence >= LEGIBLE and reading != NOTHING for reading in readings)


def _says_something(text: str) -> bool:
    """Stars, arcs and scraps are read as single signs."""
    return count_han(text) >= 2 or count_letters(text) >= 3 or sum(map(str.isdigit, text)) >= 4
