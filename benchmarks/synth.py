"""Sheets of the generator that lies beside the checkout and is not part of it: clean to degraded, A4 to A0."""

import importlib.util
import random
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.sheets import Sheet

GENERATOR = Path(__file__).resolve().parents[2] / "shared" / "tools" / "synth_scans.py"
# One page each of: clean, English, degraded, stamped and rotated permit, A3, rotated A3, A2, A1, A0.
QUICK = (0, 9, 10, 20, 27, 33, 41, 45, 50, 56)
OURS = {"owner": "construction_unit", "project": "project_name", "design": "design_unit", "constr": "contractor"}
KINDS = {"plan": "construction_planning_permit", "constr": "construction_permit", "final": "completion_filing"}


def sheets(seed: int, folder: Path, quick: bool = False, numbers: Collection[int] | None = None) -> Iterator[Sheet]:
    if not GENERATOR.is_file():
        raise SystemExit(f"The page generator is not at {GENERATOR}; measure the other sets with --set hard or real.")
    Image.MAX_IMAGE_PIXELS = None
    generator = loaded(GENERATOR)
    chosen = QUICK if quick else numbers
    for number, (category, making, spoiled, _) in enumerate(generator.plan(seed)):
        if chosen is None or number in chosen:
            yield drawn(generator, seed, number, category, making, spoiled, folder)


def loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawn(
    generator: Any, seed: int, number: int, category: str, making: tuple[Any, ...], spoiled: list[str], folder: Path
) -> Sheet:
    maker, *wishes = making
    chance = random.Random(f"{seed}/{number}")
    page = getattr(generator, maker)(chance, *wishes)
    pixels, _, rotation = generator.degrade(page.im, chance, spoiled, page.dpi)
    name = f"synth-{seed}-{number:03d}"
    path = folder / f"{name}.jpg"
    Image.fromarray(pixels[..., ::-1]).save(path, dpi=(page.dpi, page.dpi), quality=80)
    kind = {"permit": KINDS.get(str(wishes[0]), ""), "permit_en": "building_permit"}.get(maker, "drawing")
    fields = {OURS.get(field, field): value for field, value in page.fields.items()}
    if kind == "completion_filing":
        fields["filing_no"] = fields.pop("permit_no")
    return Sheet(
        set="synth", category=category, name=name, path=path, dpi=page.dpi, rotation=rotation,
        lines=tuple(page.lines), block=tuple(page.tb or page.lines), fields=fields, kind=kind,
    )  # fmt: skip
