"""Forms are protected against other sites; a program with a token brings no session that one could borrow."""

from flask_wtf import CSRFProtect

from archives.web.access import came_by_token


class FormProtection(CSRFProtect):  # type: ignore[misc]
    def protect(self, apply_exemptions: bool = False) -> None:
        if not came_by_token():
            super().protect(apply_exemptions)
