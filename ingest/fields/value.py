"""The text beside a label, put together from the pieces it was found in."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.fields.lettering import is_han
from ingest.fields.pieces import SEPARATORS, Piece
from ingest.fields.runs import Run


@dataclass(frozen=True)
class Value:
    """`place` is where it stands: in the run of its label, to its right, or below."""

    text: str
    runs: tuple[Run, ...]
    place: str


def put_together(found: Sequence[Piece], place: str) -> Value:
    text = ""
    for piece in found:
        part = piece.text.lstrip(SEPARATORS.replace("(", "").replace("[", "") + " ") if not text else piece.text
        glue = "" if not text or is_han(text[-1]) or (part and is_han(part[0])) else " "
        text += glue + part
    return Value(text, tuple(piece.run for piece in found), place)
