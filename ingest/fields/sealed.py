"""Lettering of a seal that was read as a word of the page: 展有 of 发展有限公司, beside the name it was stamped on."""

from collections.abc import Sequence

from ingest.ocr.han import count_han
from ingest.scan import Box, Seal, Word

# The ring of a seal is read in pieces of a few signs; of three signs one may be misread.
FEWEST, MOST, ALIKE = 2, 4, 0.6
OVER = 0.1  # of the seal's side: how far a piece may reach out of the seal


def is_of_a_seal(word: Word, seals: Sequence[Seal]) -> bool:
    """Whether a short word lies within a seal that says the same."""
    text = word.text.strip()
    if not FEWEST <= len(text) <= MOST or count_han(text) < len(text):
        return False
    return any(_lies_in(word.box, seal.box) and _shared(text, seal.text) >= ALIKE * len(text) for seal in seals)


def _lies_in(box: Box, seal: Box) -> bool:
    over = OVER * max(seal.w, seal.h)
    across = seal.x - over <= box.x and box.x + box.w <= seal.x + seal.w + over
    return across and seal.y - over <= box.y and box.y + box.h <= seal.y + seal.h + over


def _shared(text: str, said: str) -> int:
    """The most signs of the text that stand together in what the seal says."""
    pieces = (text[start:end] for start in range(len(text)) for end in range(len(text), start, -1))
    return max((len(piece) for piece in pieces if piece in said), default=0)
