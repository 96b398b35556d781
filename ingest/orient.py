"""Setting a scan upright."""

from ingest.ocr.engine import OcrEngine
from ingest.sheet import Sheet


def orient(sheet: Sheet, engine: OcrEngine) -> tuple[Sheet, int]:
    """The sheet as it is read, and the clockwise rotation that was undone."""
    rotation = engine.turn(sheet)
    return (sheet.turned(rotation), rotation) if rotation else (sheet, 0)
