"""A visitor over HTTP, who sends the token of the page as a browser would, and signs in through the real page."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import PASSWORD

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
WRITING = {"POST", "PUT", "PATCH", "DELETE"}


class Visitor(FlaskClient):
    def open(self, *args: Any, with_token: bool = True, **kwargs: Any) -> TestResponse:
        if kwargs.get("method") in WRITING and with_token:
            kwargs["headers"] = {**dict(kwargs.get("headers") or {}), "X-CSRFToken": self.token()}
        kwargs.setdefault("buffered", True)  # a file that was sent is closed at once
        return super().open(*args, **kwargs)

    def token(self) -> str:
        # A page with a form; whoever is signed in is sent on from the sign-in page, and has one in the menu.
        page = self.get("/login")
        if page.status_code == 302:
            page = self.get("/")
        found = TOKEN.search(page.text)
        assert found, page.text
        return found[1]

    def is_signed_in(self) -> bool:
        with self.session_transaction() as session:
            return "_user_id" in session


def sign_in(client: FlaskClient, username: str, password: str = PASSWORD) -> None:
    answer = client.post("/login", data={"identity": username, "password": password})
    assert answer.status_code == 302, answer.text


def sign_out(client: FlaskClient) -> None:
    assert client.post("/logout").status_code == 302
