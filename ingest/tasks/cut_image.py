"""The child's task of cutting the pages of an image file into tiles.

The file has passed the gate before and is not judged anew, and there is no numpy here: so this child stays small.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.confine import allow_seconds
from ingest.limits import Limits
from ingest.problems import Problem
from ingest.tools import pyramid, tiff


def perform(task: dict[str, Any], tell: Callable[..., None]) -> None:
    limits, path = Limits(**task["limits"]), Path(task["path"])
    directories = [0]
    if task["media_type"] == "image/tiff":
        directories = [picture.directory for picture in tiff.walk(path, limits)]
    for number, rotation, target in task["pages"]:
        allow_seconds(limits.page_seconds)
        with suppress(Problem):  # a page that cannot be decoded has no tiles; its neighbours have theirs
            pyramid.cut_image(path, directories[number - 1], rotation, Path(target))
            tell(cut=number)
