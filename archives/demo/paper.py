"""A sheet of paper to draw on, measured in millimetres."""

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from archives.errors import N_, Unavailable

Ink = tuple[int, int, int]
BLACK: Ink = (28, 28, 32)
GREY: Ink = (95, 95, 100)
RED: Ink = (196, 30, 38)
BLUE: Ink = (30, 60, 150)

_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
_SIMPLIFIED = 2  # the face in Noto's collections with mainland forms
FACES = {
    "serif": "NotoSerifCJK-Regular.ttc",
    "serif bold": "NotoSerifCJK-Bold.ttc",
    "sans": "NotoSansCJK-Regular.ttc",
    "sans bold": "NotoSansCJK-Bold.ttc",
}


@cache
def _font_file(face: str) -> Path:
    for folder in _FONT_FOLDERS:
        found = next(folder.rglob(FACES[face]), None) if folder.is_dir() else None
        if found:
            return found
    raise Unavailable(
        N_("The sample shelf needs the font %(font)s: install the package fonts-noto-cjk."), font=FACES[face]
    )


@cache
def font(face: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_font_file(face), pixels, index=_SIMPLIFIED)


class Paper:
    """Everything is given in millimetres from the upper left corner; letter sizes are heights of the em square."""

    def __init__(self, width: float, height: float, dpi: int, mode: str = "RGB") -> None:
        self.dpi, self.width, self.height = dpi, width, height
        self.image = Image.new(mode, (self.pixels(width), self.pixels(height)), "white")
        self.pen = ImageDraw.Draw(self.image)

    def pixels(self, millimetres: float) -> int:
        return round(millimetres / 25.4 * self.dpi)

    def ink(self, ink: Ink) -> Ink | int:
        return ink if self.image.mode == "RGB" else round(0.3 * ink[0] + 0.59 * ink[1] + 0.11 * ink[2])

    def write(
        self, x: float, y: float, text: str, size: float, face: str = "serif", ink: Ink = BLACK, anchor: str = "lm"
    ) -> None:
        place = (self.pixels(x), self.pixels(y))
        self.pen.text(place, text, font=font(face, self.pixels(size)), fill=self.ink(ink), anchor=anchor)

    def write_up(self, x: float, y: float, text: str, size: float, face: str = "sans", ink: Ink = BLACK) -> None:
        """Text standing on the sheet, to be read from the right, centred on the point."""
        letters = font(face, self.pixels(size))
        left, top, right, bottom = (round(edge) for edge in letters.getbbox(text))
        mask = Image.new("L", (right - left + 4, bottom - top + 4), 0)
        ImageDraw.Draw(mask).text((2 - left, 2 - top), text, font=letters, fill=255)
        mask = mask.rotate(90, expand=True)
        place = (self.pixels(x) - mask.width // 2, self.pixels(y) - mask.height // 2)
        self.image.paste(self.ink(ink), place, mask)

    def width_of(self, text: str, size: float, face: str = "serif") -> float:
        return font(face, self.pixels(size)).getlength(text) / self.dpi * 25.4

    def line(self, *points: tuple[float, float], pen: float = 0.18, ink: Ink = BLACK) -> None:
        dots = [(self.pixels(x), self.pixels(y)) for x, y in points]
        self.pen.line(dots, fill=self.ink(ink), width=max(1, self.pixels(pen)))

    def dashes(
        self, start: tuple[float, float], end: tuple[float, float], pen: float = 0.18, step: float = 3.0
    ) -> None:
        (x0, y0), (x1, y1) = start, end
        count = max(1, int(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / step))
        for number in range(count):
            near, far = number / count, (number + 0.6) / count
            self.line(
                (x0 + (x1 - x0) * near, y0 + (y1 - y0) * near), (x0 + (x1 - x0) * far, y0 + (y1 - y0) * far), pen=pen
            )

    def box(
        self, x: float, y: float, w: float, h: float, pen: float = 0.25, ink: Ink = BLACK, fill: Ink | None = None
    ) -> None:
        corners = (self.pixels(x), self.pixels(y), self.pixels(x + w), self.pixels(y + h))
        inside = None if fill is None else self.ink(fill)
        self.pen.rectangle(corners, outline=self.ink(ink), width=max(1, self.pixels(pen)), fill=inside)

    def circle(
        self, x: float, y: float, radius: float, pen: float = 0.2, ink: Ink = BLACK, filled: bool = False
    ) -> None:
        corners = tuple(self.pixels(edge) for edge in (x - radius, y - radius, x + radius, y + radius))
        fill = self.ink(ink) if filled else None
        self.pen.ellipse(corners, outline=self.ink(ink), width=max(1, self.pixels(pen)), fill=fill)

    def arc(self, x: float, y: float, radius: float, start: int, end: int, pen: float = 0.15) -> None:
        corners = tuple(self.pixels(edge) for edge in (x - radius, y - radius, x + radius, y + radius))
        self.pen.arc(corners, start, end, fill=self.ink(BLACK), width=max(1, self.pixels(pen)))
