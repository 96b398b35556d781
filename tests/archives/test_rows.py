"""Every column is kept with the originals or left out by a decision."""

from archives.models import Model
from archives.rows import KEPT, NOT_KEPT, SHARED


def test_each_column_of_each_table_is_kept_or_left_out_for_a_reason() -> None:
    undecided, gone = [], []
    for table in Model.metadata.sorted_tables:
        if table.name in NOT_KEPT:
            continue
        kept = set(KEPT.get(table.name, "").split())
        left_out = {name.split(".")[1] for name in NOT_KEPT if name.startswith(f"{table.name}.")}
        columns = set(table.columns.keys())
        undecided += [f"{table.name}.{name}" for name in columns - kept - left_out]
        gone += [f"{table.name}.{name}" for name in (kept | left_out) - columns]
    assert undecided == [], "put these into KEPT or NOT_KEPT in archives/rows.py"
    assert gone == []


def test_what_is_left_out_is_not_kept_as_well() -> None:
    for name in NOT_KEPT:
        table, _, column = name.partition(".")
        assert column not in KEPT.get(table, "").split() if column else table not in KEPT
    assert set(SHARED) <= KEPT.keys()
