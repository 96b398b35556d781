"""archives account add | list | password."""

import getpass
import sys

import click

from archives.accounts import departments, passwords, service
from archives.cli.opening import opened_tools
from archives.cli.saying import translate
from archives.db import today
from archives.errors import N_
from archives.people import Account, Level, Role
from archives.permissions import Actor


def keeper(role: Role = Role.ADMINISTRATOR) -> Actor:
    """Whoever may run commands on this machine keeps its accounts; the trail says it was the command line."""
    return Actor(today=today(), account_id="", name="command line", role=role)


@click.group()
def account() -> None:
    """Keep the accounts of this archive."""


@account.command()
@click.argument("username")
@click.option("--email", required=True)
@click.option("--name", help="The person's name; the user name if left out.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.CITIZEN.value, show_default=True)
@click.option("--department", "code", help="Code of the department, for staff.")
@click.option(
    "--clearance", type=click.Choice([level.value for level in Level]), default=Level.OPEN.value, show_default=True
)
def add(username: str, email: str, name: str | None, role: str, code: str | None, clearance: str) -> None:
    """Add an account and print its password once."""
    password = passwords.random_password()
    with opened_tools() as tools, tools.database.transaction() as db:
        person = service.Person(
            name=name or username,
            username=username,
            email=email,
            role=Role(role),
            department_id=departments.department_coded(db, code).id if code else None,
            clearance=Level(clearance),
        )
        service.create_account(db, keeper(), person, password)
    click.echo(f"{username}  {password}")


@account.command(name="list")
def list_accounts() -> None:
    """List the accounts."""
    with opened_tools() as tools, tools.database.reading() as db:
        for one in service.all_accounts(db, keeper()):
            click.echo(line_of(one))


def line_of(one: Account) -> str:
    where = one.department.name if one.department else ""
    return "  ".join(str(part) for part in (one.username, one.role, one.clearance, where, one.name) if part)


@account.command()
@click.argument("name")
def password(name: str) -> None:
    """Set a password, typed or from standard input."""
    typed = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with opened_tools() as tools, tools.database.transaction() as db:
        service.set_password(db, keeper(), service.account_named(db, name).id, typed)
    click.echo(translate(N_("The password is set; every session of the account has ended.")))
