"""The command line: `archives COMMAND`; `MODULES` names them all.

Exit status: 0 done, 1 something was refused or failed (each with its reason), 2 wrong usage.
"""

import sys
from importlib import import_module

import click

from archives.cli.saying import say
from archives.errors import ArchiveError
from ingest.problems import Problem
from search.problems import SearchProblem

MODULES = {
    "demo": "demo",
    "serve": "serving",
    "work": "running",
    "ingest": "ingesting",
    "read": "reading",
    "search": "finding",
    "reindex": "finding",
    "audit": "safekeeping",
    "assess": "assessing",
    "receive": "handing",
    "send": "handing",
    "rebuild": "safekeeping",
    "backup": "safekeeping",
    "restore": "safekeeping",
    "account": "accounts",
    "trail": "trail",
    "doctor": "running",
}
"""Which module holds which command."""


class OnDemand(click.Group):
    """Loads a command when it is called for: whoever reads a file does not wait for the web and the database."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in MODULES:
            return None
        command: click.Command = getattr(import_module(f"archives.cli.{MODULES[name]}"), name)
        return command


@click.group(cls=OnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="urban-archives", message="%(version)s")
def archives() -> None:
    """城建档案数字化管理系统: read, keep, find and share a city's construction records."""


def main() -> None:
    """The one place where errors become exit codes."""
    try:
        status = archives(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(1)
    except (ArchiveError, Problem, SearchProblem) as error:
        click.echo(say(error), err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
