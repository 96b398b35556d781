"""Which part of the trail an auditor asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Self

import sqlalchemy as sa

from archives import audit
from archives.errors import N_, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`thing` is the id of what was acted on, or its kind; `name` any part of the name an account had at the time."""

    name: str = ""
    event: audit.Event | None = None
    thing: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, typed: Mapping[str, str]) -> Self:
        return cls(
            name=typed.get("name", "").strip(),
            event=_event(typed.get("event", "")),
            thing=typed.get("thing", "").strip(),
            since=_day(typed.get("since", "")),
            until=_day(typed.get("until", "")),
        )

    def conditions(self, zone: tzinfo) -> list[sa.ColumnElement[bool]]:
        """Whole days, as they begin and end in `zone`."""
        found: list[sa.ColumnElement[bool]] = []
        if self.name:
            found.append(audit.Entry.name.contains(self.name, autoescape=True))
        if self.event:
            found.append(audit.Entry.event == self.event)
        if self.thing:
            found.append(sa.or_(audit.Entry.object_id == self.thing, audit.Entry.object_kind == self.thing))
        if self.since:
            found.append(audit.Entry.at >= datetime.combine(self.since, time.min, zone))
        if self.until:
            found.append(audit.Entry.at < datetime.combine(self.until + timedelta(days=1), time.min, zone))
        return found

    def told(self) -> dict[str, str]:
        """What was asked for, as the trail keeps it and as an address bears it."""
        every = {"name": self.name, "event": self.event, "thing": self.thing, "since": self.since, "until": self.until}
        return {name: str(value) for name, value in every.items() if value}


def _event(text: str) -> audit.Event | None:
    if not text:
        return None
    try:
        return audit.Event(text)
    except ValueError as error:
        raise InvalidInput(N_("There is no event “%(text)s”; choose one from the list."), text=text) from error


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(N_("“%(text)s” is not a date. Write it like 2026-03-31."), text=text) from error
    if not 1900 < day.year < 3000:
        raise InvalidInput(N_("“%(text)s” is not a date. Write it like 2026-03-31."), text=text)
    return day
