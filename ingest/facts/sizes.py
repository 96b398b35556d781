"""Paper sizes 图纸幅面, in millimetres, and which of them a sheet is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

GB_50001 = "GB/T 50001-2017, 3.1"
ISO_216 = "ISO 216"
ANSI_Y14 = "ANSI/ASME Y14.1"

# The long side may be lengthened by eighths on A0 and A2, by quarters on A1, by halves on A3, the short side never.
LENGTHENED = {
    "A0": (1338, 1486, 1635, 1783, 1932, 2080, 2230, 2378),
    "A1": (1051, 1261, 1471, 1682, 1892, 2102),
    "A2": (743, 891, 1041, 1189, 1338, 1486, 1635, 1783, 1932, 2080),
    "A3": (630, 841, 1051, 1261, 1471, 1682, 1892),
}
A_SERIES = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297), "A5": (148, 210)}
B_SERIES = {"B1": (707, 1000), "B2": (500, 707), "B3": (353, 500), "B4": (250, 353), "B5": (176, 250)}
AMERICAN = {
    "Letter": (216, 279),
    "Legal": (216, 356),
    "ANSI B": (279, 432),
    "ANSI C": (432, 559),
    "ANSI D": (559, 864),
    "ANSI E": (864, 1118),
    "ARCH A": (229, 305),
    "ARCH B": (305, 457),
    "ARCH C": (457, 610),
    "ARCH D": (610, 914),
    "ARCH E": (914, 1219),
    "ARCH E1": (762, 1067),
}
# What a scanner cuts off or adds at each side, and how far its own millimetre may be off.
MARGIN, STRETCH = 4.0, 0.012


@dataclass(frozen=True, slots=True)
class PaperSize:
    name: str
    short: int
    long: int
    source: str


class Sides(NamedTuple):
    short: float
    long: float


def paper_size(width: float, height: float) -> PaperSize | None:
    """The size nearest to a sheet of so many millimetres, whichever way it lies; None when none is near."""
    sides = Sides(*sorted((width, height)))
    near = [size for size in sizes() if _off(sides, size) <= 1]
    return min(near, key=lambda size: _off(sides, size), default=None)


def sizes() -> Iterator[PaperSize]:
    for name, (short, long) in A_SERIES.items():
        yield PaperSize(name, short, long, GB_50001)
        for longer in LENGTHENED.get(name, ()):
            yield PaperSize(f"{name} × {longer}", short, longer, GB_50001)
    for series, source in ((B_SERIES, ISO_216), (AMERICAN, ANSI_Y14)):
        for name, (short, long) in series.items():
            yield PaperSize(name, short, long, source)


def _off(sides: Sides, size: PaperSize) -> float:
    """How far the sides are from the size, 1 being what a scan may be off."""
    pairs = (sides.short, size.short), (sides.long, size.long)
    return max(abs(measured - true) / (MARGIN + STRETCH * true) for measured, true in pairs)
