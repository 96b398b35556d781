"""Whatever is asked of the image server, its memory stays within bounds: measured on a server of its own."""

import http.client
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import pyvips

from archives.people import Level
from archives.settings import Settings
from tests.archives.viewing.a_sheet import Shelf, shelf

__all__ = ["shelf"]

MOST = 256 << 20
SERVE = """
import sys
from pathlib import Path
from waitress.server import create_server
from archives.app import create_app
from archives.settings import Settings
from archives.tools import Tools

data = Path(sys.argv[1])
settings = Settings(data=data, secret_key="k" * 40, database_url=f"sqlite:///{data / 'catalogue.db'}")
server = create_server(create_app(settings, Tools.open(settings)), host="127.0.0.1", port=0, threads=6)
print(server.effective_port, flush=True)
server.run()
"""


@contextmanager
def served(settings: Settings) -> Iterator[tuple[int, int]]:
    """Port and process."""
    command = [sys.executable, "-c", SERVE, str(settings.data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ))
    assert process.stdout
    try:
        yield int(process.stdout.readline()), process.pid
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def peak(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) << 10


def ask(port: int, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.parametrize("times", [6, pytest.param(24, marks=pytest.mark.slow)], ids=["24 Mpx", "380 Mpx"])
def test_no_request_for_an_image_takes_more_than_256_mib(
    shelf: Shelf, settings: Settings, tmp_path: Path, times: int
) -> None:
    lines = np.full((660, 1000, 3), 235, np.uint8)
    lines[::40] = lines[:, ::50] = 20
    pyvips.Image.new_from_array(lines).replicate(times, times).tiffsave(str(tmp_path / "sheet.tif"), compression="lzw")
    width, height = 1000 * times, 660 * times
    record = shelf.cut(tmp_path / "sheet.tif", level=Level.OPEN, width=width, height=height)
    base = f"/iiif/image/{record.id}-1"
    with served(settings) as (port, process):
        assert ask(port, f"{base}/info.json") == 200
        before = peak(process)
        hard = ("full/max/0/default.jpg", "full/max/0/default.png", "square/max/0/default.png")
        hard += (f"1,1,{width - 2},{height - 2}/2390,2390/0/default.png", f"0,0,{width},1/max/0/default.png")
        hard += (f"7,0,1,{height}/max/0/default.jpg", "3,3,2393,2393/max/0/default.png")
        askers = [threading.Thread(target=ask, args=(port, f"{base}/{each}")) for each in hard * 2]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert ask(port, f"{base}/{hard[0]}") == 200
        assert peak(process) - before < MOST
