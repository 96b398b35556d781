"""A page as pixels, for the engines that read it."""

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.room import Pixels, settled, strips
from ingest.scan import Box, Page

__all__ = ["Leaf", "Pixels", "Sheet", "sketched", "turned"]

SKETCH_SIDE = 3000  # pixels: seals of 20 mm on an A0 are still 50 across


@dataclass(frozen=True, eq=False)
class Sheet:
    """One page: `gray` is height × width, `colour` height × width × 3 (RGB) or None when the scan has none.

    `dpi` is the resolution of the scan; where the file does not say, it is worked out from the paper size.

    The pixels of a large sheet lie in a file, so copies of all of it are to be avoided. Its colour is not in `colour`,
    which whoever has it may copy as a whole, but in `tints`: `sketch` and `in_colour` answer for sheets of any size.
    """

    gray: Pixels
    dpi: int
    colour: Pixels | None = None
    tints: Pixels | None = None

    @property
    def width(self) -> int:
        return int(self.gray.shape[1])

    @property
    def height(self) -> int:
        return int(self.gray.shape[0])

    @property
    def all_colour(self) -> Pixels | None:
        return self.tints if self.colour is None else self.colour

    def sketch(self) -> tuple[Pixels, float] | None:
        """A small copy in colour, and how many times larger the sheet is; None where the scan is gray."""
        return None if self.all_colour is None else sketched(self.all_colour, SKETCH_SIDE)

    def in_colour(self, box: Box) -> Pixels | None:
        """A part of the sheet in colour and at full resolution; None where the scan is gray."""
        colour = self.all_colour
        return None if colour is None else np.array(colour[box.y : box.y + box.h, box.x : box.x + box.w])

    def seen(self, side: int) -> Pixels:
        """A copy to look at, no longer than `side`: in colour where it has some."""
        return sketched(self.gray if self.all_colour is None else self.all_colour, side)[0]

    def turned(self, degrees: int) -> "Sheet":
        """The sheet with a clockwise turn of 0, 90, 180 or 270 degrees undone."""
        quarters = degrees // 90 % 4
        gray = settled(np.rot90(self.gray, quarters))
        # Only small parts of the tints are ever looked at: they are turned when they are.
        tints = None if self.tints is None else np.rot90(self.tints, quarters)
        return Sheet(gray, self.dpi, turned(self.colour, degrees), tints)


def turned(picture: Pixels | None, degrees: int) -> Pixels | None:
    return None if picture is None else settled(np.rot90(picture, degrees // 90 % 4))


def sketched(pixels: Pixels, side: int) -> tuple[Pixels, float]:
    """The picture no longer than `side`, and how many times larger it is itself: a whole number."""
    step = -(-max(pixels.shape[:2]) // side)
    if step == 1:
        return settled(pixels), 1.0
    height, width = (max(1, length // step) for length in pixels.shape[:2])
    small = np.empty((height, width, *pixels.shape[2:]), np.uint8)
    whole = pixels[: height * step, : width * step]
    for rows in strips(whole, step):
        reduced = slice(rows.start // step, -(-rows.stop // step))
        target = width, reduced.stop - reduced.start
        small[reduced] = cv2.resize(np.ascontiguousarray(whole[rows]), target, interpolation=cv2.INTER_AREA)
    return small, float(step)


@dataclass(frozen=True, eq=False)
class Leaf:
    """One page on the reading desk: what is known of it and its pixels."""

    page: Page
    sheet: Sheet | None = None
