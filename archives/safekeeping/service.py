"""What an archivist or auditor sees of the keeping: where it lies, when it was last looked through, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.catalogue.keeping import COPY_OBJECT, KEEP
from archives.jobs import State
from archives.permissions import Action, Actor, require
from archives.safekeeping.auditing import open_faults
from archives.safekeeping.model import FixityFault, Round
from archives.safekeeping.rounds import CHECK_STORE, STORE, current_round
from archives.tools import Tools

LAST_ROUNDS, LAST_REPAIRS = 10, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`behind` is how much of the catalogue the store and its copies do not have yet; `given_up` needs a person."""

    place: str
    copies: Sequence[str]
    under_way: Round | None
    rounds: Sequence[Round]
    faults: Sequence[FixityFault]
    ended: Sequence[FixityFault]
    behind: int
    given_up: int


def overview(db: Session, actor: Actor, tools: Tools) -> Overview:
    require(actor, Action.SEE_KEEPING)
    finished = sa.select(Round).where(Round.finished_at.is_not(None)).order_by(Round.finished_at.desc())
    ended = sa.select(FixityFault).where(FixityFault.ended_at.is_not(None)).order_by(FixityFault.ended_at.desc())
    work = jobs.tally(db, *KEEP.values(), COPY_OBJECT)
    return Overview(
        place=tools.store.place.name,
        copies=[copy.place.name for copy in tools.copies],
        under_way=current_round(db),
        rounds=db.scalars(finished.limit(LAST_ROUNDS)).all(),
        faults=open_faults(db),
        ended=db.scalars(ended.limit(LAST_REPAIRS)).all(),
        behind=work[State.READY] + work[State.RUNNING],
        given_up=work[State.DEAD],
    )


def check_now(db: Session, actor: Actor) -> None:
    """A round out of turn."""
    require(actor, Action.SEE_KEEPING)
    jobs.ask_for(db, CHECK_STORE, STORE, again=False)
    audit.write(db, actor.account_id, actor.name, audit.Event.FIXITY_CHECKED, "store", STORE, asked_for=True)
