"""Files read through the door, by real child processes with the real engine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from ingest.child import environment
from ingest.limits import Limits
from ingest.problems import Quarantined
from ingest.reader import PAGE_LOST, read, read_files
from ingest.scan import Page, Scan
from ingest.wire import pack_scan, unpack_scan
from tests.ingest.samples import NAME, a_page, a_pdf, a_tiff, helvetica, jpeg_bytes, picture, saved

ROOT = Path(__file__).resolve().parents[2]


def all_of(told: Iterator[Page | Scan]) -> tuple[list[Page], Scan]:
    *pages, scan = told
    assert isinstance(scan, Scan)
    return [page for page in pages if isinstance(page, Page)], scan


def letters(page: Page) -> str:
    return "".join(sign for sign in page.text if sign.isalnum())


def three_pages(path: Path, middle: Image.Image | None = None) -> Path:
    names = ("PERMIT 101", "PERMIT 202", "PERMIT 303")
    first, second, third = (a_page(name, (700, 300)) for name in names)
    return a_tiff(path, [first, middle or second, third], compression="tiff_adobe_deflate", dpi=(200, 200))


def children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(each) for each in listed]


def test_pages_come_one_by_one_and_then_the_whole(tmp_path: Path) -> None:
    (tmp_path / "derived").mkdir()
    path = three_pages(tmp_path / "a.tif")
    pages, scan = all_of(read(path, "a.tif", derived=tmp_path / "derived"))
    assert [letters(page) for page in pages] == ["PERMIT101", "PERMIT202", "PERMIT303"]
    assert scan.pages == tuple(pages)
    assert (scan.media_type, scan.page_count) == ("image/tiff", 3)
    assert unpack_scan(json.loads(json.dumps(pack_scan(scan)))) == scan
    images = sorted(each.name for each in (tmp_path / "derived").iterdir())
    assert images == sorted(f"{number}{kind}" for number in (1, 2, 3) for kind in (".jpg", ".thumb.jpg"))


def test_derived_images_stand_upright_and_tell_nothing_of_the_camera(tmp_path: Path) -> None:
    (tmp_path / "derived").mkdir()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 40.0, 0.0)})
    page = a_page(size=(3000, 1400), mode="RGB").transpose(Image.Transpose.ROTATE_90)
    path = saved(tmp_path / "a.jpg", page, exif=exif)
    ((read_page,), _) = all_of(read(path, "a.jpg", derived=tmp_path / "derived"))
    assert (read_page.width, read_page.height) == (3000, 1400)
    for name, side in (("1.jpg", 2400), ("1.thumb.jpg", 320)):
        with Image.open(tmp_path / "derived" / name) as image:
            assert image.width == side
            assert image.width > image.height
            assert not image.getexif()
        assert b"Exif" not in (tmp_path / "derived" / name).read_bytes()


def test_pages_read_before_are_not_read_again_but_counted(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.tif")
    before = {number: Page(number=number, text="read before") for number in (1, 3)}
    pages, scan = all_of(read(path, "a.tif", done=before))
    assert [page.number for page in pages] == [2]
    assert [page.text == "read before" for page in scan.pages] == [True, False, True]


def test_a_page_that_needs_too_much_is_marked_and_its_neighbours_are_read(tmp_path: Path) -> None:
    giant = jpeg_bytes(Image.new("L", (13_000, 13_000), "white"), progressive=True)  # decoded all at once
    small = jpeg_bytes(a_page("PERMIT 101", (700, 300)))
    shown = b"q 420 0 0 180 0 0 cm /I Do Q"
    path = a_pdf(
        tmp_path / "a.pdf",
        *(
            (shown, {"Resources": picture(data, *size, Filter=NAME.DCTDecode)})
            for data, size in (
                (small, (700, 300)),
                (giant, (13_000, 13_000)),
                (small, (700, 300)),
            )
        ),
        size=(420, 180),
    )
    pages, scan = all_of(read(path, "a.pdf", limits=Limits(reading_memory=300 << 20)))
    assert [page.problem for page in pages] == ["", PAGE_LOST, ""]
    assert [letters(page) for page in pages] == ["PERMIT101", "", "PERMIT101"]
    assert len(scan.pages) == 3


def test_a_damaged_page_is_a_sentence_not_the_loss_of_its_volume(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.tif")
    for number in (0, 1):
        scribbled_over(path, number)
    pages, _ = all_of(read(path, "a.tif"))
    assert ["damaged" in page.problem for page in pages] == [True, True, False]
    assert letters(pages[2]) == "PERMIT303"


def scribbled_over(path: Path, directory: int) -> None:
    with Image.open(path) as image:
        image.seek(directory)
        start = image.tag_v2[273][0]  # type: ignore[attr-defined]
    content = bytearray(path.read_bytes())
    content[start : start + 40] = b"\xff" * 40
    path.write_bytes(content)


def test_a_child_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    told = read(three_pages(tmp_path / "a.tif"), "a.tif")
    first = next(told)
    (child,) = children_of(os.getpid())
    os.kill(child, signal.SIGKILL)
    pages, scan = all_of(told)
    assert [letters(page) for page in (first, *pages) if isinstance(page, Page)] == [
        "PERMIT101",
        "PERMIT202",
        "PERMIT303",
    ]
    assert [page.problem for page in scan.pages] == ["", "", ""]


def test_whoever_stops_listening_ends_the_child(tmp_path: Path) -> None:
    told = read(three_pages(tmp_path / "a.tif"), "a.tif")
    next(told)
    assert len(children_of(os.getpid())) == 1
    told.close()  # type: ignore[attr-defined]
    assert children_of(os.getpid()) == []


def test_a_killed_parent_takes_its_child_along(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.tif")
    reading = f"from pathlib import Path\nfrom ingest.reader import read\nlist(read(Path({str(path)!r}), 'a.tif'))"
    with subprocess.Popen([sys.executable, "-c", reading], cwd=ROOT) as parent:
        child = awaited_child(parent.pid)
        parent.kill()
        parent.wait()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "State:\tZ" in Path(f"/proc/{child}/status").read_text():
            return
        time.sleep(0.02)
    raise AssertionError("the child outlived its parent")


def awaited_child(process: int) -> int:
    for _ in range(500):
        # Not before the child is our module: it is Python that has not yet locked itself in until then.
        for child in children_of(process):
            if "numpy" in Path(f"/proc/{child}/maps").read_text():
                return child
        time.sleep(0.01)
    raise AssertionError("no child came")


def test_a_file_that_is_not_let_in_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(b"II*\0" + (1 << 20).to_bytes(4, "little"))
    with pytest.raises(Quarantined, match="truncated"):
        next(read(path, "a.tif"))


def test_read_files_prints_each_file_and_why_one_was_not_read(tmp_path: Path) -> None:
    lines = [f"LINE {number} OF THE PLANNING PERMIT" for number in range(8)]
    shown = "\n".join(f"BT /F 14 Tf 40 {700 - 30 * row} Td ({line}) Tj ET" for row, line in enumerate(lines))
    good = a_pdf(tmp_path / "good.pdf", (shown.encode(), {"Resources": helvetica}))
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"MZ")
    refused, described = read_files([bad, good])
    assert refused["problem"] == {"kind": "refused", "sentence": "The file is a program, not a scan."}
    assert set(described) == {"file", "media_type", "pages", "document", "engine", "seconds", "warnings"}
    (page,) = described["pages"]
    said = {"number", "width", "height", "dpi", "rotation", "text", "words", "seconds"}
    assert set(page) == said | {"seals", "facts"}
    assert page["words"][0]["text"] == lines[0]
    assert set(page["words"][0]) == {"text", "box", "confidence"}
    assert described["document"]["kind"]


def test_the_child_has_no_network_and_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    assert "SECRET_KEY" not in environment(str(tmp_path))
    trial = (
        "import os, socket\nfrom ingest.confine import confine\n"
        "confine(parent=os.getppid(), address_space=1 << 30, seconds=5, written=0, files=64)\n"
        "print(socket.if_nameindex())"
    )
    done = subprocess.run([sys.executable, "-c", trial], cwd=ROOT, capture_output=True, text=True, check=True)
    if "eth0" in done.stdout:
        pytest.skip("this machine lets nobody cut the network off")
    assert done.stdout.strip() == "[(1, 'lo')]"
