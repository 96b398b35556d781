"""Small real files for the tests: pages with lettering, in each format and with each trouble."""

import io
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageDraw, ImageFont

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
NAME = pikepdf.Name


def a_page(text: str = "PERMIT NO 2014-0113", size: tuple[int, int] = (1240, 600), mode: str = "L") -> Image.Image:
    """A page with one line near its upper left corner, so that every turn of it looks different."""
    page = Image.new(mode, size, "white")
    ImageDraw.Draw(page).text((60, 60), text, font=ImageFont.load_default(64), fill="black")
    return page


def saved(path: Path, page: Image.Image, **options: Any) -> Path:
    page.save(path, **options)
    return path


def a_tiff(path: Path, pages: Iterable[Image.Image], **options: Any) -> Path:
    first, *others = pages
    first.save(path, format="TIFF", save_all=True, append_images=others, **options)
    return path


def a_pdf(path: Path, *pages: tuple[bytes, dict[str, Any]], size: tuple[float, float] = (595, 842)) -> Path:
    """A PDF of pages given as content and further entries; streams are given as functions of the file."""
    with pikepdf.new() as pdf:
        for content, entries in pages:
            pdf.add_blank_page(page_size=size)
            page = pdf.pages[-1].obj
            page.Contents = pdf.make_stream(content)
            for name, value in entries.items():
                page[f"/{name}"] = value(pdf) if callable(value) else value
        pdf.save(path)
    return path


def picture(data: bytes, width: int, height: int, **entries: Any) -> Any:
    """Resources with one picture named I."""

    def made(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        defaults = {"Type": NAME.XObject, "Subtype": NAME.Image, "BitsPerComponent": 8, "ColorSpace": NAME.DeviceGray}
        stream = pdf.make_stream(b"", **defaults | {"Width": width, "Height": height})
        packing = entries.pop("Filter", None)
        stream.write(data, filter=packing)
        for name, value in entries.items():
            stream[f"/{name}"] = value
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=stream))

    return made


def helvetica(_: pikepdf.Pdf) -> pikepdf.Dictionary:
    font = pikepdf.Dictionary(Type=NAME.Font, Subtype=NAME.Type1, BaseFont=NAME.Helvetica)
    return pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))


def jpeg_bytes(page: Image.Image, **options: Any) -> bytes:
    target = io.BytesIO()
    page.save(target, "JPEG", quality=92, **options)
    return target.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
