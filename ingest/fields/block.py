"""Where the title block stands: the labels that keep each other company, and the part of the sheet they take.

A drawing's body has labels too: a scale under each detail, remarks of a reviewer, notes. They count for less.
"""

import statistics
from collections.abc import Sequence
from functools import cached_property

from ingest.fields.pieces import Piece
from ingest.fields.rules import Kind
from ingest.fields.runs import Frame, Run

# How far apart labels of one block may stand, in letter heights: anyhow, in one column, in one row.
ASIDE, DOWN, IN_COLUMN, IN_ROW = 30.0, 14.0, 30.0, 60.0
SHARE = 0.25  # … and never farther than this share of the sheet, however large the letters
STRIP = 0.25  # a strip takes no more of the sheet across
COMPANY = 3  # so many different labels are a block, or a part of one
SURE = 5
BESIDE = 16.0  # what belongs to the block stands so close to its labels, in their letter heights
OVERSIZED = 1.5


class Block:
    """`core` are the labels that stand together; `sure` where they are so many that nothing else can be the block.

    `labels` are those to be read: the core, or all of the sheet's where the core is not sure.
    """

    def __init__(self, frame: Frame, labels: Sequence[Piece], kind: Kind, signing: frozenset[str]) -> None:
        self.frame = frame
        expected = signing.union(*(rule.keys for rule in kind.rules))
        ranked = sorted(
            (_without_strangers(frame, group) for group in _groups(frame, labels)),
            key=lambda group: -len(_names(group) & expected),
        )
        parts = [group for number, group in enumerate(ranked) if not number or len(_names(group) & expected) >= COMPANY]
        self.core: list[Piece] = [label for part in parts for label in part]
        self.sure = bool(parts) and len(_names(parts[0]) & expected) >= SURE
        self.labels = self.core if self.sure else list(labels)
        self.outside = [label for label in labels if label not in self.labels]

    @cached_property
    def letter(self) -> float:
        """How high the letters of its labels are."""
        return statistics.median(label.run.h for label in self.core) if self.core else 1.0

    def distance(self, run: Run) -> float:
        """How far a run stands from the rectangle the labels take, in letter heights; 0 within."""
        if not self.core:
            return float("inf")
        left, top = min(label.run.x for label in self.core), min(label.run.y for label in self.core)
        right, bottom = max(label.run.right for label in self.core), max(label.run.bottom for label in self.core)
        across, down = max(left - run.right, run.x - right, 0.0), max(top - run.bottom, run.y - bottom, 0.0)
        return max(across, down) / self.letter

    def in_line(self, run: Run) -> bool:
        """Whether it stands in the strip the labels make, upright at a side or lying at the foot, however far along."""
        if len(self.core) < COMPANY:
            return False
        left, right = min(label.run.x for label in self.core), max(label.run.right for label in self.core)
        top, bottom = min(label.run.y for label in self.core), max(label.run.bottom for label in self.core)
        middle = run.x + run.w / 2
        edge = 3 * self.letter
        narrow = right - left < STRIP * self.frame.width
        low = bottom - top < STRIP * self.frame.height
        return (narrow and left - edge < middle < right + 4 * edge) or (low and top - edge < run.middle < bottom + edge)

    def nearest_label(self, run: Run) -> float:
        return min((abs(each.run.x - run.x) + abs(each.run.y - run.y) for each in self.core), default=float("inf"))


def _names(group: Sequence[Piece]) -> set[str]:
    return {label.label for label in group}


def _groups(frame: Frame, labels: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for label in labels:
        near = [group for group in groups if any(_together(frame, label.run, other.run) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([label, *(other for group in near for other in group)])
    return groups


def _together(frame: Frame, one: Run, other: Run) -> bool:
    h = min(one.h, other.h)
    across = max(one.x - other.right, other.x - one.right, 0.0)
    down = max(one.y - other.bottom, other.y - one.bottom, 0.0)
    if across > SHARE * frame.width or down > SHARE * frame.height:
        return False
    if abs(one.x - other.x) < 1.5 * h:
        return down < IN_COLUMN * h
    if abs(one.middle - other.middle) < h:
        return across < IN_ROW * h
    return across < ASIDE * h and down < DOWN * h


def _without_strangers(frame: Frame, group: list[Piece]) -> list[Piece]:
    """Without remarks written around the block in larger letters, and what only they link to it.

    A large label with its value in its own run stays, and one within the block.
    """
    usual = statistics.median(label.run.h for label in group)
    regular = [label for label in group if label.run.h <= OVERSIZED * usual or label.run.ends < 1]
    own = max(_groups(frame, regular), key=lambda part: len(_names(part)))
    if len(_names(own)) < COMPANY:
        return group
    left, right = min(each.run.x for each in own), max(each.run.right for each in own)
    return [
        label
        for label in group
        if label in own or (label not in regular and left <= label.run.x + label.run.w / 2 <= right)
    ]
