"""Two readings of one place, with and without the colour of a seal: sign by sign the better one stays."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Protocol

import numpy as np

from ingest.ocr.directions import ACROSS, Directed
from ingest.ocr.geometry import Quad, around
from ingest.ocr.han import tidy
from ingest.ocr.recognise_lines import Reading
from ingest.ocr.signs import Sign, text_of

# Share of the smaller box inside the other above which two readings are of one place.
SAME_PLACE = 0.5
# Readings of one place that are less alike than this are print and seal, both worth keeping when both are sure.
ALIKE, SURE = 0.3, 0.9
# What only one of the readings shows has to be this sure, and so has what takes the place of a reading under colour.
BELIEVED = 0.6


@dataclass(frozen=True, eq=False)
class ReadLine:
    """A line and what it says; `cut` when more of it may lie outside the area looked at."""

    quad: Quad
    directed: Directed
    cut: bool = False
    otherwise: str = ""

    @property
    def text(self) -> str:
        return self.directed.reading.text

    @property
    def confidence(self) -> float:
        return self.directed.reading.confidence


class Beneath(Protocol):
    """What the two pictures of a place show; coordinates are those of the lines."""

    def signs(self, line: ReadLine) -> list[Sign]:
        """The signs of a line in the picture as scanned."""
        ...

    def signs_without_colour(self, line: ReadLine) -> list[Sign]: ...

    def is_coloured(self, quad: Quad) -> bool:
        """Whether there is coloured ink here."""
        ...

    def is_coloured_print(self, quad: Quad) -> bool:
        """Whether what is left without the colour is coloured itself: print in red, not quite faded."""
        ...

    def is_print(self, quad: Quad) -> bool:
        """Whether there is ink here without the colour, too."""
        ...


@dataclass(frozen=True, eq=False)
class Placed:
    """A sign of a line as scanned, and its own part of the line."""

    sign: Sign
    quad: Quad


def merged(first: Sequence[ReadLine], second: Sequence[ReadLine], beneath: Beneath) -> list[ReadLine]:
    """The first readings, improved and completed by the second."""
    lines = list(first)
    for olds, news in _places(lines, second):
        better = _better_lines(olds, news, beneath)
        lines = [line for line in lines if not any(line is old for old in olds)] + better
    return lines


def _places(first: Sequence[ReadLine], second: Sequence[ReadLine]) -> Iterable[tuple[list[ReadLine], list[ReadLine]]]:
    """Lines of the second look with the first readings of the same place, those that share one together."""
    places: list[tuple[list[ReadLine], list[ReadLine]]] = []
    for line in second:
        rivals = [old for old in first if _one_place(line, old)]
        kin = [place for place in places if any(old is rival for old in place[0] for rival in rivals)]
        places = [place for place in places if not any(place is other for other in kin)]
        olds = [old for place in kin for old in place[0]]
        olds += [rival for rival in rivals if not any(rival is old for old in olds)]
        places.append((olds, [*(new for place in kin for new in place[1]), line]))
    return places


def _better_lines(olds: list[ReadLine], news: list[ReadLine], beneath: Beneath) -> list[ReadLine]:
    if olds:
        news = [new for new in news if not new.cut and not beneath.is_coloured_print(new.quad)]
    if not olds or not news:
        return olds or news
    related = [old for old in olds if _have_in_common(old, news)]
    surest = max(new.confidence for new in news)
    foreign = [old for old in olds if old not in related and old.confidence >= min(SURE, surest)]
    if not related:
        better = [_noting(new, olds) for new in news if new.confidence >= SURE or not foreign]
    elif all(line.directed.direction == ACROSS for line in (*related, *news)):
        better = _sign_by_sign(related, news, beneath)
    else:
        better = _surer(related, news)
    return [*foreign, *better]


def _have_in_common(old: ReadLine, news: list[ReadLine]) -> bool:
    """Lines with nothing in common are print and the seal's own words, or a scrap of them."""
    before, now = _folded(old.text), "".join(_folded(new.text) for new in _in_row(news))
    blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= ALIKE * max(1, min(len(before), len(now)))


def _surer(olds: list[ReadLine], news: list[ReadLine]) -> list[ReadLine]:
    before, now = (sum(line.confidence for line in lines) / len(lines) for lines in (olds, news))
    return [_noting(new, olds) for new in news] if now > before else [_noting(old, news) for old in olds]


def _sign_by_sign(olds: list[ReadLine], news: list[ReadLine], beneath: Beneath) -> list[ReadLine]:
    """Each line of the second look with the better of both readings for every stretch of signs."""
    if len(olds) == len(news) == 1 and _folded(olds[0].text) == _folded(news[0].text):
        return [max(olds[0], news[0], key=lambda line: line.confidence)]
    seen = [placed for old in _in_row(olds) for placed in _placed(old, beneath.signs(old))]
    shares: list[list[Placed]] = [[] for _ in news]
    for placed in seen:
        shares[_nearest(placed, news)].append(placed)
    lines = []
    for new, share in zip(news, shares, strict=True):
        kept, rest = _within(new, share, beneath)
        lines += [_voted(new, kept, beneath, olds), *_rest(rest, olds)]
    return lines


