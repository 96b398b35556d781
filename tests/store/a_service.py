"""A small S3 service that can be told to break one promise: what a cheap or careless one may do."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.store.buckets import Client, client_of


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kept: dict[str, bytes]
    ignores: frozenset[str]

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        present = self.kept.get(self._key())
        if self._told("If-None-Match") and present is not None:
            return self._answer(412)
        if self._told("If-Match") and present is not None and self.headers["If-Match"] != _tag(present):
            return self._answer(412)
        self.kept[self._key()] = content
        return self._answer(200, tag=_tag(content))

    def do_GET(self) -> None:
        content = self.kept.get(self._key())
        self._answer(404 if content is None else 200, content or b"", _tag(content or b""))

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.kept.pop(self._key(), None)
        self._answer(204)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        pass

    def _told(self, header: str) -> bool:
        return header in self.headers and header not in self.ignores

    def _key(self) -> str:
        return self.path.partition("?")[0]

    def _answer(self, status: int, content: bytes = b"", tag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Fri, 27 Nov 2026 08:00:00 GMT")
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()}"'


@contextmanager
def careless_service(*ignores: str) -> Iterator[Client]:
    """Deaf to these headers."""
    handler = type("Handler", (_Handler,), {"kept": {}, "ignores": frozenset(ignores)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield client_of(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
