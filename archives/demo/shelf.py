"""The sample shelf: which sheets there are, whose they are, how open, and what they say."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archives.demo import architectural, permits, structural, truth, volume
from archives.demo.paper import Paper
from archives.demo.scanner import bilevel, save, save_pages, scanned

PLANNING = "自然资源和规划局"
HOUSING = "住房和城乡建设局"
Maker = Callable[[int, random.Random], Paper]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One file of the shelf; `level` is open, internal or restricted, `fields` what is printed on it."""

    file: str
    kind: str
    department: str
    level: str
    fields: Mapping[str, str]
    draw: Callable[[Path, random.Random], Path]


def _sheet(make: Maker, dpi: int, folds: bool = False) -> Callable[[Path, random.Random], Path]:
    def draw(path: Path, rng: random.Random) -> Path:
        return save(scanned(make(dpi, rng), rng, folds=folds), path, dpi)

    return draw


def _black_and_white(make: Maker, dpi: int) -> Callable[[Path, random.Random], Path]:
    def draw(path: Path, rng: random.Random) -> Path:
        return save(bilevel(make(dpi, rng), rng), path, dpi)

    return draw


def _bound_volume(path: Path, rng: random.Random) -> Path:
    dpi = 200
    return save_pages([scanned(page, rng) for page in volume.pages(dpi, rng)], path, dpi)


SHELF: tuple[Sample, ...] = (
    Sample(
        file="01-建设工程规划许可证.jpg", kind="construction_planning_permit", department=PLANNING, level="open",
        fields=truth.PLANNING_PERMIT, draw=_sheet(permits.planning_permit, 300),
    ),
    Sample(
        file="02-建筑工程施工许可证.png", kind="construction_permit", department=HOUSING, level="open",
        fields=truth.CONSTRUCTION_PERMIT, draw=_sheet(permits.construction_permit, 200),
    ),
    Sample(
        file="03-竣工验收备案表.jpg", kind="completion_filing", department=HOUSING, level="open",
        fields=truth.COMPLETION_FILING, draw=_sheet(permits.completion_filing, 300),
    ),
    Sample(
        file="04-建施-06.tif", kind="drawing", department=HOUSING, level="internal",
        fields=truth.ARCHITECTURAL_SHEET, draw=_black_and_white(architectural.sheet, 300),
    ),
    Sample(
        file="05-结施-12.jpg", kind="drawing", department=HOUSING, level="restricted",
        fields=truth.STRUCTURAL_SHEET, draw=_sheet(structural.sheet, 300, folds=True),
    ),
    Sample(
        file="06-竣工验收文件.pdf", kind="volume_cover", department=HOUSING, level="internal",
        fields=truth.VOLUME, draw=_bound_volume,
    ),
    Sample(
        file="07-building-permit.jpg", kind="building_permit", department=HOUSING, level="open",
        fields=truth.BUILDING_PERMIT, draw=_sheet(permits.building_permit, 200),
    ),
)  # fmt: skip


def draw_shelf(folder: Path, seed: int = 1) -> Iterator[Path]:
    """Draw the shelf into the folder, giving each file as it is done; the same seed gives the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SHELF:
        yield sample.draw(folder / sample.file, random.Random(f"{seed}/{sample.file}"))  # noqa: S311 - not a secret
