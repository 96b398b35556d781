"""What is built here starts elsewhere: with its templates, scripts, migrations and translations."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
START = """
from pathlib import Path
from archives import migrations
from archives.app import create_app
from archives.settings import Settings
from archives.tools import Tools

data = Path("data").resolve()
settings = Settings(data=data, secret_key="s" * 40, database_url=f"sqlite:///{data / 'catalogue.db'}")
tools = Tools.open(settings)
migrations.upgrade(tools.database)
answer = create_app(settings, tools).test_client().get("/login", headers={"Accept-Language": "zh-CN"})
assert answer.status_code == 200, answer.status_code
assert "登录" in answer.text
tools.close()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=HERE, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_starts_in_another_folder(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", START], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_what_pages_need_and_no_tests(installed: Path) -> None:
    for needed in ("templates/base.html", "static/archives.css", "static/vendor/tabler.min.css"):
        assert (installed / "archives" / needed).exists(), needed
    assert {path.name for path in installed.iterdir() if path.is_dir() and ".dist-info" not in path.name} == {
        "archives",
        "ingest",
        "search",
    }
