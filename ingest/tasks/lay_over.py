"""The child's task of finding how one sheet lies over another, from the pictures of their pages."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ingest.derive import DISPLAY_QUALITY, DISPLAY_SIDE, keep
from ingest.laying_over import lay_over
from ingest.room import Pixels
from ingest.tasks.read import Tell
from ingest.tools import vips


def perform(task: dict[str, Any], tell: Tell) -> None:
    laid, both = lay_over(gray(Path(task["left"])), gray(Path(task["right"])))
    keep(Path(task["target"]), vips.jpeg(both, DISPLAY_SIDE, DISPLAY_QUALITY))
    tell(laid=asdict(laid))


def gray(picture: Path) -> Pixels:
    image = vips.opened(picture).colourspace("b-w")
    return np.frombuffer(image.write_to_memory(), np.uint8).reshape(image.height, image.width)
