"""What happens to a scan, in order. Pages come one by one, so that memory holds one of them and each can be kept
as soon as it is read."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ingest.derive import cut_out_seals, derive
from ingest.extract import extract
from ingest.facts.look_over import look_over, of_paper
from ingest.facts.sequence import faults_of_sequence
from ingest.leaves import TEXT_LAYER, TurnTo, leaves
from ingest.opening import OPENING, opened
from ingest.orient import orient
from ingest.problems import N_, Problem
from ingest.recognise import in_lines
from ingest.scan import Page, Scan, Workbench
from ingest.sheet import Leaf

__all__ = ["CLOSING", "EACH_PAGE", "OPENING", "close", "opened", "read_pages"]


def set_upright(leaf: Leaf, bench: Workbench) -> Leaf:
    """A page with a text layer stands as its maker set it."""
    if leaf.page.words or leaf.sheet is None or bench.engine is None:
        return leaf
    known = bench.turns.get(leaf.page.number)
    sheet, rotation = orient(leaf.sheet, bench.engine) if known is None else (leaf.sheet.turned(known), known)
    if not rotation:
        return leaf
    width, height = leaf.page.width, leaf.page.height
    if rotation in (90, 270):
        width, height = height, width
    page = replace(leaf.page, width=width, height=height, rotation=rotation)
    return replace(leaf, page=page, sheet=sheet)


def read_words(leaf: Leaf, bench: Workbench) -> Leaf:
    if leaf.page.words:
        words, text = in_lines(leaf.page.words)
        return replace(leaf, page=replace(leaf.page, words=words, text=text))
    if leaf.sheet is None or bench.engine is None:
        return leaf
    quick = bench.engine.read_title_block(leaf.sheet) if bench.fields_first else None
    words, text = in_lines(bench.engine.read(leaf.sheet) if quick is None else quick)
    page = replace(leaf.page, words=words, text=text, engine=bench.engine.name, partial=quick is not None)
    return replace(leaf, page=page)


def find_seals(leaf: Leaf, bench: Workbench) -> Leaf:
    if leaf.sheet is None or bench.engine is None or leaf.page.partial:
        return leaf
    return replace(leaf, page=replace(leaf.page, seals=bench.engine.seals(leaf.sheet)))


def note_facts(leaf: Leaf, _: Workbench) -> Leaf:
    if leaf.sheet is None or leaf.page.partial:
        return leaf
    page = leaf.page
    born_digital = page.engine == TEXT_LAYER
    facts = of_paper(page, page.words) if born_digital else look_over(leaf.sheet, page, page.words)
    return replace(leaf, page=replace(page, facts=facts))


def describe(scan: Scan, _: Workbench) -> Scan:
    return extract(scan)


def check_sequence(scan: Scan, _: Workbench) -> Scan:
    return replace(scan, faults=faults_of_sequence(scan.pages))


# Pictures come before words, so that a page whose reading fails can still be looked at.
EACH_PAGE: tuple[Callable[[Leaf, Workbench], Leaf], ...] = (
    set_upright,
    derive,
    read_words,
    find_seals,
    cut_out_seals,
    note_facts,
)
CLOSING: tuple[Callable[[Scan, Workbench], Scan], ...] = (describe, check_sequence)


def read_pages(scan: Scan, wanted: Iterable[int], bench: Workbench, turning: Callable[[int], None]) -> Iterator[Page]:
    """The wanted pages of an opened scan as they are read; `turning` is told each number before its page is touched."""
    numbers = set(wanted)
    with leaves(scan, bench) as turn_to:
        for page in scan.pages:
            if page.number in numbers:
                turning(page.number)
                yield read_page(page, turn_to, bench)


def read_page(page: Page, turn_to: TurnTo, bench: Workbench) -> Page:
    """The page as read, or with the reason why it could not be: its neighbours are read all the same."""
    began = time.perf_counter()
    try:
        leaf = turn_to(page)
        for stage in EACH_PAGE:
            leaf = stage(leaf, bench)
        page = leaf.page
    except Problem as problem:
        page = page.not_read(problem)
    except MemoryError:
        page = replace(page, problem=N_("Reading the page needs more memory than is allowed."))
    return replace(page, seconds=round(time.perf_counter() - began, 3))


def close(scan: Scan, bench: Workbench) -> Scan:
    for stage in CLOSING:
        scan = stage(scan, bench)
    engines = dict.fromkeys(page.engine for page in scan.pages if page.engine)
    seconds = sum(page.seconds for page in scan.pages)
    return replace(scan, engine=", ".join(engines), seconds=round(seconds, 3))
