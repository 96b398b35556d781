"""What tests stand on: an archive of their own in a temporary folder, its pages, and people to sign in as."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from archives.app import create_app
from archives.db import Database
from archives.models import Model
from archives.settings import Settings
from archives.tools import Tools
from tests.browser import address, chromium, context, page
from tests.factories import CHEAP
from tests.visiting import Visitor

# Here and nowhere else: a browser imported twice would be started twice.
__all__ = ["address", "chromium", "context", "page"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --all"))


@pytest.fixture(scope="session")
def empty_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; each test gets a copy, which is faster than making it again."""
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.db"
    database = Database(f"sqlite:///{path}")
    Model.metadata.create_all(database.engine)
    with database.engine.connect() as connection:
        connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.close()
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    data.mkdir()
    return Settings(
        data=data, secret_key="a secret of the tests, long enough", database_url=f"sqlite:///{data / 'catalogue.db'}"
    )


@pytest.fixture
def tools(settings: Settings, empty_catalogue: Path) -> Iterator[Tools]:
    shutil.copy(empty_catalogue, settings.data / "catalogue.db")
    opened = Tools.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def database(tools: Tools) -> Database:
    return tools.database


@pytest.fixture
def app(settings: Settings, tools: Tools) -> Flask:
    made = create_app(settings, tools)
    made.config["TESTING"] = True  # what goes wrong in a page is raised in the test
    made.extensions["security"].pwd_context.update(**{f"argon2__{name}": value for name, value in CHEAP.items()})
    made.test_client_class = Visitor
    return made


@pytest.fixture
def client(app: Flask) -> Visitor:
    client = app.test_client()
    assert isinstance(client, Visitor)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
