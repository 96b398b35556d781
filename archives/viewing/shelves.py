"""What the manifests and searches of a record, a volume or a project are made of, under the reader's rights."""

from collections.abc import Iterator, Sequence
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.arranging import find_volume, volumes_of
from archives.catalogue.model import Page, Record
from archives.catalogue.places import places_on
from archives.catalogue.service import find_project, find_record, records_of_project
from archives.errors import N_, NotFound
from archives.permissions import Actor, is_open_to_all
from archives.viewing.iiif import Chapter, Fact, Found, Leaf

MOST_FOUND = 500


def records_in(db: Session, actor: Actor, kind: str, subject_id: str) -> tuple[str, Sequence[Record]]:
    """The title of a record or volume, and those of its records that this reader may see."""
    if kind == "record":
        record = find_record(db, actor, subject_id)
        return record.title, [record]
    volume, records = find_volume(db, actor, subject_id)
    if not records:
        raise NotFound
    return f"{volume.archive_no} {volume.title}", records


def chapters(db: Session, records: Sequence[Record]) -> list[Chapter]:
    leaves: dict[str, list[Leaf]] = {record.id: [] for record in records}
    columns = sa.select(Page.record_id, Page.number, Page.width, Page.height).where(Page.record_id.in_(leaves))
    for row in db.execute(columns.order_by(Page.record_id, Page.number)):
        leaves[row.record_id].append(Leaf(*row))
    return [Chapter(record.title, leaves[record.id]) for record in records]


def facts(record: Record) -> list[Fact]:
    told = [(N_("Number"), record.number), (N_("Responsible"), record.responsible)]
    told += [(N_("Date"), record.formed), (N_("Department"), record.department.name)]
    return [(label, value) for label, value in told if value]


def all_open(actor: Actor, records: Sequence[Record]) -> bool:
    """Whether what is said of them may be asked for by the pages of others, too."""
    return all(is_open_to_all(record, actor.today) for record in records)


def members_of(db: Session, actor: Actor, project_id: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The name of a project; kind, id and title of its volumes, then of its records that lie in none."""
    project = find_project(db, actor, project_id)
    records = records_of_project(db, actor, project.id)
    filled = {record.volume_id for record in records}
    volumes = [volume for volume in volumes_of(db, actor, project.id) if volume.id in filled]
    loose = [("record", record.id, record.title) for record in records if record.volume_id is None]
    return project.name, [("volume", volume.id, volume.title) for volume in volumes] + loose


def search(db: Session, records: Sequence[Record], typed: str) -> list[Found]:
    return list(islice(finds(db, records, typed), MOST_FOUND))


def finds(db: Session, records: Sequence[Record], typed: str) -> Iterator[Found]:
    for record in records:
        pages = sa.select(Page).where(Page.record_id == record.id).order_by(Page.number)
        for page in db.scalars(pages):
            leaf = Leaf(record.id, page.number, page.width, page.height)
            yield from (Found(leaf, place) for place in places_on(page, typed))
