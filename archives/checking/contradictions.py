"""Contradictions across projects, and what an archivist says of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.comparable import Units
from archives.catalogue.contradictions import Shown, judgements_of, of_projects
from archives.catalogue.judgements import Judgement, Verdict
from archives.catalogue.model import Project, Record
from archives.catalogue.service import find_project
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.permissions import Action, Actor, require, visible

ENOUGH = 20
AT_ONCE = 50
MOST_PROJECTS = 500
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Projects with what is unsettled in them; `after` is the last project looked at when there are more."""

    projects: Sequence[tuple[Project, Sequence[Shown]]]
    after: int | None


def unsettled(db: Session, actor: Actor, after: int = 0) -> Found:
    """Walks through the projects in the order of their numbers until enough is found, or enough looked at."""
    require(actor, Action.DESCRIBE_RECORD)
    found: list[tuple[Project, Sequence[Shown]]] = []
    for _ in range(MOST_PROJECTS // AT_ONCE):
        projects = _next_projects(db, actor, after)
        shown = of_projects(db, actor, [project.id for project in projects[:AT_ONCE]])
        for project in projects[:AT_ONCE]:
            after = project.number
            if left := [each for each in shown[project.id] if each.explained is None]:
                found.append((project, left))
            if sum(len(each) for _, each in found) >= ENOUGH:
                return Found(found, after if project is not projects[-1] else None)
        if len(projects) <= AT_ONCE:
            return Found(found, None)
    return Found(found, after)


def _next_projects(db: Session, actor: Actor, after: int) -> Sequence[Project]:
    """One more than are looked at: it tells that there is more."""
    some = sa.exists().where(Record.project_id == Project.id, visible(actor, Record))
    query = sa.select(Project).where(Project.number > after, some).order_by(Project.number).limit(AT_ONCE + 1)
    return db.scalars(query).all()


def judge(
    db: Session, actor: Actor, project_id: str, value_ids: tuple[str, str], verdict: Verdict, reason: str
) -> Judgement:
    """Why two values are no contradiction, or that two names mean the same unit."""
    require(actor, Action.DESCRIBE_RECORD)
    shown = _find(db, actor, project_id, value_ids)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise InvalidInput(N_("Say in up to %(most)s characters why these values may differ."), most=LONGEST_REASON)
    if verdict is Verdict.SAME_UNIT:
        _check_are_names(shown)
    said = Judgement(
        project_id=project_id,
        verdict=verdict,
        sort=shown.sort,
        field=shown.field,
        one_id=shown.one.record.id,
        one_field=shown.one.value.field,
        one_value=shown.one.value.value,
        other_id=shown.other.record.id,
        other_field=shown.other.value.field,
        other_value=shown.other.value.value,
        reason=reason.strip(),
        by=actor.account_id or "",
    )
    db.add(said)
    db.flush()
    _note(db, actor, said, reason=said.reason)
    return said


def _find(db: Session, actor: Actor, project_id: str, value_ids: tuple[str, str]) -> Shown:
    project = find_project(db, actor, project_id)
    for shown in of_projects(db, actor, [project.id])[project.id]:
        if {shown.one.value.id, shown.other.value.id} == set(value_ids) and shown.explained is None:
            return shown
    raise RuleBroken(N_("One of these values has changed, or somebody has settled this already. Look again."))


def _check_are_names(shown: Shown) -> None:
    names = [Units().read(side.value.value) for side in (shown.one, shown.other)]
    if not shown.may_be_one_unit or any(name is None or len(name) != 1 for name in names):
        raise RuleBroken(N_("Only two names of one unit each can be names of the same unit. Explain this instead."))


def take_back(db: Session, actor: Actor, project_id: str, judgement_id: str) -> None:
    require(actor, Action.DESCRIBE_RECORD)
    known = judgements_of(db, actor, [find_project(db, actor, project_id).id]).get(project_id, ())
    said = next((said for said in known if said.id == judgement_id), None)
    if said is None:
        raise NotFound
    _note(db, actor, said, taken_back=True)
    db.delete(said)


def _note(db: Session, actor: Actor, said: Judgement, **detail: object) -> None:
    audit.write(
        db,
        actor.account_id,
        actor.name,
        audit.Event.DESCRIBED,
        "project",
        said.project_id,
        contradiction=said.field,
        verdict=said.verdict,
        values=[said.one_value, said.other_value],
        records=[said.one_id, said.other_id],
        **detail,
    )
