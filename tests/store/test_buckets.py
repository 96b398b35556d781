"""A store in a bucket: which services are refused, what a crash leaves, what is fetched and what is locked."""

import hashlib
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from archives.errors import InvalidInput, Unavailable
from archives.store import S3Options, Store, Wrong, buckets, examine, object_id, open_store
from archives.store.bucket import Bucket
from archives.store.buckets import BucketPlace
from archives.store.cache import Cache
from archives.store.probing import probe
from tests.store.a_service import careless_service
from tests.store.buckets import Client, as_boto3, client_of, free_port, new_bucket
from tests.store.stores import DESCRIBED, a_scan, keep

ONE = object_id("record", "one")


def place_of(store: Store) -> BucketPlace:
    assert isinstance(store.place, BucketPlace)
    return store.place


@pytest.mark.parametrize(
    ("deaf_to", "sentence"),
    [("If-None-Match", "writes over what is there"), ("If-Match", "takes a change meant for an older version")],
)
def test_a_service_that_breaks_a_promise_is_refused_at_the_start(tmp_path: Path, deaf_to: str, sentence: str) -> None:
    with careless_service(deaf_to) as client, pytest.raises(Unavailable, match=sentence):
        open_store("s3://any/originals", S3Options(cache=tmp_path, accept_unchecked=True, client=client))


def test_a_service_that_takes_wrong_checksums_is_refused_unless_the_operator_accepts_it(tmp_path: Path) -> None:
    with careless_service() as client:
        with pytest.raises(Unavailable, match="ARCHIVES_ACCEPT_UNCHECKED_S3"):
            open_store("s3://any/originals", S3Options(cache=tmp_path, client=client))
        probe(Bucket("any", client), "originals", accept_unchecked=True)


@pytest.mark.slow
def test_a_real_service_is_accepted_as_it_is(versitygw: Client, tmp_path: Path) -> None:
    new_bucket(versitygw, "trusted")
    store = open_store("s3://trusted/originals", S3Options(cache=tmp_path / "fetched", client=versitygw))
    assert keep(store, a_scan(tmp_path)).size == 17


def test_a_service_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    options = S3Options(cache=tmp_path, client=client_of(free_port()))
    with pytest.raises(Unavailable, match="“nowhere” does not answer"):
        open_store("s3://nowhere/originals", options)


@pytest.mark.parametrize("address", ["s3://", "s3://bucket", "s3://bucket/"])
def test_an_address_names_a_bucket_and_a_folder_in_it(address: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="s3://bucket/originals"):
        open_store(address, S3Options(cache=tmp_path))


def test_a_large_file_goes_in_parts(moto: Client, in_bucket: Callable[..., Store], tmp_path: Path) -> None:
    store = in_bucket(moto)
    content = os.urandom(20 << 20)
    receipt = keep(store, a_scan(tmp_path, content))
    assert store.path(receipt.key).read_bytes() == content


def test_a_version_whose_process_died_before_the_outer_inventory_counts(
    moto: Client, in_bucket: Callable[..., Store], tmp_path: Path
) -> None:
    store = in_bucket(moto)
    keep(store, a_scan(tmp_path))
    place = place_of(store)
    folder = store.find(ONE).folder
    outer = place.key(f"{folder}/inventory.json")
    before = place.bucket.read(outer)
    store.revise(store.find(ONE), {"metadata/record.json": b"described"}, DESCRIBED)
    place.bucket.replace(outer, before, place.bucket.e_tag(outer))
    place.bucket.remove(place.key(f"{folder}/v2/inventory.json.sha512"))
    assert store.read(store.find(ONE), "metadata/record.json") == b"described"
    assert examine(place, folder).faults == ()


def test_what_a_process_that_died_had_sent_is_removed_once_it_is_old(
    moto: Client, in_bucket: Callable[..., Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = in_bucket(moto)
    place = place_of(store)
    receipt = keep(store, a_scan(tmp_path))
    folder = store.find(ONE).folder
    with place.begin(folder, 2) as staged:
        staged.write("metadata/record.json", b"half")
        staged.written.clear()  # as if nobody were there to clear up
        place.bucket.create(f"{place.staging}/dead", f"{folder} 2 {staged.content.split('/')[-1]}".encode())
    assert examine(place, folder).faults == ()  # it could still be on its way
    in_bucket(moto, place.bucket.name)
    assert len(list(place.bucket.list(place.staging))) == 1
    monkeypatch.setattr(buckets, "UNDER_WAY", timedelta(0))
    assert [fault.kind for fault in examine(place, folder).faults] == [Wrong.STRAY]
    in_bucket(moto, place.bucket.name)
    assert examine(place, folder).faults == ()
    assert list(place.bucket.list(place.staging)) == []
    assert store.path(receipt.key).read_bytes() == a_scan(tmp_path).read_bytes()


def test_what_comes_back_with_other_bytes_is_not_handed_on(
    moto: Client, in_bucket: Callable[..., Store], tmp_path: Path
) -> None:
    store = in_bucket(moto)
    receipt = keep(store, a_scan(tmp_path))
    place_of(store).bucket.send(place_of(store).key(receipt.key), [b"other bytes"])
    with pytest.raises(Unavailable, match="came back from the store with other bytes"):
        store.path(receipt.key)
    assert not [path for path in (tmp_path / "fetched").rglob("*") if path.is_file()]


def test_of_what_was_fetched_the_longest_unused_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=250)
    contents = [bytes([number]) * 100 for number in range(3)]
    old = time.time() - 7200
    paths = []
    for number, content in enumerate(contents):
        path = cache.fetch(hashlib.sha256(content).hexdigest(), "a", lambda _, content=content: iter([content]))
        os.utime(path, (old + number, old + number))
        paths.append(path)
    cache.fetch(hashlib.sha256(b"x").hexdigest(), "a", lambda _: iter([b"x"]))
    assert [path.exists() for path in paths] == [False, True, True]


@pytest.mark.slow
def test_what_is_locked_cannot_be_deleted(moto: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_bucket(moto, "locked", locked=True)
    for name, value in (("ENDPOINT_URL", "endpoint"), ("ACCESS_KEY_ID", "access_key_id"), ("DEFAULT_REGION", "region")):
        monkeypatch.setenv(f"AWS_{name}", moto[value])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", moto["secret_access_key"])
    store = open_store("s3://locked/originals", S3Options(cache=tmp_path / "f", accept_unchecked=True, lock_days=10))
    key = place_of(store).key(keep(store, a_scan(tmp_path)).key)
    client = as_boto3(moto)
    version = client.list_object_versions(Bucket="locked", Prefix=key)["Versions"][0]["VersionId"]
    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(Bucket="locked", Key=key, VersionId=version)
