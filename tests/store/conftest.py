import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from archives.store import S3Options, Store, open_store
from archives.store.buckets import BucketPlace
from tests.store.buckets import Client, moto_service, new_bucket, versity_service
from tests.store.judging import complaints

NUMBERS = count(1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "originals"


@pytest.fixture
def folder_store(root: Path) -> Iterator[Store]:
    """What a test leaves in it must please ocfl-py."""
    yield open_store(root)
    assert complaints(root) == []


@pytest.fixture
def damaged_store(root: Path) -> Store:
    """For a test that damages it on purpose."""
    return open_store(root)


@pytest.fixture(scope="session")
def moto() -> Iterator[Client]:
    with moto_service() as client:
        yield client


@pytest.fixture(scope="session")
def versitygw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    try:
        with versity_service(tmp_path_factory.mktemp("versitygw")) as client:
            yield client
    except FileNotFoundError:
        pytest.skip("versitygw is not installed: name it in TEST_VERSITYGW")


@pytest.fixture
def in_bucket(tmp_path: Path) -> Callable[..., Store]:
    """A store in a new bucket of a service."""

    def opened(client: Client, name: str = "") -> Store:
        bucket = name or f"bucket-{next(NUMBERS)}"
        if not name:
            new_bucket(client, bucket)
        options = S3Options(cache=tmp_path / "fetched", accept_unchecked=True, client=client)
        return open_store(f"s3://{bucket}/originals", options)

    return opened


STORES = ["folder", "moto", pytest.param("versitygw", marks=pytest.mark.slow)]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, root: Path, in_bucket: Callable[..., Store]) -> Iterator[Store]:
    """Of each kind; what a test leaves in it must please ocfl-py."""
    if request.param == "folder":
        yield request.getfixturevalue("folder_store")
        return
    opened = in_bucket(request.getfixturevalue(request.param))
    yield opened
    assert isinstance(opened.place, BucketPlace)
    taken_down(opened.place, root)
    assert complaints(root) == []
    shutil.rmtree(root)


def taken_down(place: BucketPlace, root: Path) -> None:
    """A bucket's files as a folder, for ocfl-py to judge."""
    for listed in place.bucket.list(place.prefix):
        path = root / listed.key.removeprefix(f"{place.prefix}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(place.bucket.read(listed.key))
