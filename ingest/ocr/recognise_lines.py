"""What a line of text says: the recognition model on lines set straight, 48 pixels high."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr import models
from ingest.ocr.han import tidy
from ingest.sheet import Pixels

HEIGHT = 48
NARROWEST, WIDEST = 32, 3200
# Lines read together: wider batches overrun the processor's cache and are slower, measured at 1, 2, 4 and 8 lines.
BATCH_WIDTH = 640
# The model's time grows with the width: lines are read squeezed first, and as they are where that leaves a doubt.
SQUEEZED = 0.75
# A doubt is a character below DOUBT; a line below HOPELESS is no text.
DOUBT, HOPELESS = 0.85, 0.35
# The squeezed reading stays only if it is surer by this much.
BETTER = 0.05
# Some of many lines tell how often squeezing leaves a doubt; where it does so too often, nothing is gained by it.
MANY, PROBES, OFTEN = 18, 6, 0.4
# Lines of about the same width share a batch, so that little padding is read.
LOOSENESS = 1.05


class Reading(NamedTuple):
    """The confidence is the mean over the characters; `weakest` that of the least sure one."""

    text: str
    confidence: float
    weakest: float = 0.0


NOTHING = Reading("", 0.0)


@dataclass(frozen=True)
class Recogniser:
    threads: int = 1

    def read(self, strips: Sequence[Pixels]) -> list[Reading]:
        """The readings of gray strips 48 pixels high, in their order."""
        by_width = sorted(range(len(strips)), key=lambda i: strips[i].shape[1])
        probes = by_width[:: len(strips) // PROBES] if len(strips) >= MANY else by_width
        rest = [i for i in by_width if i not in set(probes)]
        first, share = self._squeezed_first([strips[i] for i in probes])
        readings = dict(zip(probes, first, strict=True))
        if share > OFTEN:
            readings |= zip(rest, self.in_full([strips[i] for i in rest]), strict=True)
        else:
            readings |= zip(rest, self._squeezed_first([strips[i] for i in rest])[0], strict=True)
        return [readings[i] for i in range(len(strips))]

    def _squeezed_first(self, strips: Sequence[Pixels]) -> tuple[list[Reading], float]:
        """The readings, and the share of all that is written that had to be read twice."""
        readings = self.glance(strips)
        doubtful = [
            i for i, reading in enumerate(readings) if reading.weakest < DOUBT and reading.confidence > HOPELESS
        ]
        for i, other in zip(doubtful, self.in_full([strips[i] for i in doubtful]), strict=True):
            if other.confidence > readings[i].confidence - BETTER:
                readings[i] = other
        again = sum(strips[i].shape[1] for i in doubtful)
        return readings, again / max(1, sum(strip.shape[1] for strip in strips))

    def glance(self, strips: Sequence[Pixels]) -> list[Reading]:
        """Readings without a second try."""
        return self._at(SQUEEZED, strips)

    def in_full(self, strips: Sequence[Pixels]) -> list[Reading]:
        """Readings at full width, for what a first look left in doubt."""
        return self._at(1.0, strips)

    def _at(self, scale: float, strips: Sequence[Pixels]) -> list[Reading]:
        narrowed = [_narrowed(strip, scale) for strip in strips]
        readings = [NOTHING] * len(strips)
        for batch in batches([strip.shape[1] for strip in narrowed]):
            session = models.session(models.RECOGNITION, self.threads)
            (likely,) = session.run(None, {"x": _stacked([narrowed[i] for i in batch])})
            for i, reading in zip(batch, _decoded(likely, self.threads), strict=True):
                readings[i] = reading
        return readings


def _narrowed(strip: Pixels, scale: float) -> Pixels:
    width = min(WIDEST, max(NARROWEST // 2, round(strip.shape[1] * scale)))
    if width == strip.shape[1]:
        return strip
    return np.asarray(cv2.resize(strip, (width, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of the lines to read together, from the narrowest on."""
    batch: list[int] = []
    for i in sorted(range(len(widths)), key=widths.__getitem__):
        width = max(NARROWEST, widths[i])
        full = batch and (len(batch) + 1) * width > BATCH_WIDTH
        if batch and (full or width > LOOSENESS * max(NARROWEST, widths[batch[0]])):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _stacked(strips: list[Pixels]) -> NDArray[np.float32]:
    width = max(NARROWEST, *(strip.shape[1] for strip in strips))
    stack = np.zeros((len(strips), 3, HEIGHT, width), np.float32)
    for row, strip in zip(stack, strips, strict=True):
        row[:, :, : strip.shape[1]] = strip.astype(np.float32) / np.float32(127.5) - np.float32(1)
    return stack


def _decoded(likely: NDArray[np.float32], threads: int) -> Iterator[Reading]:
    """The best sign of each step; repeated signs and blanks between signs fall away."""
    signs = alphabet(threads)
    for best, sure in zip(likely.argmax(axis=2), likely.max(axis=2), strict=True):
        kept = (best > 0) & np.concatenate(([True], best[1:] != best[:-1]))
        text = tidy("".join(signs[i] for i in best[kept]))
        yield Reading(text, float(sure[kept].mean()), float(sure[kept].min())) if text else NOTHING


@cache
def alphabet(threads: int) -> tuple[str, ...]:
    """The signs the model knows, the empty one first and the blank last."""
    known = models.session(models.RECOGNITION, threads).get_modelmeta().custom_metadata_map["character"]
    return "", *known.splitlines(), " "
