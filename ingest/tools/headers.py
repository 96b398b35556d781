"""What the header walkers of the image formats say, and the one judgement made of it.

The walkers are our own because the decoders do not ask these questions before they allocate and decode.
"""

from dataclasses import dataclass

from ingest.limits import Limits
from ingest.problems import STEEP_RATIO, Quarantined, Refused

STEEP = 500
TOO_SMALL_TO_MATTER = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One page of an image file as its header describes it; `encoded` is how many bytes it is packed into.

    `tile` is how many pixels the decoder has to have before it, where that is not all of them.
    """

    width: int
    height: int
    samples: int = 1
    bits: int = 8
    encoded: int = 0
    fax: bool = False
    directory: int = 0
    tile: int = 0


def judged(picture: Picture, limits: Limits) -> Picture:
    """The picture itself, unless it asks for more than a scan can need."""
    if picture.width < 1 or picture.height < 1:
        raise Refused("The image has no size: its header says %(width)d × %(height)d pixels.", **size_of(picture))
    if picture.width * picture.height > limits.page_pixels:
        raise Refused(
            "The image is too large: %(width)d × %(height)d pixels, where %(megapixels)d megapixels are the most.",
            **size_of(picture),
            megapixels=limits.page_pixels // 1_000_000,
        )
    if not 1 <= picture.samples <= limits.samples:
        raise Refused(
            "The image has %(samples)d values for each pixel; at most %(most)d are accepted.",
            samples=picture.samples,
            most=limits.samples,
        )
    return picture


def size_of(picture: Picture) -> dict[str, int]:
    return {"width": picture.width, "height": picture.height}


def warnings_on(pictures: tuple[Picture, ...]) -> tuple[str, ...]:
    return (STEEP_RATIO,) if any(unpacks_steeply(picture) for picture in pictures) else ()


def unpacks_steeply(picture: Picture) -> bool:
    """Fax compression packs a blank sheet any number of times, so it is not asked."""
    unpacked = picture.width * picture.height * picture.samples * picture.bits // 8
    return not picture.fax and unpacked > max(TOO_SMALL_TO_MATTER, STEEP * picture.encoded)


def truncated() -> Quarantined:
    return Quarantined("The file is cut off (truncated): it ends before the image does. Please send it again.")
