"""A page as pixels, for the engines that read it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.scan import Page

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Sheet:
    """One page in memory: `gray` is height × width, `colour` height × width × 3 (RGB) or None when the scan has none.

    `dpi` is the resolution of the scan; where the file does not say, it is worked out from the paper size.
    """

    gray: Pixels
    dpi: int
    colour: Pixels | None = None

    @property
    def width(self) -> int:
        return int(self.gray.shape[1])

    @property
    def height(self) -> int:
        return int(self.gray.shape[0])

    def turned(self, degrees: int) -> "Sheet":
        """The sheet with a clockwise turn of 0, 90, 180 or 270 degrees undone."""
        gray = turned(self.gray, degrees)
        assert gray is not None
        return Sheet(gray, self.dpi, turned(self.colour, degrees))


def turned(picture: Pixels | None, degrees: int) -> Pixels | None:
    return None if picture is None else np.ascontiguousarray(np.rot90(picture, (degrees // 90) % 4))


@dataclass(frozen=True, eq=False)
class Leaf:
    """One page on the reading desk: what is known of it and its pixels.

    A giant page is read from a sheet whose sides are `shrink` times smaller than the page. `picture` is a small colour
    copy, made where the sheet itself is too large to be kept in colour.
    """

    page: Page
    sheet: Sheet | None = None
    picture: Pixels | None = None
    shrink: int = 1
