"""What was granted to whom: the one table that opens a record to someone who would not see it otherwise."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives.db import ID_LENGTH, Model, OneOf, new_id, now


class Use(StrEnum):
    """What one may do with a record one sees; downloading includes reading."""

    READ = "read"
    DOWNLOAD = "download"


class Grant(Model):
    """One record, or all records of one department in one project, opened to an account or a whole department."""

    __tablename__ = "access_grant"
    __table_args__ = (
        sa.CheckConstraint("(record_id IS NULL) <> (project_id IS NULL)", name="one_scope"),
        sa.CheckConstraint("(account_id IS NULL) <> (department_id IS NULL)", name="one_holder"),
    )

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    account_id: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    department_id: Mapped[str | None] = mapped_column(sa.ForeignKey("department.id"), index=True)
    record_id: Mapped[str | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("project.id"))
    owner_id: Mapped[str | None] = mapped_column(sa.ForeignKey("department.id"))
    use: Mapped[Use] = mapped_column(OneOf(Use), default=Use.READ)
    purpose: Mapped[str] = mapped_column(sa.Text)
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    granted_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    granted_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]

    def is_valid(self, today: date) -> bool:
        return self.revoked_at is None and self.valid_from <= today <= self.valid_to


# Asked in every request, so written once. Nobody's department is no department's grant: NULL equals nothing.
HELD = sa.select(Grant).where(
    sa.or_(Grant.account_id == sa.bindparam("account_id"), Grant.department_id == sa.bindparam("department_id")),
    Grant.revoked_at.is_(None),
    Grant.valid_from <= sa.bindparam("today"),
    Grant.valid_to >= sa.bindparam("today"),
)


def grants_held(db: Session, account_id: str, department_id: str | None, today: date) -> tuple[Grant, ...]:
    """The grants that hold today for this account, directly or through its department."""
    return tuple(db.scalars(HELD, {"account_id": account_id, "department_id": department_id, "today": today}))
