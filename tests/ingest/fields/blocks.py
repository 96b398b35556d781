"""Title blocks as offices rule them: cells in millimetres, each with its label and its value."""

from dataclasses import dataclass

from ingest.fields.lettering import printed_width
from tests.ingest.fields.printed import Placed

Layout = tuple[list[Placed], dict[str, str]]
"""What is printed, and what it says."""


@dataclass(frozen=True)
class Cell:
    """A cell's upper left corner and height; the label above the value in small letters, or to its left."""

    x: float
    y: float
    label: str
    value: str
    size: float = 3.5

    def above(self) -> list[Placed]:
        small = 2.2
        words: list[Placed] = [(self.x + 1, self.y + 2, self.label, small)] if self.label else []
        for number, line in enumerate(self.value.split("\n")):
            if line:
                words.append((self.x + 2, self.y + 6.2 + 1.4 * self.size * number, line, self.size))
        return words

    def beside(self, indent: float) -> list[Placed]:
        words: list[Placed] = [(self.x + 1, self.y + 4, self.label, 3.0)]
        for number, line in enumerate(self.value.split("\n")):
            if line:
                words.append((self.x + indent, self.y + 4 + 1.4 * self.size * number, line, self.size))
        return words


def rows_of(x: float, y: float, step: float, *cells: tuple[str, str] | tuple[str, str, float]) -> list[Placed]:
    """Cells below each other, labels above their values."""
    words: list[Placed] = []
    for number, cell in enumerate(cells):
        words += Cell(x, y + step * number, *cell).above()
    return words


def columns_of(y: float, *cells: tuple[float, str, str] | tuple[float, str, str, float]) -> list[Placed]:
    """Cells beside each other, labels above their values; each begins at its x."""
    return [word for x, *rest in cells for word in Cell(x, y, *rest).above()]  # type: ignore[arg-type]


def centred(middle: float, y: float, *lines: str, size: float = 4.0) -> list[Placed]:
    return [
        (middle - printed_width(line) * size / 2, y + 1.5 * size * number, line, size)
        for number, line in enumerate(lines)
    ]


def says(**fields: str) -> dict[str, str]:
    return fields
