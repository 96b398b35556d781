"""What an address of the IIIF Image API 3 asks for, by its grammar: region / size / rotation / quality . format.

Level 1 and, beside it, sizes by width and height, confined sizes and PNG. Whatever is not of this kind is a sentence.
"""

import re
from dataclasses import dataclass
from typing import Self

from archives.errors import N_, InvalidInput
from ingest.tools.cutting import Part

KINDS = {"jpg": "image/jpeg", "png": "image/png"}
NUMBER = r"(0|[1-9][0-9]{0,8})"
REGION = re.compile(f"{NUMBER},{NUMBER},{NUMBER},{NUMBER}")
SIZE = re.compile(f"(!)?{NUMBER}?,{NUMBER}?")


@dataclass(frozen=True, slots=True)
class Page:
    """What is there to be had, and how many pixels of it in one piece."""

    width: int
    height: int
    most_pixels: int


@dataclass(frozen=True, slots=True)
class Wanted:
    part: Part
    kind: str

    @classmethod
    def read(cls, page: Page, region: str, size: str, rotation: str, quality: str, kind: str) -> Self:
        if rotation != "0":
            raise InvalidInput(N_("Sheets are sent as they stand upright: the rotation is 0; turn them in the viewer."))
        if quality != "default" or kind not in KINDS:
            raise InvalidInput(N_("An image address ends in default.jpg or default.png."))
        x, y, w, h = region_of(page, region)
        return cls(Part(x, y, w, h, *size_of(page, w, h, size)), kind)


def region_of(page: Page, text: str) -> tuple[int, int, int, int]:
    if text == "full":
        return 0, 0, page.width, page.height
    if text == "square":
        side = min(page.width, page.height)
        return (page.width - side) // 2, (page.height - side) // 2, side, side
    found = REGION.fullmatch(text)
    if not found:
        raise InvalidInput(N_("A region is full, square or x,y,w,h in pixels; “%(text)s” is none."), text=text[:60])
    x, y, w, h = map(int, found.groups())
    w, h = min(w, page.width - x), min(h, page.height - y)
    if w < 1 or h < 1:
        raise InvalidInput(
            N_("The region lies outside the sheet, which has %(width)d × %(height)d pixels."),
            width=page.width,
            height=page.height,
        )
    return x, y, w, h


def size_of(page: Page, w: int, h: int, text: str) -> tuple[int, int]:
    """Never larger than it is, nor than may go out in one piece."""
    if text == "max":
        return within(w, h, page.most_pixels)
    found = SIZE.fullmatch(text)
    if not found or text in {",", "!,"} or (found[1] and not (found[2] and found[3])):
        raise InvalidInput(N_("A size is max, w, ,h w,h or !w,h in pixels; “%(text)s” is none."), text=text[:60])
    width, height = (int(side) if side else 0 for side in found.groups()[1:])
    if found[1]:
        scale = min(width / w, height / h, 1.0)
        width, height = max(1, round(w * scale)), max(1, round(h * scale))
    elif not found[2]:
        width = max(1, round(w * height / h)) if height else 0
    elif not found[3]:
        height = max(1, round(h * width / w)) if width else 0
    if not (1 <= width <= w and 1 <= height <= h):
        raise InvalidInput(N_("The size must be at least one pixel and not larger than the region."))
    if width * height > page.most_pixels:
        raise InvalidInput(N_("At most %(most)d pixels are sent in one piece: ask for tiles."), most=page.most_pixels)
    return width, height


def within(w: int, h: int, most: int) -> tuple[int, int]:
    if w * h <= most:
        return w, h
    scale = (most / (w * h)) ** 0.5
    return max(1, int(w * scale)), max(1, int(h * scale))
