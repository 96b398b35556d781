"""Takes the scan out of a PDF page as it was put in, without a renderer between."""

import struct
from typing import Any

import numpy as np
import pikepdf

from ingest.limits import Limits
from ingest.problems import Refused, Unreadable
from ingest.room import Pixels, room, settled, strips
from ingest.scan import Page
from ingest.sheet import Leaf, Sheet
from ingest.tools import jpeg
from ingest.tools.pdf_picture import Placed
from ingest.tools.pdf_streams import filters_of
from ingest.tools.pillow import leaf_of_jp2
from ingest.tools.pixels import leaf_of_image, leaf_of_pixels

MOST_UNPACKED = 256 << 20
PACKED_PLAINLY = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode"})
INVERTED = [1, 0]


def leaf_of_scan(page: Page, placed: Placed, limits: Limits) -> Leaf | None:
    """The page as its scan shows it, or None where only a renderer understands the picture."""
    stream, filters = placed.stream, filters_of(placed.stream)
    if "/SMask" in stream or "/Mask" in stream or (stream.get("/ImageMask") and not placed.black):
        return None
    try:
        if filters == ("/DCTDecode",):
            leaf = leaf_of_jpeg(page, placed, limits)
        elif filters == ("/JPXDecode",):
            leaf = leaf_of_stream_jp2(page, placed, limits)
        elif filters == ("/CCITTFaxDecode",):
            leaf = leaf_of_fax(page, placed, limits)
        else:
            leaf = leaf_of_samples(page, placed, limits) if PACKED_PLAINLY.issuperset(filters) else None
    except (TypeError, ValueError, KeyError, pikepdf.PdfError, Unreadable, Refused):
        # The renderer is asked next; it forgives more, and its failure is the one to report.
        return None
    return leaf and laid(leaf, placed)


def leaf_of_jpeg(page: Page, placed: Placed, limits: Limits) -> Leaf | None:
    if colours_of(placed.stream) not in (1, 3) or "/Decode" in placed.stream:
        return None
    data = placed.stream.read_raw_bytes()
    jpeg.segments(data, limits)  # the size in the PDF may be a lie
    return leaf_of_image(page, data, 0, limits, placed.dpi)


def leaf_of_stream_jp2(page: Page, placed: Placed, limits: Limits) -> Leaf | None:
    if "/Decode" in placed.stream:
        return None
    return leaf_of_jp2(page, placed.stream.read_raw_bytes(), limits, placed.dpi)


def leaf_of_fax(page: Page, placed: Placed, limits: Limits) -> Leaf | None:
    stream = placed.stream
    how: Any = stream.get("/DecodeParms") or {}
    how = how[0] if isinstance(how, pikepdf.Array) else how
    if int(how.get("/K", 0)) >= 0 or how.get("/EncodedByteAlign"):
        return None
    if not stream.get("/ImageMask") and colours_of(stream) != 1:
        return None
    width, height = int(how.get("/Columns", 1728)), int(stream.Height)
    inverted = bool(how.get("/BlackIs1")) != (decode_of(stream) == INVERTED)
    tiff = wrapped_fax(stream.read_raw_bytes(), width, height, inverted)
    return leaf_of_image(page, tiff, 0, limits, placed.dpi)


def wrapped_fax(data: bytes, width: int, height: int, inverted: bool) -> bytes:
    """The fax code as a TIFF file of one strip: width, height, bits, group 4, meaning of 0, strip and its length."""
    tags = [(256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 4), (262, 3, int(inverted))]
    tags += [(273, 4, 0), (277, 3, 1), (278, 4, height), (279, 4, len(data))]
    start = 8 + 2 + 12 * len(tags) + 4
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, start if tag == 273 else value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", 0) + data


def leaf_of_samples(page: Page, placed: Placed, limits: Limits) -> Leaf | None:
    stream = placed.stream
    width, height, bits = int(stream.Width), int(stream.Height), int(stream.get("/BitsPerComponent", 1))
    colours = 1 if stream.get("/ImageMask") else colours_of(stream)
    row = (width * colours * bits + 7) // 8
    if colours not in (1, 3) or bits not in (1, 8) or row * height > MOST_UNPACKED:
        return None
    data = np.frombuffer(memoryview(stream.get_stream_buffer()), np.uint8)
    if data.size < row * height:
        return None
    inverted = decode_of(stream) == INVERTED * colours
    if not inverted and "/Decode" in stream and decode_of(stream) != [0, 1] * colours:
        return None
    pixels = spread(data[: row * height].reshape(height, row), width * colours, bits, inverted)
    return leaf_of_pixels(page, pixels if colours == 1 else pixels.reshape(height, width, colours), placed.dpi, limits)


def spread(packed: Pixels, values: int, bits: int, inverted: bool) -> Pixels:
    """The values of each row, a byte for each."""
    pixels = room(len(packed), values)
    for rows in strips(pixels):
        some = np.unpackbits(packed[rows], axis=1)[:, :values] * np.uint8(255) if bits == 1 else packed[rows]
        pixels[rows] = 255 - some if inverted else some
    return pixels


def decode_of(stream: Any) -> list[float]:
    return [float(each) for each in stream.get("/Decode", [])]


def colours_of(stream: Any) -> int:
    """Values for each pixel, 1 for gray and 3 for RGB; 0 for spaces left to the renderer."""
    space = stream.get("/ColorSpace")
    name = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if name == "/ICCBased" and isinstance(space, pikepdf.Array):
        return int(space[1].get("/N", 0))
    return {"/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3}.get(name, 0)


def laid(leaf: Leaf, placed: Placed) -> Leaf:
    """The leaf as the page shows it: the picture may lie on it sideways, upside down or mirrored."""
    if leaf.sheet is None:
        return leaf
    gray, colour, tints = leaf.sheet.gray, leaf.sheet.colour, leaf.sheet.tints
    sheet = Sheet(
        settled(set_down(gray, placed)),
        leaf.sheet.dpi,
        None if colour is None else settled(set_down(colour, placed)),
        None if tints is None else set_down(tints, placed),
    )
    page = Page(number=leaf.page.number, width=sheet.width, height=sheet.height, dpi=leaf.page.dpi)
    return Leaf(page, sheet)


def set_down(pixels: Pixels, placed: Placed) -> Pixels:
    (right, rising), (leaning, up) = placed.across, placed.up
    if placed.lies_sideways:
        pixels = pixels.swapaxes(0, 1)[:: -1 if rising > 0 else 1, :: -1 if leaning > 0 else 1]
    else:
        pixels = pixels[:: -1 if up < 0 else 1, :: -1 if right < 0 else 1]
    return np.rot90(pixels, -placed.rotate // 90)
