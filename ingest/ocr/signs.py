"""A line sign by sign: what each one is, how sure the model is of it, and where on the line it stands."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from ingest.ocr import models
from ingest.ocr.han import tidy
from ingest.ocr.recognise_lines import HEIGHT, NARROWEST, SQUEEZED, WIDEST, alphabet
from ingest.sheet import Pixels


class Sign(NamedTuple):
    """One character; `place` is its middle, from 0 at the beginning of the line to 1 at its end."""

    text: str
    confidence: float
    place: float


def signs_of(strip: Pixels, text: str, threads: int) -> list[Sign]:
    """The signs of a gray strip 48 pixels high that was read as this text, or as they are at full width."""
    signs: list[Sign] = []
    for scale in (SQUEEZED, 1.0):
        signs = _at(scale, strip, threads)
        if tidy(text_of(signs)) == text:
            return signs
    return signs


def _at(scale: float, strip: Pixels, threads: int) -> list[Sign]:
    width = max(NARROWEST, min(WIDEST, round(strip.shape[1] * scale)))
    if strip.shape != (HEIGHT, width):
        strip = np.asarray(cv2.resize(strip, (width, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)
    plane = strip.astype(np.float32) / np.float32(127.5) - np.float32(1)
    session = models.session(models.RECOGNITION, threads)
    (likely,) = session.run(None, {"x": np.repeat(plane[None, None], 3, axis=1)})
    best, sure = likely[0].argmax(axis=1), likely[0].max(axis=1)
    known, steps = alphabet(threads), len(best)
    starts = np.flatnonzero((best > 0) & np.concatenate(([True], best[1:] != best[:-1])))
    ends = [_end(best, start) for start in starts.tolist()]
    return [
        Sign(known[best[start]], float(sure[start]), (start + end) / 2 / steps)
        for start, end in zip(starts.tolist(), ends, strict=True)
    ]


def text_of(signs: Sequence[Sign]) -> str:
    return "".join(sign.text for sign in signs)


def _end(best: np.ndarray, start: int) -> int:
    others = np.flatnonzero(best[start:] != best[start])
    return int(start + others[0]) if len(others) else len(best)
