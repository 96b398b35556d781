"""The description of the API, made by flask-smorest from the routes themselves."""

from typing import Any

from flask import Flask
from flask_smorest import Api

from archives.api import shapes
from archives.api.routes import api

ABOUT = (
    "Search, records, pages, words and places under the same rights as the pages. Without a token one sees what is "
    "open to everyone. Lists go on with `cursor`; answers carry an ETag. Errors are RFC 9457 problems."
)


class Description(Api):  # type: ignore[misc]
    ERROR_SCHEMA = shapes.Problem

    def _register_error_handlers(self) -> None:
        """`web/mistakes.py` answers, for pages and programs alike."""


def set_up_api(app: Flask) -> None:
    app.config.update(
        API_TITLE=app.extensions["archives"].settings.title_en,
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    bearer: dict[str, Any] = {"type": "http", "scheme": "bearer", "bearerFormat": "uat_…"}
    described = Description(app, spec_kwargs={"info": {"description": ABOUT}, "security": [{}, {"token": []}]})
    described.spec.components.security_scheme("token", bearer)
    described.register_blueprint(api)
