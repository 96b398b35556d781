"""Makes the tiles of a page through libvips: the page at full size and halved again and again, cut into squares.

Gray and colour become one TIFF file of JPEG tiles, which are later sent as they lie there. A bilevel page becomes two:
its full size in fax code, and the smaller sizes in 16 grays, because thin lines vanish where single bits are halved.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyvips

from ingest.tools import vips

TILE = 512
JPEG_QUALITY = 80
CUT: dict[str, Any] = {"tile": True, "tile_width": TILE, "tile_height": TILE, "bigtiff": True, "keep": "none"}
AS_JPEG = CUT | {"pyramid": True, "compression": "jpeg", "Q": JPEG_QUALITY}
AS_FAX = CUT | {"compression": "ccittfax4", "bitdepth": 1}
AS_GRAYS = CUT | {"pyramid": True, "compression": "deflate", "bitdepth": 4, "predictor": "none"}

MIRRORED = frozenset({2, 4, 5, 7})
QUARTERS = {3: 2, 4: 2, 5: 1, 6: 3, 7: 3, 8: 1}
TURNS = {1: "d270", 2: "d180", 3: "d90"}
"""Quarters to the left, as vips calls them."""


def half_of(path: Path) -> Path:
    """Where the smaller sizes of a bilevel page lie."""
    return path.with_name(f"{path.stem}.half{path.suffix}")


def cut_image(source: Path, directory: int, rotation: int, target: Path) -> None:
    """The page of an image file, set as its reading set it. Its rows stream by; only a turned one is unpacked first."""

    def page() -> vips.Image:
        return upright(vips.opened(source, directory), rotation)

    try:
        save(page, target, bilevel=is_bilevel(vips.opened(source, directory)))
    except vips.Failed as error:
        raise vips.undecodable(error) from error


def is_bilevel(image: vips.Image) -> bool:
    return bool(image.get_typeof("bits-per-sample")) and image.get("bits-per-sample") == 1


def upright(image: vips.Image, rotation: int) -> vips.Image:
    """Undo the way the scanner was held (by the numbers of EXIF), and the turn that reading found."""
    stands = vips.turn_of_camera(image)
    image = vips.plain(image).copy()
    image.remove("orientation")  # or it would be undone once more by whoever reads the tiles
    if stands in MIRRORED:
        image = image.fliphor()
    quarters = (QUARTERS.get(stands, 0) + rotation // 90) % 4
    return unpacked(image).rot(TURNS[quarters]) if quarters else image


def unpacked(image: vips.Image) -> vips.Image:
    """In a file that ends with the image: what streams by cannot be turned."""
    file = pyvips.Image.new_temp_file("%s.v")
    image.write(file)
    return file


def save(page: Callable[[], vips.Image], target: Path, *, bilevel: bool) -> None:
    """`page` gives the image anew each time, because what streams by comes only once."""
    if not bilevel:
        keep(page(), target, AS_JPEG)
        return
    # The full size last: where it is, all is.
    keep(page().shrink(2, 2), half_of(target), AS_GRAYS)
    keep(page(), target, AS_FAX)


def keep(image: vips.Image, target: Path, how: dict[str, Any]) -> None:
    """In one step, so that nobody is ever sent half a file."""
    arriving = target.with_name(f".{target.name}.{os.getpid()}")
    image.tiffsave(str(arriving), **how)
    arriving.replace(target)
