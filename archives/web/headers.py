"""What the browser is told to refuse, on every answer."""

import secrets

from flask import Flask, Response, current_app, g, request

from archives.web.request import tools

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data: blob:{basemap}; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
A_YEAR = 31_536_000


def csp_nonce() -> str:
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return g.csp_nonce  # type: ignore[no-any-return]


def basemap_host() -> str:
    """The one host outside that pictures may come from, on the pages with the map alone."""
    host = tools().settings.basemap_host
    return f" {host}" if host and g.get("shows_map") else ""


def harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce(), basemap=basemap_host()))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}")
    _set_caching(response)
    return response


def _set_caching(response: Response) -> None:
    if request.endpoint == "static":
        # The address of a static file bears its stamp (`static_file`), so it may be kept for ever.
        if "v" in request.args and response.status_code == 200:
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    elif not response.cache_control.private:
        # What one reader may see must not lie in a cache for the next; a page that knows better says `private`.
        response.headers["Cache-Control"] = "private, no-store"


def set_up_headers(app: Flask) -> None:
    app.after_request(harden)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
