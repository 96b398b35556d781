"""A sheet to letter, in millimetres, which remembers every string written on it."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Ink = tuple[int, int, int]
BLACK: Ink = (24, 24, 26)
NOTO = Path("/usr/share/fonts/opentype/noto")
ARPHIC = Path("/usr/share/fonts/truetype/arphic")
# Faces with the place of their simplified and their traditional forms in the collection.
FACES = {
    "serif": (NOTO / "NotoSerifCJK-Regular.ttc", 2, 3),
    "serif bold": (NOTO / "NotoSerifCJK-Bold.ttc", 2, 3),
    "sans": (NOTO / "NotoSansCJK-Regular.ttc", 2, 3),
    "sans bold": (NOTO / "NotoSansCJK-Bold.ttc", 2, 3),
    "song": (ARPHIC / "uming.ttc", 0, 2),
    "kai": (ARPHIC / "ukai.ttc", 0, 2),
    "hei": (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), 0, 0),
}
LETTERED = ("serif", "sans", "song", "hei")


@cache
def font(face: str, pixels: int, traditional: bool = False) -> ImageFont.FreeTypeFont:
    path, simplified, other = FACES[face]
    if not path.is_file():
        raise SystemExit(f"The sheets of the hard set need the font {path}; ./run installs it.")
    return ImageFont.truetype(path, pixels, index=other if traditional else simplified)


class Paper:
    """`lines` is all that was written, `block` what was written with `block=True`. `fields` and `kind` are for the
    layouts to fill in. Sizes are heights of the em square, scaled by `lettering`."""

    def __init__(
        self, width: float, height: float, dpi: int, chance: random.Random, *, lettering: float = 1.0,
        traditional: bool = False, by_hand: bool = False,
    ) -> None:  # fmt: skip
        self.width, self.height, self.dpi, self.chance = width, height, dpi, chance
        self.lettering, self.traditional, self.by_hand = lettering, traditional, by_hand
        self.image = Image.new("RGB", (self.dots(width), self.dots(height)), "white")
        self.pen = ImageDraw.Draw(self.image)
        self.lines: list[str] = []
        self.block: list[str] = []
        self.fields: dict[str, str] = {}
        self.values: list[tuple[float, float, float]] = []  # left, middle and length of what was filled in
        self.kind = ""
        self.spell: Callable[[str], str] = str  # into the script of the sheet

    def dots(self, millimetres: float) -> int:
        return round(millimetres / 25.4 * self.dpi)

    def letters(self, size: float, face: str) -> ImageFont.FreeTypeFont:
        return font(face, max(8, self.dots(size * self.lettering)), self.traditional)

    def length(self, text: str, size: float, face: str) -> float:
        return self.letters(size, face).getlength(text) / self.dpi * 25.4

    def write(
        self, x: float, y: float, text: str, size: float = 4.2, face: str = "serif", *, anchor: str = "lm",
        ink: Ink = BLACK, block: bool = False,
    ) -> None:  # fmt: skip
        text = self.spell(text)
        self.pen.text((self.dots(x), self.dots(y)), text, font=self.letters(size, face), fill=ink, anchor=anchor)
        self.remember(text, block)

    def write_up(self, x: float, y: float, text: str, size: float, face: str = "sans") -> None:
        """Standing text, read from the right, centred on the point."""
        text, letters = self.spell(text), self.letters(size, face)
        left, top, right, bottom = (round(edge) for edge in letters.getbbox(text))
        mask = Image.new("L", (right - left + 4, bottom - top + 4), 0)
        ImageDraw.Draw(mask).text((2 - left, 2 - top), text, font=letters, fill=255)
        mask = mask.rotate(90, expand=True)
        self.image.paste(BLACK, (self.dots(x) - mask.width // 2, self.dots(y) - mask.height // 2), mask)
        self.remember(text, False)

    def remember(self, text: str, block: bool) -> None:
        self.lines.append(text)
        if block:
            self.block.append(text)

    def line(self, x: float, y: float, right: float, bottom: float, pen: float = 0.25, ink: Ink = BLACK) -> None:
        dots = tuple(self.dots(each) for each in (x, y, right, bottom))
        self.pen.line(dots, fill=ink, width=max(1, self.dots(pen)))

    def box(self, x: float, y: float, right: float, bottom: float, pen: float = 0.25, ink: Ink = BLACK) -> None:
        dots = tuple(self.dots(each) for each in (x, y, right, bottom))
        self.pen.rectangle(dots, outline=ink, width=max(1, self.dots(pen)))

    def circle(self, x: float, y: float, radius: float, pen: float = 0.2) -> None:
        dots = tuple(self.dots(each) for each in (x - radius, y - radius, x + radius, y + radius))
        self.pen.ellipse(dots, outline=BLACK, width=max(1, self.dots(pen)))
