"""Which function does which job."""

from collections.abc import Mapping, Sequence
from functools import partial

from archives.assessing.testing import ASSESS, ASSESS_DUE, assess_due, carry_out
from archives.catalogue.indexing import INDEX_RECORD, index_records
from archives.catalogue.keeping import COPY_OBJECT, KEEP, keep
from archives.catalogue.model import READ_RECORD, READ_TEXT
from archives.catalogue.tiling import CUT_TILES
from archives.finding.saved import LOOK_AT_SEARCH, look_at_search
from archives.handover.receiving import (
    ACCEPT_PACKAGE,
    CLEAR_PACKAGE,
    LOOK_AT_PACKAGE,
    accept_package,
    clear_package,
    look_at_package,
)
from archives.handover.sending import MAKE_PACKAGE, make_package
from archives.intake.reading import read_record, read_text
from archives.jobs import Task
from archives.keeping.destroying import DESTROY, destroy
from archives.safekeeping.rounds import CHECK_STORE, check_store, copy_kept
from archives.tools import Tools
from archives.trail.anchors import ANCHOR_TRAIL, anchor_trail
from archives.viewing.cutting import cut_tiles
from archives.viewing.drawing import draw_record
from archives.viewing.laying_over import LAY_OVER, lay_sheets
from archives.viewing.service import DRAW_RECORD
from archives.worker import BatchFunction, JobFunction


def work(tools: Tools) -> Mapping[str, JobFunction]:
    """One at a time, by as many workers as there are."""
    return {
        READ_RECORD: lambda task: read_record(task, tools),
        READ_TEXT: lambda task: read_text(task, tools),
        DESTROY: lambda task: destroy(task, tools),
        ANCHOR_TRAIL: lambda task: anchor_trail(task, tools),
        DRAW_RECORD: lambda task: draw_record(task, tools),
        LAY_OVER: lambda task: lay_sheets(task, tools),
        CUT_TILES: lambda task: cut_tiles(task, tools),
        LOOK_AT_SEARCH: lambda task: look_at_search(task, tools),
        CHECK_STORE: lambda task: check_store(task, tools),
        ASSESS: lambda task: carry_out(task, tools),
        ASSESS_DUE: lambda task: assess_due(task, tools),
        LOOK_AT_PACKAGE: lambda task: look_at_package(task, tools),
        ACCEPT_PACKAGE: lambda task: accept_package(task, tools),
        CLEAR_PACKAGE: lambda task: clear_package(task, tools),
        MAKE_PACKAGE: lambda task: make_package(task, tools),
        COPY_OBJECT: lambda task: copy_kept(task, tools),
        **{kind: partial(keep, tools=tools, model=model) for model, kind in KEEP.items()},
    }


def lanes(tools: Tools) -> Mapping[str, BatchFunction]:
    """In batches, by one worker at a time: an index has one writer."""
    return {INDEX_RECORD: lambda tasks: index(tasks, tools)}


def index(tasks: Sequence[Task], tools: Tools) -> None:
    with tools.database.reading() as db:
        index_records(db, tools.engine, [task.subject_id for task in tasks])
