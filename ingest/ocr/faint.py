"""Marks much fainter than the print of the sheet: the other side shining through, most often."""

from collections.abc import Sequence

import numpy as np

from ingest.sheet import Pixels

# Ink of less than this share of the usual depth is faint.
FAINT = 0.4
# Faint marks are believed to be text of this side only when they read this surely.
BELIEVED = 0.97


def depth(strip: Pixels) -> float:
    """How far the ink of a line is from its paper, on a blueprint towards the light."""
    dark, paper, light = np.percentile(strip[::2, ::2], (2, 50, 98))
    return float(max(paper - dark, light - paper))


def faint_ones(strips: Sequence[Pixels]) -> set[int]:
    """The numbers of the lines that are much fainter than most."""
    depths = [depth(strip) for strip in strips]
    usual = float(np.percentile(depths, 75)) if depths else 0.0
    return {i for i, found in enumerate(depths) if found < FAINT * usual}


def cleared(strip: Pixels) -> Pixels:
    """The line without its faint marks; between faint and full depth the ink is spread over the whole range."""
    dark, paper, light = (float(level) for level in np.percentile(strip, (2, 50, 98)))
    ink = dark if paper - dark >= light - paper else light
    share = (strip.astype(np.float32) - paper) / ((ink - paper) or 1.0)
    kept = ((share - FAINT) / (1 - FAINT)).clip(0, 1)
    return np.asarray((paper + kept * (ink - paper)).round(), np.uint8)
