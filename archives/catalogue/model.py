"""工程项目 ▸ 单位工程 ▸ 案卷 ▸ 文件 ▸ 页, and the evidence for every described value (DB4401/T 198-2022's levels)."""

import json
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from archives.catalogue.secrecy import Secrecy
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, RuleBroken
from archives.people import Department
from archives.permissions import Guarded
from ingest.tools.clamd import VirusCheck


class Category(StrEnum):
    """项目类别."""

    BUILDING = "building"
    ROAD = "road"
    RAIL = "rail"
    BRIDGE = "bridge"
    PIPELINE = "pipeline"
    OTHER = "other"


class Carrier(StrEnum):
    """载体类型."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    AUDIOVISUAL = "audiovisual"
    MICROFILM = "microfilm"


class Retention(StrEnum):
    """保管期限: GB/T 50328-2014 cl. 2.0.17–19, and the fixed terms newer systems use beside them."""

    PERMANENT = "permanent"
    LONG_TERM = "long term"
    SHORT_TERM = "short term"
    THIRTY_YEARS = "thirty years"
    TEN_YEARS = "ten years"


class Lifecycle(StrEnum):
    IN_USE = "in use"
    ALTERED = "altered"
    DEMOLISHED = "demolished"


class Reading(StrEnum):
    """How far the pipeline has come with a record; described: its fields are read, the text of its sheets is not."""

    WAITING = "waiting"
    READING = "reading"
    DESCRIBED = "described"
    READ = "read"
    PARTLY = "partly read"
    FAILED = "failed"


READ_RECORD, READ_TEXT = "read record", "read text"
"""The jobs that bring a record from one to the next."""


class Source(StrEnum):
    OCR = "ocr"
    IMPORT = "import"
    HUMAN = "human"


class Project(Model):
    """工程项目. `number` is the archive's own; `investment_code` is the key shared by all departments."""

    __tablename__ = "project"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(sa.String(300), index=True)
    former_names: Mapped[list[str]] = mapped_column(default=list)
    category: Mapped[Category] = mapped_column(OneOf(Category), default=Category.BUILDING)
    investment_code: Mapped[str | None] = mapped_column(sa.String(24), index=True)
    location: Mapped[str] = mapped_column(sa.String(300), default="")
    construction_unit: Mapped[str] = mapped_column(sa.String(200), default="")
    construction_unit_code: Mapped[str | None] = mapped_column(sa.String(18))
    survey_unit: Mapped[str | None] = mapped_column(sa.String(200))
    design_unit: Mapped[str | None] = mapped_column(sa.String(200))
    supervision_unit: Mapped[str | None] = mapped_column(sa.String(200))
    contractor: Mapped[str | None] = mapped_column(sa.String(200))
    approving_body: Mapped[str | None] = mapped_column(sa.String(200))
    approval_no: Mapped[str | None] = mapped_column(sa.String(100))
    land_permit_nos: Mapped[list[str]] = mapped_column(default=list)
    planning_permit_nos: Mapped[list[str]] = mapped_column(default=list)
    construction_permit_nos: Mapped[list[str]] = mapped_column(default=list)
    verification_no: Mapped[str | None] = mapped_column(sa.String(100))
    filing_no: Mapped[str | None] = mapped_column(sa.String(100))
    map_sheet_no: Mapped[str | None] = mapped_column(sa.String(100))
    site_area: Mapped[str | None] = mapped_column(sa.String(40))
    building_area: Mapped[str | None] = mapped_column(sa.String(40))
    buildings: Mapped[int | None]
    investment: Mapped[str | None] = mapped_column(sa.String(40))
    started_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    key_project: Mapped[bool] = mapped_column(default=False)
    more: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)

    units: Mapped[list["UnitProject"]] = relationship(back_populates="project", order_by="UnitProject.name")
    volumes: Mapped[list["Volume"]] = relationship(back_populates="project", order_by="Volume.serial")


class UnitProject(Model):
    """单位工程: one building, road or line of a project; its life decides how long 长期 lasts."""

    __tablename__ = "unit_project"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    project_id: Mapped[str] = mapped_column(sa.ForeignKey("project.id"), index=True)
    number: Mapped[str | None] = mapped_column(sa.String(60))
    name: Mapped[str] = mapped_column(sa.String(100))
    category: Mapped[Category] = mapped_column(OneOf(Category), default=Category.BUILDING)
    planning_permit_no: Mapped[str | None] = mapped_column(sa.String(100))
    construction_permit_no: Mapped[str | None] = mapped_column(sa.String(100))
    design_unit: Mapped[str | None] = mapped_column(sa.String(200))
    survey_unit: Mapped[str | None] = mapped_column(sa.String(200))
    contractor: Mapped[str | None] = mapped_column(sa.String(200))
    supervision_unit: Mapped[str | None] = mapped_column(sa.String(200))
    structure: Mapped[str | None] = mapped_column(sa.String(60))
    storeys_above: Mapped[int | None]
    storeys_below: Mapped[int | None]
    height: Mapped[str | None] = mapped_column(sa.String(40))
    building_area: Mapped[str | None] = mapped_column(sa.String(40))
    design_life: Mapped[int | None]
    purpose: Mapped[str | None] = mapped_column(sa.String(100))
    x: Mapped[float | None]
    y: Mapped[float | None]
    started_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    lifecycle: Mapped[Lifecycle] = mapped_column(OneOf(Lifecycle), default=Lifecycle.IN_USE)
    lifecycle_on: Mapped[date | None]

    project: Mapped[Project] = relationship(back_populates="units")


