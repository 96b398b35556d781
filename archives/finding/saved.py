"""Searches that are kept: looked at once a day with their owner's rights of that day, told of in a notice."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from archives import jobs
from archives.db import CHINA
from archives.errors import N_, ArchiveError, InvalidInput, NotFound, RuleBroken
from archives.finding.facets import check_facets
from archives.finding.hits import still_visible
from archives.finding.meaning import meaning_of
from archives.finding.model import LONGEST_NAME, Notice, SavedSearch
from archives.finding.service import query_of
from archives.finding.wanted import Wanted, wanted_in
from archives.jobs import Task
from archives.people import Account
from archives.permissions import Actor, actor_of, is_signed_in
from archives.tools import Tools
from search.engine import SearchEngine
from search.problems import SearchProblem

LOOK_AT_SEARCH = "look at saved search"
MOST_SEARCHES = 50
MOST_RECORDS = 5000
"""A search that finds more tells nobody what is new."""
HOUR = 6
SHOWN_IN_NOTICE = 50

NEW_RECORDS = N_("“%(name)s”: %(count)d new records")
ONE_NEW_RECORD = N_("“%(name)s”: one new record")
CANNOT_BE_ASKED = N_("“%(name)s” cannot be looked at any more: %(reason)s")
TOO_MANY = N_("“%(name)s” now finds more than %(most)d records; narrow it to be told what is new.")


def keep(db: Session, actor: Actor, engine: SearchEngine, wanted: Wanted, name: str) -> SavedSearch:
    name = _checked(db, actor, wanted, name)
    ids, total = _found(db, actor, engine, wanted)
    if total > MOST_RECORDS:
        raise RuleBroken(
            N_("This search finds %(total)d records. Narrow it to %(most)d at most; then you can be told what is new."),
            total=total,
            most=MOST_RECORDS,
        )
    kept = SavedSearch(
        account_id=actor.account_id, name=name, address=urlencode(wanted.address(), doseq=True), known=ids
    )
    db.add(kept)
    db.flush()
    _ask_for_tomorrow(db, kept.id, datetime.now(UTC))
    return kept


def _checked(db: Session, actor: Actor, wanted: Wanted, name: str) -> str:
    if not is_signed_in(actor):
        raise NotFound
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise InvalidInput(N_("Give this search a name, so that you know it again."))
    if wanted.is_everything:
        raise InvalidInput(N_("Search for something first; then the search can be kept."))
    count = sa.select(sa.func.count()).select_from(SavedSearch).where(SavedSearch.account_id == actor.account_id)
    if (db.scalar(count) or 0) >= MOST_SEARCHES:
        raise RuleBroken(N_("You keep %(most)d searches already. Delete one first."), most=MOST_SEARCHES)
    return name


def _found(db: Session, actor: Actor, engine: SearchEngine, wanted: Wanted) -> tuple[list[str], int]:
    """Raises BadQuery, InvalidInput, NotFound and SearchProblem as a search does."""
    check_facets(db, actor, wanted)
    query = query_of(actor, wanted, meaning_of(db, wanted).node, per_page=MOST_RECORDS, counted=())
    results = engine.find(query)
    return list(results.ids), results.total


def kept_searches(db: Session, actor: Actor) -> Sequence[SavedSearch]:
    query = sa.select(SavedSearch).where(SavedSearch.account_id == actor.account_id)
    return db.scalars(query.order_by(SavedSearch.created_at.desc(), SavedSearch.id)).all()


def forget(db: Session, actor: Actor, search_id: str) -> None:
    kept = db.get(SavedSearch, search_id)
    if kept is None or kept.account_id != actor.account_id:
        raise NotFound
    jobs.cancel_all(db, LOOK_AT_SEARCH, kept.id)
    db.delete(kept)


def look_at_search(task: Task, tools: Tools) -> None:
    """The daily look. Tomorrow's is asked for first: what goes wrong today must not end the row."""
    today = datetime.now(UTC)
    task.checkpoint(lambda db: _ask_for_tomorrow(db, task.subject_id, today))
    task.finish_with(lambda db: tell_what_is_new(db, tools.engine, task.subject_id, today))


def _ask_for_tomorrow(db: Session, search_id: str, now: datetime) -> None:
    if db.get(SavedSearch, search_id) is None:
        return
    there = now.astimezone(CHINA) + timedelta(days=1)
    morning = there.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    # The day in the payload makes it another piece of work than today's, which is still running.
    day = {"day": str(morning.date())}
    jobs.ask_for(db, LOOK_AT_SEARCH, search_id, payload=day, run_at=morning, priority=jobs.Priority.LATER)


def tell_what_is_new(db: Session, engine: SearchEngine, search_id: str, now: datetime) -> Notice | None:
    kept = db.get(SavedSearch, search_id)
    account = db.get(Account, kept.account_id) if kept else None
    if kept is None or account is None or not account.active:
        return None
    actor = actor_of(db, account, now.astimezone(CHINA).date())
    wanted = wanted_in(MultiDict(parse_qsl(kept.address)))
    kept.looked_at = now
    try:
        ids, total = _found(db, actor, engine, wanted)
    except SearchProblem:
        raise  # the index is away: the job is tried again
    except ArchiveError as error:
        return _tell(db, kept, CANNOT_BE_ASKED, (), reason=str(error))
    if total > MOST_RECORDS:
        return _tell(db, kept, TOO_MANY, (), most=MOST_RECORDS)
    unseen = set(ids) - set(kept.known)
    new = [record.id for record in still_visible(db, actor, [key for key in ids if key in unseen])]
    kept.known = [key for key in ids if key not in unseen or key in new]
    if not new:
        return None
    return _tell(db, kept, ONE_NEW_RECORD if len(new) == 1 else NEW_RECORDS, new, count=len(new))


def _tell(db: Session, kept: SavedSearch, template: str, new: Sequence[str], **values: Any) -> Notice:
    notice = Notice(
        account_id=kept.account_id,
        template=template,
        values={"name": kept.name, **values},
        address=kept.address,
        record_ids=list(new[:SHOWN_IN_NOTICE]),
    )
    db.add(notice)
    db.flush()
    return notice
