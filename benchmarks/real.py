"""Real sheets beside the checkout whose text is known: typed by others, held by the PDF itself, or read by eye.

PDFs are rendered, so that pixels are read and never the text layer that is the truth. linn.txt is not used: it is
itself the reading of a program, faults and all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from PIL import Image

from benchmarks.sheets import Sheet

SCANS = Path(__file__).resolve().parents[2] / "shared" / "scans"
DPI = 200
POINTS_PER_INCH = 72
PRINTED, LAYER, DRAWING = "real, printed text", "real, born digital", "real, drawing"


@dataclass(frozen=True)
class Source:
    """`lines` and `fields` as read by eye; where there are no lines, a .txt file or the PDF's own layer says them."""

    category: str
    file: str
    page: int = 1
    lines: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)


def _named(file: str, name: str) -> Source:
    return Source(DRAWING, f"unboxed__bops/{file}", fields={"drawing_name": name})


SOURCES = (
    Source(PRINTED, "tesseract-ocr__test/8071_093.3B.tif"),
    Source(PRINTED, "tesseract-ocr__test/8087_054.3B.tif"),
    Source(LAYER, "RapidAI__RapidOCRPDF/direct_extract.pdf"),
    Source(LAYER, "RapidAI__RapidOCRPDF/direct_and_image.pdf"),
    Source(LAYER, "py-pdf__sample-files/with-attachment.pdf"),
    _named("Elevations.pdf", "Elevations"),
    _named("Plan.pdf", "Plan"),
    _named("RoofPlan.pdf", "Roof plan"),
    Source(
        DRAWING,
        "unboxed__bops/Site_plan.pdf",
        lines=("PROPOSED BLOCK PLAN", "LOCATION PLAN", "190-P0", "Location and Block plans"),
        fields={"drawing_no": "190-P0", "drawing_name": "Location and Block plans"},
    ),
    Source(
        DRAWING,
        "unboxed__bops/Elevations-best-practice.pdf",
        lines=("EXISTING SIDE ELEVATION", "EXISTING FRONT ELEVATION", "EXISTING REAR ELEVATION", "190-P0"),
        fields={"drawing_no": "190-P0", "drawing_name": "Existing Elevations"},
    ),
    Source(
        DRAWING,
        "unboxed__bops/proposed-floorplan.png",
        lines=("APPLICANT:", "Mantas Prikockas", "PROPERTY:", "DRAWING:", "Section A - Existing", "04/02/2019", "7,65"),
        fields={"construction_unit": "Mantas Prikockas", "drawing_name": "Section A - Existing", "date": "2019-02-04"},
    ),
)


def sheets(folder: Path, quick: bool = False) -> Iterator[Sheet]:
    if not SCANS.is_dir():
        raise SystemExit(f"The real scans are not at {SCANS}; measure the other sets with --set synth or hard.")
    seen: set[str] = set()
    for number, source in enumerate(SOURCES):
        if not quick or source.category not in seen:
            seen.add(source.category)
            yield _sheet(source, f"real-{number:02d}", folder)


def _sheet(source: Source, name: str, folder: Path) -> Sheet:
    file = SCANS / source.file
    lines, path, dpi = source.lines, folder / f"{name}.png", DPI
    if file.suffix == ".pdf":
        document = pypdfium2.PdfDocument(file)
        page = document[source.page - 1]
        lines = lines or tuple(page.get_textpage().get_text_bounded().replace("\x02", "").splitlines())
        page.render(scale=DPI / POINTS_PER_INCH).to_pil().convert("RGB").save(path, dpi=(DPI, DPI))
        document.close()
    else:
        lines = lines or tuple(file.with_suffix(".txt").read_text().splitlines())
        with Image.open(file) as image:
            dpi = round(float(image.info.get("dpi", (0, 0))[0]))
            path = folder / f"{name}{file.suffix}"
        path.write_bytes(file.read_bytes())
    wanted = tuple(line.strip() for line in lines if line.strip())
    kind = "drawing" if source.category == DRAWING else ""
    return Sheet(
        set="real", category=source.category, name=name, path=path, dpi=dpi, lines=wanted, block=wanted,
        fields=source.fields, kind=kind,
    )  # fmt: skip
