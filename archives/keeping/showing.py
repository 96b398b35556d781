"""What the pages of keeping share: the card of a record, tabs with counts, words for states, days out of forms."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy.orm import Session, object_session

from archives.catalogue.model import Record
from archives.errors import N_, InvalidInput
from archives.keeping import card
from archives.keeping.labels import EVERY, PLAIN
from archives.web import actor, page_number


def keeping_card(record: Record) -> card.Card:
    """For the page of a record, in the transaction that found it."""
    db = object_session(record)
    assert db is not None
    return card.card_of(db, actor(db), record)


def keeping_label(family: str, member: str) -> str:
    """One word of a family of choices, such as ("outcome", "extend")."""
    return str(_(PLAIN[family][member]))  # type: ignore[index]


def keeping_state(family: str, member: str) -> tuple[str, str]:
    """The word and the tone of its dot."""
    text, tone = EVERY[family][member]  # type: ignore[index]
    return _(text), tone


def said(sentence: Mapping[str, Any]) -> str:
    """A sentence that was kept as its template and its values."""
    template = sentence["template"]
    return str(str(_(template)) % sentence["values"])


def day_in(form: Mapping[str, str], name: str) -> date | None:
    text = form.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidInput(N_("“%(text)s” is not a date. Write it like 2026-03-31."), text=text) from error


def choices(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(value), _(text)) for value, text in labels.items()]


def listed(db: Session, template: str, found: Sequence[Any], per_page: int, **more: Any) -> str:
    """A page of one tab; `found` holds one more than a page when there is another."""
    who = actor(db)
    return render_template(
        template,
        rows=found[:per_page],
        more=len(found) > per_page,
        page_number=page_number(),
        counts=card.counts(db, who),
        today=who.today,
        **more,
    )