class Volume(Model):
    """案卷. Titles are unique (GB/T 50328-2014 cl. 5.3.5); dates and page counts are worked out from its records."""

    __tablename__ = "volume"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    project_id: Mapped[str] = mapped_column(sa.ForeignKey("project.id"), index=True)
    unit_project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("unit_project.id"))
    serial: Mapped[int] = mapped_column(default=1)
    archive_no: Mapped[str] = mapped_column(sa.String(60), unique=True)
    title: Mapped[str] = mapped_column(sa.String(300), unique=True)
    compiled_by: Mapped[str] = mapped_column(sa.String(200), default="")
    carrier: Mapped[Carrier] = mapped_column(OneOf(Carrier), default=Carrier.PAPER)
    retention: Mapped[Retention] = mapped_column(OneOf(Retention), default=Retention.PERMANENT)
    compiler: Mapped[str | None] = mapped_column(sa.String(60))
    compiled_on: Mapped[date | None]
    checker: Mapped[str | None] = mapped_column(sa.String(60))
    checked_on: Mapped[date | None]
    subject_words: Mapped[str | None] = mapped_column(sa.String(300))
    note: Mapped[str | None] = mapped_column(sa.Text)
    microfilm_no: Mapped[str | None] = mapped_column(sa.String(60))
    register_no: Mapped[str | None] = mapped_column(sa.String(60))
    shelf: Mapped[str | None] = mapped_column(sa.String(100))
    created_at: Mapped[datetime] = mapped_column(default=now)

    project: Mapped[Project] = relationship(back_populates="volumes")
    unit_project: Mapped[UnitProject | None] = relationship()
    records: Mapped[list["Record"]] = relationship(back_populates="volume", order_by="Record.serial, Record.id")


class Record(Guarded, Model):
    """文件, the unit people find, see and ask for. What is described stands in `values`, each with its evidence.

    `closed_until` comes from a joint opening review, `legacy_secrecy` from a stamp; `secrecy_cleared` is the mark that
    a reviewed decision has lifted, and `disposed_on` makes the row a tombstone.
    """

    __tablename__ = "record"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    volume_id: Mapped[str | None] = mapped_column(sa.ForeignKey("volume.id"), index=True)
    serial: Mapped[int | None]
    title: Mapped[str] = mapped_column(sa.String(300))
    title_supplied: Mapped[bool] = mapped_column(default=False)
    number: Mapped[str | None] = mapped_column(sa.String(120), index=True)
    responsible: Mapped[str | None] = mapped_column(sa.String(300))
    formed: Mapped[str | None] = mapped_column(sa.String(10), index=True)
    kind: Mapped[str] = mapped_column(sa.String(60), default="unknown", index=True)
    class_code: Mapped[str | None] = mapped_column(sa.String(20))
    discipline: Mapped[str | None] = mapped_column(sa.String(40))
    first_page: Mapped[int | None]
    last_page: Mapped[int | None]
    is_copy: Mapped[bool] = mapped_column(default=False)
    retention: Mapped[Retention | None] = mapped_column(OneOf(Retention))
    remark: Mapped[str | None] = mapped_column(sa.Text)
    opens_by_law: Mapped[bool] = mapped_column(default=False)
    closed_until: Mapped[date | None]
    secrecy_mark: Mapped[str | None] = mapped_column(sa.String(60))
    legacy_secrecy: Mapped[Secrecy | None] = mapped_column(OneOf(Secrecy))
    legacy_secrecy_evidence: Mapped[str] = mapped_column(sa.String(300), default="", server_default="")
    secrecy_cleared: Mapped[str | None] = mapped_column(sa.String(60))
    disposed_on: Mapped[date | None]
    reading: Mapped[Reading] = mapped_column(OneOf(Reading), default=Reading.WAITING, index=True)
    contents: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list, server_default="[]")
    faults: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list, server_default="[]")
    faults_left_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    faults_left_at: Mapped[datetime | None]
    page_count: Mapped[int] = mapped_column(default=0)
    described_at: Mapped[datetime | None]
    received_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    received_at: Mapped[datetime] = mapped_column(default=now, index=True)

    volume: Mapped[Volume | None] = relationship(back_populates="records")
    project: Mapped[Project | None] = relationship(foreign_keys="Record.project_id")
    department: Mapped[Department] = relationship(foreign_keys="Record.department_id")
    original: Mapped["Original"] = relationship(back_populates="record")
    pages: Mapped[list["Page"]] = relationship(back_populates="record", order_by="Page.number")

    @property
    def gaps(self) -> list[tuple[str, dict[str, Any]]]:
        """What is wrong with the numbers of its sheets: sentences and what fills them."""
        return [(fault["template"], fault["values"]) for fault in self.faults]

    def find_faults(self, faults: list[dict[str, Any]]) -> None:
        """Gaps in the numbers of its sheets; what a person has left counts until something else is found."""
        if faults != self.faults:
            self.faults, self.faults_left_by, self.faults_left_at = faults, None, None

    @property
    def bears_secret(self) -> bool:
        """A mark of state secrecy stands on it that no review named in `secrecy_cleared` has taken away."""
        return self.secrecy_mark is not None and self.secrecy_mark != self.secrecy_cleared

    @property
    def awaits_secrecy_review(self) -> bool:
        """Once stamped a state secret, and nobody with the authority to say so has taken the stamp away."""
        return self.legacy_secrecy is not None and self.legacy_secrecy.is_state_secret and self.secrecy_cleared is None

    def check_kept(self) -> None:
        if self.disposed_on is not None:
            raise RuleBroken(N_("This record was destroyed on %(day)s; only its entry is kept."), day=self.disposed_on)


