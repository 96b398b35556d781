"""What is inside a PDF, judged object by object through qpdf without drawing anything."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

from ingest import problems
from ingest.limits import Limits
from ingest.problems import Quarantined, Refused, Unreadable
from ingest.tools import jbig2
from ingest.tools.headers import Picture, judged
from ingest.tools.pdf_streams import PICTURE_FILTERS, check_forms, check_growth, filters_of, unpacked

LAUNCH = re.compile(rb"/S\s*/Launch\b")
ACTIVE = re.compile(
    rb"/S\s*/(?:JavaScript|SubmitForm|ImportData|GoToE|GoToR|Movie|Rendition|RichMediaExecute)\b|/XFA\b|/RichMedia\b"
)
FILES = re.compile(rb"/EF\s*<<(.*?)>>", re.DOTALL)
REFERENCE = re.compile(rb"(\d+) (\d+) R")
PROGRAM_MARKS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
PROGRAM_NAME = re.compile(r"\.(exe|dll|scr|com|bat|cmd|js|jse|vbs|vbe|wsf|hta|ps1|msi|jar|lnk|sh)\s*$", re.IGNORECASE)
Failed = pikepdf.PdfError
Pdf = pikepdf.Pdf
GIANT_SIDE = 200 * 72  # points: the largest page the format itself allows


@contextmanager
def opened(path: Path) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise Quarantined("The PDF is locked with a password (encrypted). Please send a copy without one.") from error
    except pikepdf.PdfError as error:
        if "loop" in str(error).lower():
            raise Refused("The pages of the PDF run in a circle.") from error
        raise Quarantined("The PDF is damaged or cut off (truncated): its pages cannot be found.") from error


def walk(path: Path, limits: Limits) -> tuple[int, tuple[str, ...]]:
    """The number of pages, and what is odd about the file; raises what is wrong with it."""
    with opened(path) as pdf:
        count = len(pdf.pages)
        if not count:
            raise Quarantined("The PDF has no page left; it is damaged or cut off (truncated).")
        if count > limits.pages:
            raise Refused("The file has more than %(pages)d pages.", pages=limits.pages)
        found = set(oddities(pdf, limits)) | set(oddities_of_pages(pdf, limits))
        if any("damaged" in warning or "reconstruct" in warning for warning in map(str, pdf.get_warnings())):
            found.add(problems.REPAIRED)
    return count, tuple(sorted(found))


def oddities(pdf: pikepdf.Pdf, limits: Limits) -> Iterator[str]:
    if pdf.is_encrypted:
        yield problems.OWNER_PASSWORD
    names: Any = pdf.Root.get("/Names") or {}
    form: Any = pdf.Root.get("/AcroForm") or {}
    if starts_something(pdf.Root.get("/OpenAction")) or "/JavaScript" in names:
        yield problems.ACTIVE_CONTENT
    if form.get("/Fields"):
        yield problems.FORMS_IGNORED
    for each in pdf.objects:
        text = written(each)
        if LAUNCH.search(text):
            raise Quarantined("The PDF tries to start a program (Launch action).")
        if ACTIVE.search(text):
            yield problems.ACTIVE_CONTENT
        for files in FILES.finditer(text):
            check_attachment(pdf, each, files.group(1))
            yield problems.ATTACHMENTS
        if isinstance(each, pikepdf.Stream):
            yield from oddities_of_stream(each, limits)


def written(each: Any) -> bytes:
    """The object as the file has it, names unescaped, in one piece: searching it is a hundred times quicker."""
    if isinstance(each, pikepdf.Stream):
        return bytes(each.stream_dict.unparse(resolved=True))
    return bytes(each.unparse(resolved=True)) if isinstance(each, pikepdf.Dictionary | pikepdf.Array) else b""


def starts_something(action: Any) -> bool:
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") != "/GoTo"


def check_attachment(pdf: pikepdf.Pdf, holder: Any, references: bytes) -> None:
    names = [str(holder.get(key, "")) for key in ("/F", "/UF")] if isinstance(holder, pikepdf.Dictionary) else []
    if any(PROGRAM_NAME.search(name) for name in names):
        raise Quarantined("The PDF carries a program inside it (embedded executable).")
    for number, generation in REFERENCE.findall(references):
        stream = pdf.get_object(int(number), int(generation))
        if isinstance(stream, pikepdf.Stream):
            start = next(unpacked(stream.read_raw_bytes(), filters_of(stream)), b"")
            if start.startswith(PROGRAM_MARKS):
                raise Quarantined("The PDF carries a program inside it (embedded executable).")


def oddities_of_stream(stream: Any, limits: Limits) -> Iterator[str]:
    filters = filters_of(stream)
    if stream.get("/Subtype") == "/Image":
        judged(picture_of(stream), limits)
        if "/JBIG2Decode" in filters and not jbig2.is_whole(stream.read_raw_bytes()):
            yield problems.DAMAGED_PICTURE
    elif not PICTURE_FILTERS.intersection(filters):
        check_growth(stream, limits)


def picture_of(stream: Any) -> Picture:
    try:
        return Picture(width=int(stream.get("/Width", 0)), height=int(stream.get("/Height", 0)))
    except (TypeError, ValueError) as error:
        raise Refused("A picture in the PDF has no proper size.") from error


def oddities_of_pages(pdf: pikepdf.Pdf, limits: Limits) -> Iterator[str]:
    known: dict[tuple[int, int], int] = {}
    for page in pdf.pages:
        try:
            check_forms(page, known, limits)
            left, bottom, right, top = (float(side) for side in page.cropbox)
            unit = float(page.obj.get("/UserUnit", 1))
        except (TypeError, ValueError, AttributeError, RecursionError) as error:
            raise Unreadable("A page of the PDF does not describe itself properly.") from error
        if max(abs(right - left), abs(top - bottom)) * unit > GIANT_SIDE:
            yield problems.GIANT_PAGE
