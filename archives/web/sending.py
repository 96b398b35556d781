"""Files to be saved: a stranger's as it came, never to be run, and papers of our own."""

from collections.abc import Iterable

from flask import Response, send_file

from archives.web.request import tools


def as_attachment(key: str, name: str) -> Response:
    """`key` is the store's; `name` goes out as RFC 6266 wants it."""
    response = send_file(
        tools().store.path(key),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name="".join(sign for sign in name if sign.isprintable()) or "scan",
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def as_paper(content: bytes | Iterable[str], media_type: str, name: str) -> Response:
    """What was made here for the reader to take along."""
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