class Original(Model):
    """电子文件: the bytes as they came, kept whole under `key` in the store."""

    __tablename__ = "original"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    record_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"), unique=True)
    key: Mapped[str] = mapped_column(sa.String(300))
    name: Mapped[str] = mapped_column(sa.String(300))
    media_type: Mapped[str] = mapped_column(sa.String(60))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    sha512: Mapped[str] = mapped_column(sa.String(128))
    sm3: Mapped[str | None] = mapped_column(sa.String(64))
    kept_at: Mapped[datetime] = mapped_column(default=now)
    virus_check: Mapped[VirusCheck] = mapped_column(
        OneOf(VirusCheck), default=VirusCheck.NOT_SCANNED, server_default=str(VirusCheck.NOT_SCANNED)
    )
    virus_detail: Mapped[str] = mapped_column(sa.String(300), default="", server_default="")

    record: Mapped[Record] = relationship(back_populates="original")


def pack_words(words: Sequence[Sequence[Any]]) -> bytes:
    return zlib.compress(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())


class Page(Model):
    """页 as read: upright pixels, text, and every word with its box. `problem` says why there is no text.

    `partial`: only the places where fields stand are read yet. `seals` and `facts` are as `ingest.wire` packs them;
    `faulty`: the facts name faults of the scan.
    """

    __tablename__ = "page"
    __table_args__ = (sa.UniqueConstraint("record_id", "number"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    record_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"), index=True)
    number: Mapped[int]
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    dpi: Mapped[int] = mapped_column(default=0)
    rotation: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(sa.Text, default="")
    packed_words: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary, default=b""))
    partial: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    seals: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list, server_default="[]")
    facts: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    engine: Mapped[str] = mapped_column(sa.String(80), default="")
    seconds: Mapped[float] = mapped_column(default=0.0)
    problem: Mapped[str | None] = mapped_column(sa.Text)
    problem_values: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict, server_default="{}")
    problem_left_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    problem_left_at: Mapped[datetime | None]
    faulty: Mapped[bool] = mapped_column(default=False, server_default=sa.false(), index=True)
    faults_left_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    faults_left_at: Mapped[datetime | None]
    read_at: Mapped[datetime] = mapped_column(default=now)

    record: Mapped[Record] = relationship(back_populates="pages")

    @property
    def faults(self) -> list[tuple[str, dict[str, Any]]]:
        """What is wrong with the scan: sentences and what fills them."""
        return [(template, values) for template, values in (self.facts or {}).get("faults", ())]

    def pack(self, words: Sequence[Sequence[Any]]) -> None:
        """Keeps words as [text, [x, y, w, h], confidence, direction, other reading] each; older ones lack the last."""
        self.packed_words = pack_words(words)

    def words(self) -> list[list[Any]]:
        found: list[list[Any]] = json.loads(zlib.decompress(self.packed_words)) if self.packed_words else []
        return found


class FieldValue(Model):
    """A described value and where it comes from. Rows are never changed: a newer one supersedes the older."""

    __tablename__ = "field_value"
    __table_args__ = (sa.Index("ix_field_value_current", "record_id", "field", "superseded_at"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    record_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"))
    field: Mapped[str] = mapped_column(sa.String(40))
    value: Mapped[str] = mapped_column(sa.Text)
    raw: Mapped[str] = mapped_column(sa.Text, default="")
    source: Mapped[Source] = mapped_column(OneOf(Source))
    page: Mapped[int | None]
    x: Mapped[int | None]
    y: Mapped[int | None]
    w: Mapped[int | None]
    h: Mapped[int | None]
    confidence: Mapped[float | None]
    engine: Mapped[str | None] = mapped_column(sa.String(80))
    rule: Mapped[str | None] = mapped_column(sa.String(120))
    otherwise: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    reviewer_id: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    superseded_at: Mapped[datetime | None]
