"""What comes in and what does not, with files of our own."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ingest.limits import Limits
from ingest.opening import opened
from ingest.problems import Problem, Quarantined, Refused
from ingest.reader import inspect
from ingest.scan import Scan, Workbench
from tests.ingest.samples import NAME, a_page, a_pdf, a_tiff, jpeg_bytes, picture, png_claiming, saved

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

# One directory whose only entry calls it a thumbnail, and which is followed by itself.
IN_A_CIRCLE = b"II*\0" + struct.pack("<IHHHIII", 8, 1, 254, 4, 1, 1, 8)


def looked_at(path: Path, **limits: int) -> Scan:
    """In this process: these files are our own."""
    return opened(Scan(path=path, name=path.name), Workbench(limits=Limits(**limits)))


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def a_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "problem", "said"),
    [
        (b"", Refused, "empty"),
        (EICAR, Quarantined, "EICAR"),
        (b"MZ" + bytes(64), Refused, "program"),
        (b"%!PS-Adobe-3.0\n", Refused, "PostScript"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refused, "XML"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", Refused, "XML"),
        (a_zip(), Refused, "ZIP"),
        (b"plain words", Refused, "none of PDF"),
        (b"\0" * 900 + b"%PDF-1.7", Refused, "none of PDF"),
        (png_claiming(30_000, 30_000), Refused, "too large"),
        (png_claiming(0, 10), Refused, "no size"),
        (b"\x89PNG\r\n\x1a\n", Quarantined, "truncated"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Quarantined, "truncated"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", Quarantined, "truncated"),
        (b"II*\0" + struct.pack("<I", 1 << 30), Quarantined, "truncated"),
        (b"II*\0" + struct.pack("<I", 0), Refused, "no page"),
        (IN_A_CIRCLE, Refused, "circle"),
        (b"%PDF-1.3\nThis is not a valid PDF\n%%EOF\n", Quarantined, "damaged"),
    ],
)
def test_what_is_no_scan_is_named(tmp_path: Path, content: bytes, problem: type[Problem], said: str) -> None:
    with pytest.raises(problem, match=said):
        looked_at(written(tmp_path / "a.pdf", content))


def test_the_name_of_a_file_does_not_decide_what_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path / "drawing.pdf", a_page(), format="PNG")
    assert looked_at(path).media_type == "image/png"


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="larger than"):
        looked_at(saved(tmp_path / "a.png", a_page()), file_bytes=100)


def test_a_tiff_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = a_tiff(tmp_path / "a.tif", [a_page(size=(50, 50))] * 4)
    assert looked_at(path, pages=4).page_count == 4
    with pytest.raises(Refused, match="more than 3 pages"):
        looked_at(path, pages=3)


@pytest.mark.parametrize(("name", "options"), [("a.jpg", {}), ("a.png", {}), ("a.jp2", {}), ("a.tif", {})])
def test_half_a_file_is_quarantined(tmp_path: Path, name: str, options: dict[str, Any]) -> None:
    path = saved(tmp_path / name, a_page(), **options)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Quarantined, match="truncated"):
        looked_at(path)


def test_data_behind_the_image_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jpg", jpeg_bytes(a_page()) + a_zip())
    assert "trailing data" in looked_at(path).warnings[0]


def test_a_pdf_with_a_password_is_quarantined_and_with_an_owner_only_is_read(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", (b"", {}))
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "user.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
        pdf.save(tmp_path / "owner.pdf", encryption=pikepdf.Encryption(user="", owner="o"))
    with pytest.raises(Quarantined, match="password"):
        looked_at(tmp_path / "user.pdf")
    assert "locked" in looked_at(tmp_path / "owner.pdf").warnings[0]


def test_a_program_inside_a_pdf_is_found_under_any_name(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", (b"", {}))
    with pikepdf.open(path) as pdf:
        pdf.attachments["plan.pdf"] = b"MZ" + bytes(100)
        pdf.save(tmp_path / "b.pdf")
    with pytest.raises(Quarantined, match="program inside"):
        looked_at(tmp_path / "b.pdf")


def test_a_launch_action_deep_in_a_link_is_found(tmp_path: Path) -> None:
    action = pikepdf.Dictionary(S=NAME.Launch, F="cmd.exe")
    note = pikepdf.Dictionary(Type=NAME.Annot, Subtype=NAME.Link, Rect=[0, 0, 9, 9], A=action)
    with pytest.raises(Quarantined, match="Launch"):
        looked_at(a_pdf(tmp_path / "a.pdf", (b"", {"Annots": pikepdf.Array([note])})))


def test_a_giant_picture_in_a_pdf_is_refused_by_what_it_claims(tmp_path: Path) -> None:
    resources = picture(b"", 60_000, 60_000, Filter=NAME.FlateDecode)
    with pytest.raises(Refused, match="too large"):
        looked_at(a_pdf(tmp_path / "a.pdf", (b"/I Do", {"Resources": resources})))


def test_what_a_pdf_says_of_itself_is_kept(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", (b"", {}))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = "滨江路给水管网改造"
        pdf.save(path)
    assert looked_at(path).about["title"] == "滨江路给水管网改造"


def test_a_child_that_needs_too_much_is_stopped_and_its_file_quarantined(tmp_path: Path) -> None:
    # A progressive image is held in memory as a whole, six bytes a pixel.
    page = a_page(size=(7000, 7000), mode="RGB")
    path = saved(tmp_path / "a.jpg", page, progressive=True, subsampling=0)
    with pytest.raises(Quarantined, match="killed by its limits"):
        inspect(path, path.name, Limits(inspect_memory=200 << 20))
    assert inspect(path, path.name).page_count == 1
