"""Alembic's way in: it works on the connection that `migrations.upgrade` hands over."""

from typing import Any, Literal

from alembic import context

from archives.db import Moment, OneOf
from archives.models import Model


def written_plainly(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """A migration must not change when our types do: it names what they are in the database."""
    if kind == "type" and isinstance(thing, OneOf):
        return f"sa.String(length={thing.length})"
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=written_plainly,
)
with context.begin_transaction():
    context.run_migrations()
