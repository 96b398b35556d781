"""No base map unless one is set; then its host alone may send pictures, and to pages with a map alone."""

from dataclasses import replace

import pytest

from archives.app import create_app
from archives.errors import InvalidInput
from archives.settings import Settings
from archives.tools import Tools
from tests.visiting import Visitor

TILES = "https://t0.maps.example/img_w/wmts?layer=img&tilematrix={z}&tilerow={y}&tilecol={x}&tk=abc"


def test_without_one_nothing_comes_from_outside(client: Visitor) -> None:
    policy = client.get("/map").headers["Content-Security-Policy"]
    assert "img-src 'self' data: blob:;" in policy
    assert "http" not in policy


def test_one_that_is_set_may_send_pictures_to_the_map_and_nothing_else(settings: Settings, tools: Tools) -> None:
    chosen = replace(settings, basemap=TILES, basemap_attribution="天地图")
    app = create_app(chosen, replace(tools, settings=chosen))
    app.test_client_class = Visitor
    client = app.test_client()
    page = client.get("/map")
    assert "img-src 'self' data: blob: https://t0.maps.example;" in page.headers["Content-Security-Policy"]
    assert "tk=abc" in page.text
    assert "maps.example" not in client.get("/places").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        "maps.example/{z}/{x}/{y}",
        "https://maps.example/",
        "https://a; script-src *; /{z}/{x}/{y}",
        "https://{s}.maps.example/{z}/{x}/{y}",
    ],
)
def test_an_address_that_is_none_stops_the_start(address: str) -> None:
    with pytest.raises(InvalidInput):
        Settings.from_environment({"ARCHIVES_SECRET_KEY": "x" * 20, "ARCHIVES_BASEMAP": address})
