"""Sheets drawn for the tests, with the place of every text on them."""

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ingest.scan import Box
from ingest.sheet import Sheet

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SIMPLIFIED_CHINESE = 2
DPI = 200
INCH = 25.4
BLACK, RED, WHITE = (20, 20, 20), (208, 32, 40), (255, 255, 255)

PERMIT = (
    ("建设单位", "临江市城市建设投资集团有限公司"),
    ("工程名称", "临江市滨江商务中心二期"),
    ("建设地址", "临江市高新区人民大道268号"),
    ("设计单位", "临江市建筑设计研究院有限公司"),
    ("发证日期", "2014年5月20日"),
)


@dataclass
class Drawn:
    """A sheet of so many millimetres and the boxes of the texts written on it."""

    width: int = 180
    height: int = 110
    boxes: dict[str, Box] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (pixels(self.width), pixels(self.height)), WHITE)
        self.pen = ImageDraw.Draw(self.image)

    def write(self, text: str, x: float, y: float, height: float = 5, direction: int = 0, ink: tuple = BLACK) -> None:
        """Text with its upper left corner at these millimetres, reading in this direction."""
        letters = ImageFont.truetype(str(FONT), pixels(height), index=SIMPLIFIED_CHINESE)
        left, top, right, bottom = (round(edge) for edge in letters.getbbox(text))
        stencil = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(stencil).text((-left, -top), text, font=letters, fill=255)
        stencil = stencil.rotate(-direction, expand=True)
        self.image.paste(ink, (pixels(x), pixels(y)), stencil)
        self.boxes[text] = Box(pixels(x), pixels(y), stencil.width, stencil.height)

    def stamp(self, text: str, x: float, y: float, size: float = 32) -> None:
        """A round red seal whose ink lets the print below show through."""
        side = pixels(size)
        seal = Image.new("L", (side, side), 0)
        pen = ImageDraw.Draw(seal)
        pen.ellipse((4, 4, side - 4, side - 4), outline=255, width=side // 30)
        pen.regular_polygon((side // 2, side // 2, side // 5), 3, fill=255)
        letters = ImageFont.truetype(str(FONT), side // 9, index=SIMPLIFIED_CHINESE)
        pen.text((side // 2, side * 0.78), text, font=letters, fill=255, anchor="mm")
        place = (pixels(x), pixels(y))
        below = np.asarray(self.image.crop((*place, place[0] + side, place[1] + side)), float)
        strength = np.asarray(seal, float)[..., None] / 255 * 0.85
        inked = below * (1 - strength + strength * np.array(RED) / 255)
        self.image.paste(Image.fromarray(inked.astype(np.uint8)), place)

    def sheet(self, turned: int = 0, skew: float = 0.0, colour: bool = False) -> Sheet:
        """The scan: laid askew, then turned clockwise."""
        rgb = np.asarray(self.image)
        if skew:
            height, width = rgb.shape[:2]
            matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1)
            rgb = cv2.warpAffine(rgb, matrix, (width, height), borderValue=WHITE)
        rgb = np.ascontiguousarray(np.rot90(rgb, -turned // 90))
        gray = np.asarray(Image.fromarray(rgb).convert("L")).copy()
        return Sheet(gray, DPI, rgb if colour else None)


def a_permit() -> Drawn:
    drawn = Drawn()
    drawn.write("建设工程规划许可证", 50, 8, height=9)
    for row, (label, value) in enumerate(PERMIT):
        drawn.write(label, 15, 30 + 14 * row)
        drawn.write(value, 55, 30 + 14 * row)
    return drawn


def pixels(millimetres: float) -> int:
    return round(millimetres / INCH * DPI)
