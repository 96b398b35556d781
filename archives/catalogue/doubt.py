"""Doubt 存疑: a value read with less confidence than its field needs is doubtful until a person confirms it."""

from typing import Protocol

import sqlalchemy as sa

from archives.catalogue.fields import BY_NAME, FIELDS, Form
from archives.catalogue.model import FieldValue, Source

NEEDED: dict[Form, float] = {
    Form.NUMBER: 0.97,  # one wrong digit names another permit, and a number is how a record is found
    Form.DATE: 0.97,  # decides when a record opens, and the order of permits
    Form.MEASURE: 0.95,  # a wrong digit is not seen, but it is compared across documents
    Form.NAME: 0.90,  # a wrong sign is seen by whoever reads the name, and search forgives it
    Form.WORDS: 0.85,  # the sense survives a wrong sign
}
"""The confidence from which a reading stands by itself, as the share of such readings that are right."""
NEEDED_OTHERWISE = max(NEEDED.values())


class Reading(Protocol):
    @property
    def field(self) -> str: ...
    @property
    def source(self) -> Source: ...
    @property
    def confidence(self) -> float | None: ...


def confidence_needed(field: str) -> float:
    return NEEDED[BY_NAME[field].form] if field in BY_NAME else NEEDED_OTHERWISE


def is_doubtful(value: Reading) -> bool:
    return value.source is Source.OCR and (value.confidence or 0) < confidence_needed(value.field)


def doubted() -> sa.ColumnElement[bool]:
    """The same of rows in the catalogue: current values that a person should look at."""
    of_form = {form: [field.name for field in FIELDS if field.form is form] for form in Form}
    needed = sa.case(
        *((FieldValue.field.in_(names), NEEDED[form]) for form, names in of_form.items()), else_=NEEDED_OTHERWISE
    )
    return sa.and_(
        FieldValue.source == Source.OCR,
        FieldValue.superseded_at.is_(None),
        FieldValue.value != "",
        sa.func.coalesce(FieldValue.confidence, 0.0) < needed,
    )
