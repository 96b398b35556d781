"""旧名、别名: archivists say what a place is called otherwise; whoever searches for one name also finds the other."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.finding.model import LONGEST_NAME, OtherName
from archives.permissions import Action, Actor, require
from search.box import OtherNames
from search.query import LONGEST_TEXT
from search.words import EDGE, fold

SHORTEST_NAME = 2
MOST_AT_ONCE = 8
"""So many other writings of one word are looked for."""


def all_names(db: Session, actor: Actor) -> Sequence[OtherName]:
    require(actor, Action.DESCRIBE_RECORD)
    return db.scalars(sa.select(OtherName).order_by(OtherName.key, OtherName.other_key)).all()


def add_name(db: Session, actor: Actor, name: str, other: str, note: str = "") -> OtherName:
    require(actor, Action.DESCRIBE_RECORD)
    name, other = " ".join(name.split()), " ".join(other.split())
    keys = _checked(name), _checked(other)
    if keys[0] == keys[1]:
        raise InvalidInput(
            N_("These two names are the same here. Give the name and what the place is called otherwise.")
        )
    known = sa.select(OtherName.id).where(OtherName.key.in_(keys), OtherName.other_key.in_(keys))
    if db.scalar(known.limit(1)) is not None:
        raise RuleBroken(N_("“%(name)s” and “%(other)s” are already known as one place."), name=name, other=other)
    added = OtherName(name=name, key=keys[0], other=other, other_key=keys[1], note=note.strip()[:300])
    added.added_by = actor.account_id or ""
    db.add(added)
    db.flush()
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "other name", added.id, name=name, other=other)
    return added


def remove_name(db: Session, actor: Actor, name_id: str) -> None:
    require(actor, Action.DESCRIBE_RECORD)
    found = db.get(OtherName, name_id)
    if found is None:
        raise NotFound
    event, about = audit.Event.DESCRIBED, {"name": found.name, "other": found.other, "removed": True}
    audit.write(db, actor.account_id, actor.name, event, "other name", found.id, **about)
    db.delete(found)


def _checked(name: str) -> str:
    key = _key(name)
    if not SHORTEST_NAME <= len(key) <= LONGEST_NAME or len(name) > LONGEST_NAME:
        raise InvalidInput(
            N_("“%(name)s” cannot be used as a name: give %(shortest)d to %(longest)d characters."),
            name=name[:LONGEST_NAME],
            shortest=SHORTEST_NAME,
            longest=LONGEST_NAME,
        )
    return key


def _key(text: str) -> str:
    return fold(text).replace(" ", "").replace(EDGE, "")


def other_names(db: Session, typed: str) -> OtherNames:
    """What stands in the words and is known by another name, in both directions."""
    if not typed or len(typed) > LONGEST_TEXT:
        return lambda _: ()
    whole = sa.literal(_key(typed))
    there = sa.select(OtherName.key, OtherName.other).where(whole.contains(OtherName.key))
    back = sa.select(OtherName.other_key, OtherName.name).where(whole.contains(OtherName.other_key))
    pairs = [(key, other) for key, other in db.execute(there.union(back))]

    def written_otherwise(text: str) -> Sequence[str]:
        key = _key(text)
        return [key.replace(name, other) for name, other in pairs if name in key][:MOST_AT_ONCE]

    return written_otherwise
