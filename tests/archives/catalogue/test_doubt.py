"""Each kind of field is doubted in its own measure, alike in memory and in the database."""

import sqlalchemy as sa

from archives.catalogue.doubt import NEEDED, confidence_needed, doubted, is_doubtful
from archives.catalogue.fields import BY_NAME, FIELDS, Form
from archives.catalogue.model import FieldValue, Source
from archives.db import Database
from tests.archives.catalogue.told import Shelf, read_value


def test_numbers_and_dates_need_more_than_names_and_names_more_than_words() -> None:
    assert NEEDED[Form.NUMBER] == NEEDED[Form.DATE] > NEEDED[Form.MEASURE] > NEEDED[Form.NAME] > NEEDED[Form.WORDS]
    assert set(NEEDED) == set(Form)
    number, name = (FieldValue(field=field, source=Source.OCR, confidence=0.93) for field in ("permit_no", "location"))
    assert (is_doubtful(number), is_doubtful(name)) == (True, False)
    assert confidence_needed("a field of an older version") == NEEDED[Form.NUMBER]


def test_the_database_doubts_exactly_what_the_record_shows_as_doubtful(either_database: Database) -> None:
    with either_database.reading() as db:
        shelf = Shelf.made(db)
        one_of_each = [next(field.name for field in FIELDS if field.form is form) for form in Form]
        for field in (*one_of_each, "a field of an older version"):
            record = shelf.record("drawing")
            needed = confidence_needed(field)
            for confidence in (None, 0.0, needed - 1e-9, needed, needed + 1e-9, 1.0):
                for source in Source:
                    value = read_value(record, field, "1")
                    value.source, value.confidence = source, confidence
                    db.add(value)
        db.flush()
        every = db.scalars(sa.select(FieldValue)).all()
        listed = db.scalars(sa.select(FieldValue.id).where(doubted())).all()
        assert set(listed) == {value.id for value in every if is_doubtful(value)}
        assert 3 * len(one_of_each) < len(listed) + len(one_of_each) < len(every)
        assert {BY_NAME[name].form for name in one_of_each} == set(Form)
