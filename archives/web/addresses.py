"""The addresses a page writes: this page with another argument, and a static file with its stamp."""

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from flask import current_app, request, url_for


def here_with(**changes: Any) -> str:
    """The address of this page with some of its arguments changed; None takes one away."""
    arguments = request.args.to_dict(flat=False)
    for name, value in changes.items():
        arguments.pop(name, None)
        if value is not None:
            arguments[name] = [str(value)]
    # One slash at the beginning: “//name” would be another host.
    path = "/" + quote(request.path.lstrip("/"), safe="/:@!$&'()*+,;=~-._")
    return path + ("?" + urlencode(arguments, doseq=True) if arguments else "")


def static_file(filename: str) -> str:
    """The address changes when the file does, so that a browser may keep it for ever."""
    folder = current_app.static_folder
    stamps: dict[str, str] = current_app.extensions.setdefault("static stamps", {})
    if current_app.debug or filename not in stamps:
        stamps[filename] = hashlib.sha256((Path(str(folder)) / filename).read_bytes()).hexdigest()[:12]
    return url_for("static", filename=filename, v=stamps[filename])


def has_page(endpoint: str) -> bool:
    return endpoint in current_app.view_functions
