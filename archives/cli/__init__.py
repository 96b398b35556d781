"""The command line: archives demo | serve | work | ingest | read | search | reindex | account | doctor.

Exit status: 0 done, 1 something was refused or failed (each with its reason), 2 wrong usage.
"""

import sys

import click

from archives.cli.accounts import account
from archives.cli.demo import demo
from archives.cli.finding import reindex, search
from archives.cli.reading import ingest, read
from archives.cli.running import doctor, serve, work
from archives.cli.saying import say
from archives.errors import ArchiveError
from ingest.problems import Problem
from search.problems import SearchProblem


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="urban-archives", message="%(version)s")
def archives() -> None:
    """城建档案数字化管理系统: read, keep, find and share a city's construction records."""


for command in (demo, serve, work, ingest, read, search, reindex, account, doctor):
    archives.add_command(command)


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
