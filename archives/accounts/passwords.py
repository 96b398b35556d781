"""Passwords: argon2id, with the very settings Flask-Security verifies them by, so that signing in never re-hashes."""

import secrets
import unicodedata

from passlib.hash import argon2

from archives.errors import N_, InvalidInput

LENGTH_MIN = 10
LENGTH_MAX = 200
# No 0 O 1 l I: a password is read from a screen or a slip of paper once.
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def hash_password(password: str) -> str:
    """Raises InvalidInput when it is too short or too long."""
    normal = unicodedata.normalize("NFKD", password)
    if not LENGTH_MIN <= len(normal) <= LENGTH_MAX:
        raise InvalidInput(N_("A password has %(least)s to %(most)s characters."), least=LENGTH_MIN, most=LENGTH_MAX)
    return str(argon2.hash(normal))


def random_password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))
