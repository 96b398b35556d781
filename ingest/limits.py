"""What a stranger's file may cost us. Everything that judges, decodes or waits takes its numbers from here."""

from dataclasses import dataclass

MEGA = 1_000_000
MIB = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The defaults let an A0 sheet at 600 dpi through (557 megapixels) and a bomb of 900 not."""

    file_bytes: int = 2048 * MIB
    pages: int = 5000
    page_pixels: int = 700 * MEGA
    samples: int = 4  # per pixel: CMYK is the most a scan has

    # In memory and in colour; the colour of a larger sheet lies in a file beside it.
    colour_pixels: int = 60 * MEGA
    render_dpi: int = 300
    render_pixels: int = 400 * MEGA  # an A0 lengthened to 3.1 m has 370
    jp2_memory: int = 960 * MIB  # what its decoder may take, which knows no strips

    # The child that only looks: no OCR engine in it, so it can be held tight.
    inspect_memory: int = 1024 * MIB
    inspect_seconds: int = 8
    inspect_wall: int = 20

    # The child that reads. Libraries for numbers reserve far more address space than they use, so the address
    # space is wide and what is really in memory is watched from outside.
    reading_address_space: int = 12288 * MIB
    reading_memory: int = 1280 * MIB  # an A0 sheet with colour scans and lines over them takes 1000
    page_seconds: int = 180
    page_wall: int = 900
    written_bytes: int = 2048 * MIB  # a damaged PDF is written anew before it is drawn
    open_files: int = 256

    # A stream inside a PDF may not grow beyond this, nor a form inside forms be drawn more often.
    stream_bytes: int = 256 * MIB
    form_drawings: int = 100_000
