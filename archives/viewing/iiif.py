"""The answers of IIIF Image 3, Presentation 3 and Content Search 2, as values; nothing here asks who may see what.

`root` is where the archive is served, with a slash at the end. `Say` gives a sentence in every language it has.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archives.catalogue.places import Place
from archives.errors import N_
from ingest.scan import Box
from ingest.tools.tiles import Pyramid

IMAGE = "http://iiif.io/api/image/3/context.json"
PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
SEARCH = "http://iiif.io/api/search/2/context.json"
UNREAD = 1000, 1414
"""The size of a page that could not be read: some canvas it needs."""

Json = dict[str, Any]
Say = Callable[..., dict[str, list[str]]]
Fact = tuple[str, str]
"""A label, still to be said, and its value."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a manifest, in its pixels as displayed; nothing is to be seen where width and height are 0."""

    record_id: str
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A record within a manifest."""

    title: str
    leaves: Sequence[Leaf]


@dataclass(frozen=True, slots=True)
class Found:
    leaf: Leaf
    place: Place


def image_id(root: str, record_id: str, number: int) -> str:
    return f"{root}iiif/image/{record_id}-{number}"


def canvas_id(root: str, leaf: Leaf) -> str:
    return f"{root}iiif/record/{leaf.record_id}/canvas/{leaf.number}"


def information(address: str, pyramid: Pyramid, most_pixels: int) -> Json:
    sizes = [{"width": level.width, "height": level.height} for level in reversed(pyramid.levels)]
    side = pyramid.levels[0].side
    return {
        "@context": IMAGE,
        "id": address,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level1",
        "width": pyramid.width,
        "height": pyramid.height,
        "maxArea": most_pixels,
        "sizes": [size for size in sizes if size["width"] * size["height"] <= most_pixels],
        "tiles": [{"width": side, "height": side, "scaleFactors": [1 << at for at in range(len(pyramid.levels))]}],
        "preferredFormats": ["png" if pyramid.is_bilevel else "jpg"],
        "extraFormats": ["png"],
        "extraFeatures": ["sizeByConfinedWh", "sizeByWh"],
    }


def manifest(
    root: str, kind: str, subject_id: str, title: str, chapters: Sequence[Chapter], facts: Sequence[Fact], say: Say
) -> Json:
    """`kind` is record or volume. A volume has a range for each of its records."""
    address = f"{root}iiif/{kind}/{subject_id}"
    leaves = [leaf for chapter in chapters for leaf in chapter.leaves]
    made: Json = {
        "@context": PRESENTATION,
        "id": f"{address}/manifest",
        "type": "Manifest",
        "label": title_of(title),
        "metadata": [{"label": say(label), "value": {"none": [value]}} for label, value in facts],
        "homepage": [
            {"id": f"{root}{kind}s/{subject_id}", "type": "Text", "label": title_of(title), "format": "text/html"}
        ],
        "service": [{"id": f"{address}/search", "type": "SearchService2"}],
        "items": [canvas(root, leaf, say) for leaf in leaves],
    }
    if kind == "volume":
        ranges = [chapter for chapter in chapters if chapter.leaves]
        made["structures"] = [
            {
                "id": f"{address}/range/{number}",
                "type": "Range",
                "label": title_of(chapter.title),
                "items": [{"id": canvas_id(root, leaf), "type": "Canvas"} for leaf in chapter.leaves],
            }
            for number, chapter in enumerate(ranges, 1)
        ]
    return made


def canvas(root: str, leaf: Leaf, say: Say) -> Json:
    address = canvas_id(root, leaf)
    seen = leaf.width > 0 and leaf.height > 0
    width, height = (leaf.width, leaf.height) if seen else UNREAD
    made: Json = {
        "id": address,
        "type": "Canvas",
        "label": say(N_("Page %(number)s"), number=leaf.number),
        "width": width,
        "height": height,
    }
    if not seen:
        return made | {"items": []}
    service = image_id(root, leaf.record_id, leaf.number)
    body = {
        "id": f"{service}/full/max/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": width,
        "height": height,
        "service": [{"id": service, "type": "ImageService3", "profile": "level1"}],
    }
    painting = {"id": f"{address}/image", "type": "Annotation", "motivation": "painting", "target": address}
    small = f"{root}records/{leaf.record_id}/pages/{leaf.number}.thumb.jpg"
    return made | {
        "thumbnail": [{"id": small, "type": "Image", "format": "image/jpeg"}],
        "items": [{"id": f"{address}/page", "type": "AnnotationPage", "items": [painting | {"body": body}]}],
    }


def collection(root: str, project_id: str, title: str, members: Iterable[tuple[str, str, str]]) -> Json:
    """Members are kind, id and title of volumes, and of records that lie in none."""
    return {
        "@context": PRESENTATION,
        "id": f"{root}iiif/project/{project_id}/collection",
        "type": "Collection",
        "label": title_of(title),
        "items": [
            {"id": f"{root}iiif/{kind}/{each}/manifest", "type": "Manifest", "label": title_of(name)}
            for kind, each, name in members
        ],
    }


def title_of(title: str) -> dict[str, list[str]]:
    """In the language of the sheet, whichever that is."""
    return {"none": [title]}


def answer(address: str, root: str, found: Sequence[Found], ignored: Sequence[str]) -> Json:
    """A hit in several runs of text has a target for each; what stands around it follows in `annotations`."""
    items: list[Json] = []
    contexts: list[Json] = []
    for number, hit in enumerate(found, 1):
        page, at = canvas_id(root, hit.leaf), f"{address}#hit-{number}"
        for box in hit.place.boxes:
            items.append(highlight(f"{at}-{len(items) + 1}", page, hit.place.text, box))
            contexts.append(context(f"{at}-context-{len(items)}", items[-1]["id"], hit.place))
    made: Json = {"@context": SEARCH, "id": address, "type": "AnnotationPage", "items": items}
    if ignored:
        made["ignored"] = list(ignored)
    if contexts:
        made["annotations"] = [{"type": "AnnotationPage", "items": contexts}]
    return made


def highlight(address: str, page: str, text: str, box: Box) -> Json:
    return {
        "id": address,
        "type": "Annotation",
        "motivation": "highlighting",
        "body": {"type": "TextualBody", "value": text, "format": "text/plain"},
        "target": f"{page}#xywh={box.x},{box.y},{box.w},{box.h}",
    }


def context(address: str, source: str, place: Place) -> Json:
    selector = {"type": "TextQuoteSelector", "prefix": place.before, "exact": place.text, "suffix": place.after}
    return {
        "id": address,
        "type": "Annotation",
        "motivation": "contextualizing",
        "target": {"type": "SpecificResource", "source": source, "selector": [selector]},
    }
