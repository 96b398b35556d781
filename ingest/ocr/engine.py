"""What every OCR engine promises."""

from typing import Protocol

from ingest.scan import Seal, Word
from ingest.sheet import Sheet


class OcrEngine(Protocol):
    """Reads an upright sheet; `name` says which engine and model, as it is written into the evidence."""

    @property
    def name(self) -> str: ...

    def turn(self, sheet: Sheet) -> int:
        """The clockwise rotation of the scan, 0, 90, 180 or 270, that has to be undone to read it."""
        ...

    def read(self, sheet: Sheet) -> tuple[Word, ...]:
        """The words of an upright sheet with boxes in its pixels, in reading order; text that stands is read too."""
        ...

    def read_title_block(self, sheet: Sheet, /) -> tuple[Word, ...] | None:
        """The words where fields stand on an upright large sheet, soon; None where reading it whole is as quick."""
        ...

    def seals(self, sheet: Sheet, /) -> tuple[Seal, ...]:
        """The seals stamped on an upright sheet with boxes in its pixels, from top to bottom; none on a gray sheet.

        `text` is what the seal says itself, as far as the engine can read it.
        """
        ...
