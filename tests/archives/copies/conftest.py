from collections.abc import Iterator

import pytest

from archives.db import Database
from tests.archives.sharing.shelf import Town, a_town


@pytest.fixture
def town(database: Database) -> Iterator[Town]:
    with database.transaction() as db:
        yield a_town(db)
