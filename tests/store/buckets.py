"""S3-compatible services on this machine: moto's server, and versitygw where it is installed."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

Client = Mapping[str, str]


def client_of(port: int) -> dict[str, str]:
    return {
        "endpoint": f"http://127.0.0.1:{port}",
        "access_key_id": "archives",
        "secret_access_key": "a-secret-of-the-tests",
        "region": "us-east-1",
    }


@contextmanager
def moto_service() -> Iterator[Client]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        yield client_of(server.get_host_and_port()[1])
    finally:
        server.stop()


@contextmanager
def versity_service(folder: Path) -> Iterator[Client]:
    """Raises FileNotFoundError when the program is not there."""
    program = os.environ.get("TEST_VERSITYGW") or shutil.which("versitygw")
    if program is None:
        raise FileNotFoundError("versitygw")
    port = free_port()
    client = client_of(port)
    keys = ["--access", client["access_key_id"], "--secret", client["secret_access_key"]]
    command = [program, *keys, "--port", f"127.0.0.1:{port}", "posix", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield client
        finally:
            server.terminate()


def new_bucket(client: Client, name: str, *, locked: bool = False) -> None:
    as_boto3(client).create_bucket(Bucket=name, ObjectLockEnabledForBucket=locked)


def as_boto3(client: Client) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=client["endpoint"],
        aws_access_key_id=client["access_key_id"],
        aws_secret_access_key=client["secret_access_key"],
        region_name=client["region"],
    )


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)
