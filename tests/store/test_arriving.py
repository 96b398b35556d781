import io
import os
from pathlib import Path

import pytest

from archives.errors import InvalidInput
from archives.store import clear_leftovers, receive
from tests.store.stores import files_in


def test_an_upload_arrives_whole(tmp_path: Path) -> None:
    content = os.urandom(2_500_000)
    path = receive(io.BytesIO(content), tmp_path / "arriving", limit=2_500_000)
    assert path.read_bytes() == content


def test_an_upload_above_the_limit_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"“big\.pdf” is larger than the 2 MB"):
        receive(io.BytesIO(bytes(2_000_001)), tmp_path / "arriving", limit=2_000_000, name="big.pdf")
    assert files_in(tmp_path / "arriving") == []


def test_leftovers_are_cleared_but_not_what_is_just_arriving(tmp_path: Path) -> None:
    old, new = (receive(io.BytesIO(b"x"), tmp_path / "arriving", limit=10) for _ in range(2))
    os.utime(old, (0, 0))
    assert clear_leftovers(tmp_path / "arriving") == 1
    assert (old.exists(), new.exists()) == (False, True)
    assert clear_leftovers(tmp_path / "never made") == 0
