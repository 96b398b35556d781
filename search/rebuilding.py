"""A new index is made beside the one in use, which meanwhile answers and takes changes; then they are swapped."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from search.directories import begin_notes, clear, current, end_notes, new_directory, notes, put_in_use
from search.engine import Entry, SearchEngine
from search.shelf import EngineKind
from search.turns import turn

REBUILDING = "rebuilding.lock"

EntriesOf = Callable[[Sequence[str]], Iterable[Entry]]
"""The entries of these ids as they are now, read afresh; an id that has no entry any more is left out."""


def rebuild(root: Path, kind: EngineKind, entries: Iterable[Entry], again: EntriesOf) -> int:
    """Make the index anew from `entries`; returns how many it holds. The index it replaces is kept, older ones go.

    What is put or removed while this runs is in the old index at once and, through `again`, in the new one: first
    without stopping anyone, and what came since then while writers wait.
    """
    with turn(root, REBUILDING):
        with turn(root):
            replaced = current(root)
            clear(root, replaced)
            directory = new_directory(root, kind.fingerprint)
            begin_notes(root)
        try:
            new = kind(directory)
            new.put(entries)
            done = _catch_up(new, notes(root), again)
            with turn(root):
                _catch_up(new, notes(root, after=done), again)
                count = new.count()
                new.close()
                put_in_use(root, directory)
                end_notes(root)
        except BaseException:
            end_notes(root)
            shutil.rmtree(directory)
            raise
    return count


def _catch_up(new: SearchEngine, changed: Sequence[str], again: EntriesOf) -> int:
    if changed:
        ids = tuple(dict.fromkeys(changed))
        entries = list(again(ids))
        new.put(entries)
        new.remove(set(ids) - {entry.id for entry in entries})
    return len(changed)
