"""Whatever a rule can read has its name in the archive, in both languages."""

import pytest

from archives.catalogue.fields import BY_NAME, FIELDS, GROUPS, NUMBERS, parse_value
from archives.catalogue.indexing import entries_of
from archives.catalogue.kinds import KINDS
from archives.db import Database
from archives.errors import InvalidInput
from archives.translations.gathering import read
from ingest.fields import stamps
from ingest.fields.kinds import EVERY
from tests.archives.catalogue.told import Shelf


def readable() -> set[str]:
    rules = [rule.field for kind in EVERY.values() for rule in (*kind.rules, *kind.phrases)]
    patterns = [field for kind in EVERY.values() for field in kind.patterns]
    return {*rules, *patterns, *(rule.field for rule in stamps.RULES), "title", "issuer", "revision", "stage"}


def test_every_field_that_a_rule_can_give_is_described_and_no_other() -> None:
    assert {field.name for field in FIELDS} == readable()
    assert len(BY_NAME) == len(FIELDS)


def test_every_kind_that_can_be_recognised_has_a_name() -> None:
    assert set(KINDS) == set(EVERY)


def test_every_field_is_called_differently_in_both_languages() -> None:
    translated = {message.id: message.string for message in read("zh")}
    for names in ([field.label for field in FIELDS], [translated[field.label] for field in FIELDS]):
        assert len(set(names)) == len(names)


def test_fields_stand_in_the_order_of_their_groups() -> None:
    groups = list(GROUPS)
    assert [field.group for field in FIELDS] == sorted((field.group for field in FIELDS), key=groups.index)


def test_a_number_that_a_document_cites_is_found_like_its_own(database: Database) -> None:
    with database.reading() as db:
        record = Shelf.made(db).record("completion_filing", planning_permit_no="建字第330283201400046号", height="18.6")
        (entry,) = entries_of(db, [record.id])
    assert entry.numbers == ("建字第330283201400046号",)
    assert entry.described.splitlines()[0] == "18.6"


def test_numbers_are_found_whole_and_dates_are_checked_when_typed() -> None:
    assert {"permit_no", "planning_permit_no", "property_unit_no", "credit_code", "review_no"} <= set(NUMBERS)
    assert parse_value("completion_date", "2016年6月24日") == "2016-06-24"
    with pytest.raises(InvalidInput):
        parse_value("start_date", "next spring")