def _within(new: ReadLine, share: list[Placed], beneath: Beneath) -> tuple[list[Placed], list[Placed]]:
    """The signs that belong to the line without the colour, and those in colour before or behind it."""
    left, right = new.quad[:, 0].min(), new.quad[:, 0].max()
    outside = [not left <= placed.quad[:, 0].mean() <= right and not beneath.is_print(placed.quad) for placed in share]
    return (
        [placed for placed, out in zip(share, outside, strict=True) if not out],
        [placed for placed, out in zip(share, outside, strict=True) if out],
    )


def _voted(new: ReadLine, share: list[Placed], beneath: Beneath, olds: list[ReadLine]) -> ReadLine:
    clean = beneath.signs_without_colour(new)
    steps = SequenceMatcher(None, _key(placed.sign for placed in share), _key(clean), autojunk=False).get_opcodes()
    chosen: list[Sign] = []
    quads = [new.quad]
    for what, i1, i2, j1, j2 in steps:
        before, now = share[i1:i2], clean[j1:j2]
        signs = [placed.sign for placed in before]
        if what == "equal":
            chosen += (max(pair, key=lambda sign: sign.confidence) for pair in zip(signs, now, strict=True))
        elif what == "replace":
            under = any(beneath.is_coloured(placed.quad) for placed in before)
            chosen += now if _mean(now) >= (min(BELIEVED, _mean(signs)) if under else _mean(signs)) else signs
        elif what == "insert":
            chosen += now if _mean(now) >= BELIEVED else []
        else:
            kept = [placed for placed in before if _is_believed(placed, beneath)]
            chosen += (placed.sign for placed in kept)
            quads += (placed.quad for placed in kept if placed.sign.text.strip())
    if not chosen:
        return _noting(new, olds)
    quad = new.quad if len(quads) == 1 else around(np.concatenate(quads))
    reading = Reading(tidy(text_of(chosen)), _mean(chosen), min(sign.confidence for sign in chosen))
    return _noting(ReadLine(quad, Directed(reading, ACROSS)), [*olds, new])


def _is_believed(placed: Placed, beneath: Beneath) -> bool:
    """What the second look does not show at all was ink of the seal; a blank may be missing for want of room."""
    if not placed.sign.text.strip():
        return True
    return placed.sign.confidence >= BELIEVED and beneath.is_print(placed.quad)


def _rest(rest: list[Placed], olds: list[ReadLine]) -> list[ReadLine]:
    """Coloured words beside the print are a line of their own; a single character is a scrap of the seal."""
    signs = [placed.sign for placed in rest]
    text = tidy(text_of(signs))
    if len(text) < 2 or _mean(signs) < SURE:
        return []
    quad = around(np.concatenate([placed.quad for placed in rest]))
    reading = Reading(text, _mean(signs), min(sign.confidence for sign in signs))
    return [_noting(ReadLine(quad, Directed(reading, ACROSS)), olds)]


def _placed(line: ReadLine, signs: list[Sign]) -> list[Placed]:
    """The signs with their parts of the line, which is divided halfway between them."""
    middles = [sign.place for sign in signs]
    between = [(a + b) / 2 for a, b in pairwise(middles)]
    edges = [0.0, *between, 1.0]
    top, bottom = line.quad[1] - line.quad[0], line.quad[2] - line.quad[3]
    return [
        Placed(
            sign,
            np.array(
                [
                    line.quad[0] + left * top,
                    line.quad[0] + right * top,
                    line.quad[3] + right * bottom,
                    line.quad[3] + left * bottom,
                ],
                np.float32,
            ),
        )
        for sign, (left, right) in zip(signs, pairwise(edges), strict=False)
    ]


def _nearest(placed: Placed, news: list[ReadLine]) -> int:
    x = float(placed.quad[:, 0].mean())
    return min(range(len(news)), key=lambda i: max(news[i].quad[:, 0].min() - x, x - news[i].quad[:, 0].max(), 0.0))


def _noting(line: ReadLine, others: Sequence[ReadLine]) -> ReadLine:
    """The line with what the other readings of its place said, where they say something else."""
    different = [
        other.text for other in _in_row(others) if other is not line and _folded(other.text) != _folded(line.text)
    ]
    noted = dict.fromkeys(filter(None, (*different, line.otherwise)))
    return replace(line, otherwise=" ".join(noted))


def _in_row(lines: Iterable[ReadLine]) -> list[ReadLine]:
    return sorted(lines, key=lambda line: float(line.quad[:, 0].min()))


def _mean(signs: Sequence[Sign]) -> float:
    return sum(sign.confidence for sign in signs) / max(1, len(signs))


def _key(signs: Iterable[Sign]) -> list[str]:
    return [unicodedata.normalize("NFKC", sign.text) for sign in signs]


def _folded(text: str) -> str:
    """Full-width and half-width signs are the same, blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _one_place(one: ReadLine, other: ReadLine) -> bool:
    low, high = (
        np.maximum(one.quad.min(axis=0), other.quad.min(axis=0)),
        np.minimum(one.quad.max(axis=0), other.quad.max(axis=0)),
    )
    shared = float(np.prod((high - low).clip(0)))
    return shared > SAME_PLACE * min(_area(one.quad), _area(other.quad))


def _area(quad: Quad) -> float:
    return float(np.prod(np.ptp(quad, axis=0)))
