"""What a seal adds to the words below it: letters of its own; a second reading shows the words without them."""

from collections.abc import Iterator, Sequence

from ingest.fields.lettering import is_han
from ingest.scan import Box, Seal, Word

FEW = 2  # signs of a seal that stand alone
ALIKE = 0.6  # of a longer piece of its ring: of three signs one may be misread
MOST = 4  # signs of a seal beside a value, or at its end


def is_of_seal(word: Word, seals: Sequence[Seal]) -> bool:
    """A few signs of the seal's own words, read as if they were the sheet's."""
    text = word.text.strip()
    if not 0 < len(text) <= MOST or not all(map(is_han, text)):
        return False
    return any(_is_piece(text, seal.text) and _within(word.box, seal.box) for seal in seals)


def _is_piece(text: str, said: str) -> bool:
    if len(text) <= FEW:
        return set(text) <= set(said)
    pieces = (text[start:end] for start in range(len(text)) for end in range(start + 1, len(text) + 1))
    return max((len(piece) for piece in pieces if piece in said), default=0) >= ALIKE * len(text)


def letters_over(boxes: Sequence[Box], seals: Sequence[Seal]) -> str:
    """What the seals say that touch one of the boxes."""
    return "".join(seal.text for seal in seals if any(_touch(box, seal.box) for box in boxes))


def is_sealed(boxes: Sequence[Box], seals: Sequence[Seal]) -> bool:
    return any(_touch(box, seal.box) for box in boxes for seal in seals)


def without_ending(value: str, otherwise: str) -> Iterator[tuple[str, str]]:
    """What a second reading says where the value is the same with a few signs more, and these signs."""
    for second in (otherwise, *otherwise.split()):
        if second and value.startswith(second) and 0 < len(value) - len(second) <= MOST:
            yield second, value[len(second) :]


def _within(inner: Box, outer: Box) -> bool:
    x, y = inner.x + inner.w / 2, inner.y + inner.h / 2
    return outer.x <= x <= outer.x + outer.w and outer.y <= y <= outer.y + outer.h


def _touch(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.w and other.x < one.x + one.w
    return across and one.y < other.y + other.h and other.y < one.y + one.h
