"""Where on a page the words of a search stand, from the boxes kept with its reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.model import Page
from ingest.scan import Box
from search.box import read_box
from search.problems import BadQuery
from search.query import Node
from search.snippets import Mark, marks

MOST = 200
PAGES_LOOKED_THROUGH = 200
AROUND = 14
"""So many signs are told of what stands before and behind."""


@dataclass(frozen=True, slots=True)
class Place:
    """One find: what stands there, what stands around it, and a box for each run of text it lies in."""

    boxes: tuple[Box, ...]
    text: str
    before: str
    after: str


def places_on(page: Page, typed: str, most: int = MOST) -> list[Place]:
    """In the order of reading. A phrase is found across runs too: labels of a form, pieces of a dimension chain."""
    node = node_of(typed)
    return places_of(page, node, most) if node is not None else []


def places_of(page: Page, node: Node, most: int = MOST) -> list[Place]:
    found = marks(page.text, node)
    if not found:
        return []
    runs = page.words()
    origins = origins_of(page.text, runs)
    return [place(page.text, mark, runs, origins) for mark in found[:most]]


def other_pages(db: Session, page: Page, typed: str) -> list[int]:
    """The other pages of the record on which something of it stands."""
    node = node_of(typed)
    if node is None:
        return []
    texts = sa.select(Page.number, Page.text).where(Page.record_id == page.record_id, Page.number != page.number)
    texts = texts.order_by(Page.number).limit(PAGES_LOOKED_THROUGH)
    return [number for number, text in db.execute(texts) if marks(text, node)]


def places_found(page: Page, typed: str) -> list[Box]:
    return [box for place in places_on(page, typed) for box in place.boxes][:MOST]


def boxes_of(page: Page, node: Node) -> list[Box]:
    return [box for place in places_of(page, node) for box in place.boxes][:MOST]


def node_of(typed: str) -> Node | None:
    try:
        return read_box(typed)
    except BadQuery:
        return None


def origins_of(text: str, runs: Sequence[Sequence[Any]]) -> list[tuple[int, int]]:
    """For each sign of the text the run it comes from and its place there: only blanks were put between or dropped."""
    signs = ((at, sign) for at, run in enumerate(runs) for sign, letter in enumerate(run[0]) if not letter.isspace())
    nowhere = (-1, 0)
    return [nowhere if letter.isspace() else next(signs, nowhere) for letter in text]


def place(text: str, mark: Mark, runs: Sequence[Sequence[Any]], origins: Sequence[tuple[int, int]]) -> Place:
    start, end = mark
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Place(tuple(boxes(runs, origins[start:end])), plain(text[start:end]), plain(before), plain(after))


def boxes(runs: Sequence[Sequence[Any]], signs: Sequence[tuple[int, int]]) -> Iterator[Box]:
    for at, group in groupby((sign for sign in signs if sign[0] >= 0), key=lambda sign: sign[0]):
        within = [sign for _, sign in group]
        yield share(runs[at], within[0], within[-1] + 1)


def share(run: Sequence[Any], start: int, end: int) -> Box:
    """A run has one box; its part is measured off by its signs, which are about equally wide."""
    text, (x, y, w, h), _, direction, *_ = run
    if direction in (180, 270):  # it begins at the right, or at the bottom
        start, end = len(text) - end, len(text) - start
    if direction in (0, 180):
        return Box(x + w * start // len(text), y, max(1, w * (end - start) // len(text)), h)
    return Box(x, y + h * start // len(text), w, max(1, h * (end - start) // len(text)))


def plain(text: str) -> str:
    return " ".join(text.split())
