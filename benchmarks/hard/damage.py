"""What age, copying and cameras do to a sheet: from a clean drawing to the scan of a difficult one."""

import random

import cv2
import numpy as np

Pixels = np.ndarray


def _field(shape: tuple[int, int], grain: np.random.Generator, low: float, high: float, patches: int = 5) -> Pixels:
    """Values that change slowly over the sheet, for light, ink and stains."""
    coarse = grain.uniform(low, high, (patches, patches)).astype(np.float32)
    return cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).clip(min(low, high), max(low, high))


def _grained(pixels: Pixels, grain: np.random.Generator, strength: float) -> Pixels:
    noise = grain.normal(0, strength, (512, 512)).astype(np.float32)
    high, wide = pixels.shape[:2]
    tiled = np.tile(noise, (high // 512 + 1, wide // 512 + 1))[:high, :wide, None]
    return (pixels.astype(np.float32) + tiled).clip(0, 255).astype(np.uint8)


def _skewed(pixels: Pixels, degrees: float, ground: tuple[int, int, int]) -> Pixels:
    high, wide = pixels.shape[:2]
    turning = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    return cv2.warpAffine(pixels, turning, (wide, high), flags=cv2.INTER_LINEAR, borderValue=ground)


def _ink_of(pixels: Pixels) -> Pixels:
    """How much ink there is at each place, from 0 to 1."""
    return 1 - cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255


def _coloured(ink: Pixels, ground: tuple[int, int, int], line: tuple[int, int, int]) -> Pixels:
    paper, pen = (np.asarray(each, np.float32) for each in (ground, line))
    return (paper + (pen - paper) * ink[..., None]).clip(0, 255).astype(np.uint8)


def blueprint(pixels: Pixels, chance: random.Random, grain: np.random.Generator, dpi: int) -> Pixels:
    """晒图: white lines on blue, faded unevenly, with folds."""
    ink = cv2.GaussianBlur(_ink_of(pixels), (0, 0), dpi / 300 * chance.uniform(0.5, 0.9))
    ink *= _field(ink.shape, grain, 0.45, 0.9)
    ground = (chance.randint(52, 92), chance.randint(82, 118), chance.randint(140, 178))
    line = tuple(min(255, each + chance.randint(78, 100)) for each in ground)
    drawn = _coloured(ink, ground, (line[0], line[1], line[2])).astype(np.float32)
    drawn *= _field(ink.shape, grain, 0.86, 1.1)[..., None]
    for part in (1 / 3, 2 / 3):
        across, half = int(drawn.shape[1] * part), max(2, dpi // 80)
        drawn[:, across - half : across + half] += 22
    return _skewed(_grained(drawn.clip(0, 255), grain, 7), chance.uniform(-0.8, 0.8), ground)


def carbon_copy(pixels: Pixels, chance: random.Random, grain: np.random.Generator, dpi: int) -> Pixels:
    """复写纸: soft violet letters of uneven pressure on thin paper, smudged and struck a little twice."""
    ink = cv2.GaussianBlur(_ink_of(pixels), (0, 0), dpi / 300 * chance.uniform(1.3, 1.9))
    shift = np.float32([[1, 0, chance.uniform(0.5, 1.5)], [0, 1, chance.uniform(-1, 1)]])
    ink = np.maximum(ink, 0.5 * cv2.warpAffine(ink, shift, ink.shape[::-1]))
    fibres = cv2.GaussianBlur(grain.uniform(0.3, 1.4, ink.shape).astype(np.float32), (0, 0), 1.2)
    ink = (ink * _field(ink.shape, grain, 0.45, 0.95) * fibres.clip(0.4, 1.1) * 1.25).clip(0, 1)
    smudge = _field(ink.shape, grain, 0.0, 0.16, 9)
    violet = (chance.randint(62, 92), chance.randint(52, 80), chance.randint(120, 158))
    drawn = _coloured(np.maximum(ink, smudge), (244, 238, 222), violet)
    return _skewed(_grained(drawn, grain, 8), chance.uniform(-1.5, 1.5), (240, 234, 220))


def bleed_through(pixels: Pixels, back: Pixels, chance: random.Random, grain: np.random.Generator, dpi: int) -> Pixels:
    """The print of the back shows through the thin sheet."""
    behind = cv2.GaussianBlur(_ink_of(back[:, ::-1]), (0, 0), dpi / 300 * chance.uniform(1.0, 2.0))
    shown = behind * chance.uniform(0.28, 0.46) * _field(behind.shape, grain, 0.7, 1.0)
    drawn = pixels.astype(np.float32) * (np.asarray((250, 243, 226), np.float32) / 255)
    drawn = np.minimum(drawn, 250 * (1 - shown[..., None]))
    return _skewed(_grained(drawn, grain, 6), chance.uniform(-1, 1), (246, 240, 224))


def bilevel(pixels: Pixels, chance: random.Random, grain: np.random.Generator, dpi: int) -> Pixels:
    """One bit a pixel, as most drawings were scanned: broken thin strokes, filled small counters, dust."""
    gray = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (0, 0), dpi / 300 * chance.uniform(0.8, 1.2))
    gray = _skewed(gray, chance.uniform(-1.2, 1.2), (255, 255, 255)).astype(np.float32)
    gray += grain.normal(0, 18, gray.shape)
    black = gray < chance.randint(134, 184) + _field(gray.shape, grain, -18, 18)
    dust = grain.integers(0, black.size, black.size // 9000)
    black.reshape(-1)[dust] = True
    return np.where(black, 0, 255).astype(np.uint8)


def scanned(pixels: Pixels, chance: random.Random, grain: np.random.Generator, dpi: int) -> Pixels:
    """An ordinary scan: off-white paper, a little soft, a little askew."""
    soft = cv2.GaussianBlur(pixels, (0, 0), dpi / 300 * chance.uniform(0.5, 0.8)).astype(np.float32)
    toned = soft * (np.asarray((250, 246, 236), np.float32) / 255)
    return _skewed(_grained(toned, grain, 6), chance.uniform(-1.0, 1.0), (248, 244, 234))


def photograph(pixels: Pixels, chance: random.Random, grain: np.random.Generator, _: int) -> Pixels:
    """Taken by hand from above a table: in perspective, lit from one side, with the shadow of the camera."""
    high, wide = pixels.shape[:2]
    scale = 3900 / max(high, wide)
    canvas = (round(wide * scale * 1.12), round(high * scale * 1.12))
    edge_x, edge_y = canvas[0] * 0.055, canvas[1] * 0.055
    corners = np.float32([(0, 0), (wide, 0), (wide, high), (0, high)])
    ideal = ((edge_x, edge_y), (canvas[0] - edge_x, edge_y), (canvas[0] - edge_x, canvas[1] - edge_y),
             (edge_x, canvas[1] - edge_y))  # fmt: skip
    reach = 0.038
    held = np.float32(
        [
            (x + canvas[0] * chance.uniform(-reach, reach), y + canvas[1] * chance.uniform(-reach, reach))
            for x, y in ideal
        ]
    )
    table = tuple(chance.randint(70, 120) for _ in range(3))
    view = cv2.getPerspectiveTransform(corners, held)
    seen = cv2.warpPerspective(pixels, view, canvas, flags=cv2.INTER_AREA, borderValue=table).astype(np.float32)
    light = _field(seen.shape[:2], grain, 0.62, 1.04, 3)
    shadow = np.ones(seen.shape[:2], np.float32)
    across, down = (round(side * chance.uniform(0.25, 0.75)) for side in canvas)
    cv2.ellipse(shadow, (across, canvas[1]), (canvas[0] // 3, down), chance.uniform(-20, 20), 0, 360, 0.66, -1)
    shadow = cv2.GaussianBlur(cv2.resize(shadow, None, fx=0.1, fy=0.1), (0, 0), 12)
    shadow = cv2.resize(shadow, canvas)
    lit = cv2.GaussianBlur(seen, (0, 0), chance.uniform(0.6, 1.0)) * (light * shadow)[..., None]
    return _grained(lit, grain, 5)
