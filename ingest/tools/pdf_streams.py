"""How far the streams of a PDF grow when they are unpacked: bombs are found before a renderer meets them."""

import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from ingest.limits import Limits
from ingest.problems import Quarantined

Stream = Any
"""A pikepdf stream; the library has no types for what is inside."""

CHUNK = 1 << 16
FLATE = ("/FlateDecode", "/Fl")
# The most one byte can become: by its format for deflate, LZW and run lengths, one for the rest.
GROWTH = {"/FlateDecode": 1032, "/Fl": 1032, "/LZWDecode": 1365, "/LZW": 1365, "/RunLengthDecode": 128, "/RL": 128}
HARMLESS_RATIO = 100
DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
PICTURE_FILTERS = {"/DCTDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/JPXDecode", "/DCT", "/CCF"}


def filters_of(stream: Stream) -> tuple[str, ...]:
    named = stream.get("/Filter")
    if named is None:
        return ()
    return tuple(str(name) for name in named) if isinstance(named, pikepdf.Array) else (str(named),)


def check_growth(stream: Stream, limits: Limits) -> None:
    """A stream that can outgrow the limit is unpacked as far as it takes to know, never in memory as a whole."""
    filters = filters_of(stream)
    raw = memoryview(stream.get_raw_stream_buffer())
    most = len(raw)
    for name in filters:
        most *= GROWTH.get(name, 1)
    if most <= limits.stream_bytes:
        return
    size = 0
    for piece in unpacked(bytes(raw[: 4 * CHUNK]), filters):
        size += len(piece)
        if size > limits.stream_bytes:
            raise Quarantined("A part of the PDF unpacks to more than %(mebibytes)d MiB.", mebibytes=size >> 20)
    if len(filters) > 1 and size > HARMLESS_RATIO * min(len(raw), 4 * CHUNK) * len(filters):
        raise Quarantined("A part of the PDF is packed several times over to hide its size.")


def unpacked(raw: bytes, filters: tuple[str, ...]) -> Iterator[bytes]:
    """The pieces of the stream after its leading deflate filters; damaged data ends it."""
    pieces = iter([raw])
    for name in filters:
        if name not in FLATE:
            break
        pieces = inflated(pieces)
    return pieces


def inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        while piece and not unpacker.eof:
            try:
                yield unpacker.decompress(piece, CHUNK)
            except zlib.error:
                return
            piece = unpacker.unconsumed_tail


def check_forms(page: Any, known: dict[tuple[int, int], int], limits: Limits) -> None:
    """Forms drawn by forms drawn by forms multiply: ten lines of PDF can ask for a billion drawings."""
    drawn = sum(drawings(form, known) for form in forms_of(page.obj).values())
    if drawn > limits.form_drawings:
        raise Quarantined("A page of the PDF draws its parts more than %(times)d times.", times=limits.form_drawings)


def forms_of(holder: Any) -> dict[bytes, Stream]:
    """The form XObjects a page or form can draw, by name."""
    xobjects: Any = (holder.get("/Resources") or {}).get("/XObject") or {}
    return {
        name.removeprefix("/").encode(): each
        for name, each in xobjects.items()
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
    }


def drawings(form: Stream, known: dict[tuple[int, int], int]) -> int:
    """How many drawings one drawing of this form comes to; `known` also stops forms that draw themselves."""
    key = form.objgen
    if key not in known:
        known[key] = 1
        inner = forms_of(form)
        if inner:
            content = b"".join(unpacked(form.read_raw_bytes(), filters_of(form)))
            calls = [found.group(1) for found in DRAWS.finditer(content)]
            known[key] = 1 + sum(drawings(inner[name], known) for name in calls if name in inner)
    return known[key]
