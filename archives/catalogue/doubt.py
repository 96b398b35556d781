"""Doubt 存疑: a value read with less confidence than its field needs is doubtful until a person confirms it."""

import sqlalchemy as sa

from archives.catalogue.model import FieldValue, Source

DOUBTFUL_BELOW = 0.85


def is_doubtful(value: FieldValue) -> bool:
    return value.source is Source.OCR and (value.confidence or 0) < DOUBTFUL_BELOW


def doubted() -> sa.ColumnElement[bool]:
    """The same of rows in the catalogue: current values that a person should look at."""
    return sa.and_(
        FieldValue.source == Source.OCR,
        FieldValue.superseded_at.is_(None),
        FieldValue.value != "",
        sa.func.coalesce(FieldValue.confidence, 0.0) < DOUBTFUL_BELOW,
    )
