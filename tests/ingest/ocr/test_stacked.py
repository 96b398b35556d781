import numpy as np

from ingest.ocr.stacked import in_a_row


def test_a_column_of_characters_becomes_a_row() -> None:
    column = np.full((300, 48), 255, np.uint8)
    for top in (10, 80, 150, 220):
        column[top : top + 40 : 4, 6:42] = 0
    row = in_a_row(column)
    assert row is not None
    assert row.shape[0] == 48
    assert (np.diff((row.min(axis=0) < 128).astype(int)) == 1).sum() == 4


def test_paper_and_a_single_character_make_no_row() -> None:
    column = np.full((100, 48), 255, np.uint8)
    assert in_a_row(column) is None
    column[20:60, 6:42] = 0
    assert in_a_row(column) is None
