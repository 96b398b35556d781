"""For a WSGI server: `gunicorn wsgi:app`. `archives serve` needs no other."""

import os

from archives.app import create_app
from archives.settings import Settings
from archives.tools import Tools

settings = Settings.from_environment(os.environ)
app = create_app(settings, Tools.open(settings))
