"""The places a file may mean, fetched at once: asking for each of thousands would take minutes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.describing import squeeze
from archives.city.facts import LONGEST_NAME, Target, name_of
from archives.city.geometry import Area, Position
from archives.city.model import NameOf, Place, PlaceKind, PlaceName
from archives.db import new_id
from archives.errors import N_, InvalidInput

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """One feature of a file: where, and which place is meant."""

    point: Position | None
    area: Area | None
    name: str
    address: str
    kind: PlaceKind
    number: Any

    @property
    def borne(self) -> set[str]:
        return {squeeze(self.name[:LONGEST_NAME]), squeeze(self.address[:LONGEST_NAME])} - {""}


class Register:
    def __init__(self, db: Session, by_name: dict[str, dict[str, Place]], by_number: dict[int, Place]) -> None:
        self._db, self._by_name, self._by_number = db, by_name, by_number
        self._last = db.scalar(sa.select(sa.func.max(Place.number))) or 0

    @classmethod
    def of(cls, db: Session, wishes: Sequence[Wish]) -> Self:
        by_name: dict[str, dict[str, Place]] = defaultdict(dict)
        standing = Place.merged_into.is_(None)
        for names in _pieces({name for wish in wishes for name in wish.borne}):
            query = sa.select(PlaceName.squeezed, Place).join(Place, Place.id == PlaceName.place_id)
            for name, place in db.execute(query.where(PlaceName.squeezed.in_(names), standing)):
                by_name[name][place.id] = place
        by_number = {}
        for numbers in _pieces({wish.number for wish in wishes if _is_number(wish.number)}):
            for place in db.scalars(sa.select(Place).where(Place.number.in_(numbers), standing)):
                by_number[place.number] = place
        return cls(db, by_name, by_number)

    def meant(self, wish: Wish) -> Place | None:
        """By its number, or by a name or address that only one place bears."""
        if wish.number is not None:
            place = self._by_number.get(wish.number) if _is_number(wish.number) else None
            if place is None:
                number = str(wish.number)[:20]
                raise InvalidInput(N_("There is no place with the number %(number)s."), number=number)
            return place
        found = {place.id: place for name in wish.borne for place in self._by_name[name].values()}
        if len(found) > 1:
            raise InvalidInput(N_("Several places bear this name or address; give the number of the “place”."))
        return next(iter(found.values()), None)

    def found(self, wish: Wish) -> Place:
        """A new place, which the rows after it may mean as well."""
        self._last += 1
        place = Place(id=new_id(), number=self._last, kind=wish.kind)
        self._db.add(place)
        for of, text in ((NameOf.BUILDING, wish.name), (NameOf.ADDRESS, wish.address)):
            if squeeze(text):
                self._db.add(name_of(place, of, text, Target()))
        for name in wish.borne:
            self._by_name[name][place.id] = place
        return place


def _is_number(given: Any) -> bool:
    return isinstance(given, int) and abs(given) < 2**31


def _pieces(things: set[Any]) -> Iterable[list[Any]]:
    ordered = list(things)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
