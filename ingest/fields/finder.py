"""From a label to its value: in the same run, to the right, or below; over two lines if need be."""

from collections.abc import Iterator
from functools import cached_property

from ingest.fields.pieces import Piece, pieces
from ingest.fields.readings import is_complete_unit
from ingest.fields.runs import Frame, Run
from ingest.fields.value import Value, put_together

FAR = 18.0  # a value stands at most so many letter heights right of its label
DEEP = 4.5  # … or below it
LEVEL = 0.15  # a single letter beside a value is its own only on the same level; else it is a seal's
LONGEST_UNREAD = 6
NEAR = 45.0  # labels of one title block have others so close


class Layout:
    """The pieces of one frame and how they stand to each other."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.pieces = pieces(frame.runs)
        self.labels = [piece for piece in self.pieces if piece.label]
        self.texts = [piece for piece in self.pieces if not piece.label]

    def company(self, label: Piece) -> int:
        """How many other labels stand around this one: a form or a title block has many, a drawing's body few."""
        run, reach = label.run, NEAR * label.run.h
        return len(
            {
                other.label
                for other in self.labels
                if abs(other.run.x - run.x) < reach and abs(other.run.y - run.y) < reach
            }
        )

    def values(self, label: Piece) -> Iterator[Value]:
        """What may be the label's value, the likelier place first."""
        if same := self._in_the_same_run(label):
            yield same
            return
        right, below = self._right_of(label), self._below(label)
        both = (below, right) if self.values_stand_below else (right, below)
        for value in both:
            if value:
                yield value

    @cached_property
    def values_stand_below(self) -> bool:
        votes = 0
        for label in self.labels:
            right, below = self._first_right(label), self._first_below(label)
            if below and below.label and right and not right.label:
                votes -= 1
            elif below and not below.label and (right is None or right.label):
                votes += 1
        return votes > 0

    # A value in the run of its label

    def _in_the_same_run(self, label: Piece) -> Value | None:
        word = label.run.word
        after = [
            piece
            for piece in self.pieces
            if piece.run.word is word and piece.run.begins >= label.run.ends - 0.001 and piece is not label
        ]
        nearest = min(after, key=lambda piece: piece.run.begins, default=None)
        if nearest is None or nearest.label:
            return None
        return self._extended(nearest, label, "label")

    # A value to the right

    def _first_right(self, label: Piece) -> Piece | None:
        run = label.run
        row = [
            piece
            for piece in self.pieces
            if piece is not label
            and piece.run.x >= run.right - 0.6 * run.h
            and piece.run.x - run.right <= FAR * run.h
            and abs(piece.run.middle - run.middle) < self._row_height(run, piece.run)
        ]
        return min(row, key=lambda piece: piece.run.x + abs(piece.run.middle - run.middle), default=None)

    @staticmethod
    def _row_height(label: Run, value: Run) -> float:
        return 0.55 * label.h + 0.25 * min(value.h, 3 * label.h)

    def _right_of(self, label: Piece) -> Value | None:
        first = self._first_right(label)
        if first is None:
            return self._two_lines_right_of(label)
        if first.label:
            return None
        return self._extended(first, label, "right")

    def _two_lines_right_of(self, label: Piece) -> Value | None:
        """A label in the middle of its cell, beside two lines of which neither is on its row."""
        run = label.run
        near = [
            piece
            for piece in self.texts
            if piece.run.x >= run.right - 0.6 * run.h
            and piece.run.x - run.right <= FAR * run.h
            and abs(piece.run.middle - run.middle) < 1.6 * run.h
        ]
        above = max((p for p in near if p.run.middle < run.middle), key=lambda p: -p.run.x, default=None)
        below = [p for p in near if above and p.run.middle > run.middle and abs(p.run.x - above.run.x) < 2 * run.h]
        if not above or not below:
            return None
        return put_together([above, below[0]], "right")

    # A value below

    def _first_below(self, label: Piece) -> Piece | None:
        run = label.run
        under = [
            piece
            for piece in self.pieces
            if piece is not label
            and piece.run.middle - run.middle > 0
            and piece.run.y - run.bottom < DEEP * run.h
            and piece.run.y > run.middle - 0.1 * run.h
            and piece.run.x < run.right + 6 * run.h
            and piece.run.right > run.x - run.h
            and not self._stands_under_another(piece, label)
        ]
        return min(under, key=lambda piece: piece.run.y + 0.3 * abs(piece.run.x - run.x), default=None)

    def _stands_under_another(self, piece: Piece, label: Piece) -> bool:
        """Under the label of the next cell, begun where that begins, while this label's own cell is empty."""
        return piece.run.x > label.run.right and any(
            other is not label
            and other is not piece
            and abs(other.run.middle - label.run.middle) < 0.6 * label.run.h
            and abs(other.run.x - piece.run.x) < 2 * label.run.h
            for other in self.labels
        )

    def _below(self, label: Piece) -> Value | None:
        first = self._first_below(label)
        if first is None or first.label:
            return None
        return self._extended(first, label, "below")

    # From the first piece to the whole value

    def _extended(self, first: Piece, label: Piece, place: str) -> Value:
        line = self.rest_of_line(first)
        lines = [line]
        indent = first.run.x
        for _ in range(2):
            further = self._next_line(lines[-1], indent, label, place)
            if not further:
                break
            lines.append(further)
        if place == "right" and len(lines) == 2 and (above := self._next_line(line, indent, label, place, down=-1)):
            lines.insert(0, above)  # the label stands beside the middle one of three lines
        return put_together([piece for each in lines for piece in each], place)

    def rest_of_line(self, first: Piece) -> list[Piece]:
        line = [first]
        while True:
            last = line[-1].run
            following = [
                piece
                for piece in self.pieces
                if piece not in line
                and -0.5 * last.h <= piece.run.x - last.right < 1.4 * last.h
                and abs(piece.run.middle - last.middle) < (0.5 if len(piece.text) > 1 else LEVEL) * last.h
            ]
            nearest = min(following, key=lambda piece: piece.run.x, default=None)
            if nearest is None or nearest.label or not 0.5 < nearest.run.h / last.h < 2:
                return line
            line.append(nearest)

    def _next_line(self, line: list[Piece], indent: float, label: Piece, place: str, down: int = 1) -> list[Piece]:
        """A second line of the value: close under the first, begun where it began, beside no label of its own."""
        first = line[0].run
        under = [
            piece
            for piece in self.pieces
            if 0.5 * first.h < down * (piece.run.middle - first.middle) < 1.75 * first.h
            and abs(piece.run.x - indent) < 1.2 * first.h
            and 0.7 < piece.run.h / first.h < 1.4
        ]
        nearest = min(under, key=lambda piece: down * piece.run.y, default=None)
        if nearest is None or nearest.label or self._has_own_label(nearest, label, place):
            return []
        if len(nearest.text) <= 2 and is_complete_unit(line[-1].text):
            return []  # a letter of a seal
        return self.rest_of_line(nearest)

    def _has_own_label(self, piece: Piece, label: Piece, place: str) -> bool:
        distance = abs(piece.run.middle - label.run.middle)
        if place == "right" and self._unread_label(piece, label):
            return True
        return any(
            other is not label
            and other.run.right <= piece.run.x + other.run.h
            and piece.run.x - other.run.right < FAR * other.run.h
            and abs(other.run.middle - piece.run.middle) < (distance if place == "right" else 0.8 * piece.run.h)
            for other in self.labels
        )

    def _unread_label(self, piece: Piece, label: Piece) -> bool:
        """Whether in the column of the label, on the row of the piece, a few signs stand that are a label misread."""
        return any(
            other is not piece
            and len(other.text) <= LONGEST_UNREAD
            and abs(other.run.x - label.run.x) < 0.7 * label.run.h
            and other.run.right < piece.run.x
            and abs(other.run.middle - piece.run.middle) < 0.5 * label.run.h
            for other in self.texts
        )
