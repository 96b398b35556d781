"""What in a title block is no field's value yet."""

from collections.abc import Iterator

from ingest.fields import title_block
from ingest.fields.block import BESIDE, Block
from ingest.fields.description import Description
from ingest.fields.pieces import Piece

LARGE = 1.7  # letters so many times as high as the labels' are no signature


def taken(found: Description, block: Block) -> set[int]:
    """The words that are some field's or some other label's value already.

    What is printed much larger than the labels is no signature, even where a label of one stands near.
    """
    words = {id(run.word) for runs in found.runs.values() for run in runs}
    others = [label for label in found.layout.labels if label.label in title_block.SIGNING]
    signed = {id(value.runs[0].word) for value in found.values_of(others) if value.runs[0].h < LARGE * block.letter}
    return words | signed


def free(found: Description, block: Block) -> Iterator[Piece]:
    used = taken(found, block)
    for piece in found.layout.texts:
        if id(piece.run.word) not in used and (block.distance(piece.run) < BESIDE or block.in_line(piece.run)):
            yield piece
