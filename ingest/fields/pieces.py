"""Runs cut at the labels in them: what is a label, and what is text beside it.

An engine may find a label alone in its cell, glued to its value, glued to the neighbour's value, with one letter
wrong, or in several pieces; after this module there are only labels and texts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.lettering import is_han, key
from ingest.fields.misspelled import nearly
from ingest.fields.readings import (
    Reader,
    a_discipline,
    a_number,
    a_revision,
    a_scale,
    a_stage,
    a_storey_count,
    is_complete_unit,
)
from ingest.fields.runs import Run
from ingest.fields.scattered import KNOWN, joined
from ingest.fields.signatures import signed

SEPARATORS = ":;,.|/_·()[]#-、"
# A label of these endings is hardly part of a name, so it counts even when glued to other words.
_PLAIN_LABEL = re.compile(r"(?:名称|单位|编号|日期|机关|地点|地址|位置|面积|规模|价格|造价|代码|类型|形式|题名|等级)$")
_NO_VALUE_FOLLOWS = re.compile(
    r"^(?:的|应|须|和|与|及|或|要求|必须|意见|\(?(?:公章|盖章|签章|签字|章)\)?|代表|负责人|项目负责人|领导|同意)"
)
# What a form adds to a label in brackets: who may be meant, in which unit, that a seal belongs there.
_QUALIFIER = re.compile(r"\((?:个人|单位|业主|公章|盖章|签章|签字|章|万?元|万元|平方米|㎡|m2|m²|米|m|层|全称)\)?")
# Labels of two words hardly begin a name, so they count even when the value follows without a colon.
_LONG_LATIN = frozenset(
    key(label)
    for label in (*labels.PROJECT, *labels.DRAWING_NAME, *labels.CONSTRUCTION_UNIT, *labels.LOCATION)
    if " " in label and label.isascii()
)
_SENTENCE_FOLLOWS = re.compile(r"(?:and|or|of|to|is|are|the|for|in|on|with|by|shall|must|should|included)\b|[,.;&]")
_TEST: dict[str, Reader] = {}
for _group, _reader in (
    (labels.DRAWING_NO, a_number("drawing_no")), (labels.SCALE, a_scale), (labels.PLAIN_DATE, a_date),
    (labels.DRAWING_DATE, a_date), (labels.ISSUE_DATE, a_date), (labels.REVISION, a_revision),
    (labels.DISCIPLINE, a_discipline), (labels.STAGE, a_stage), (labels.STOREYS, a_storey_count),
    (labels.PERMIT_NO, a_number("permit_no")), (labels.FILING_NO, a_number("filing_no")),
    (labels.ARCHIVE_NO, a_number("archive_no")),
):  # fmt: skip
    _TEST.update({key(label): _reader for label in _group})

_LENGTHS = sorted({len(label) for label in KNOWN}, reverse=True)
_SIGNS_FIRST = frozenset(label[0] for label in KNOWN)


@dataclass(frozen=True)
class Piece:
    """`label` is the key of the label it is, or empty for text; `trust` how surely it is one."""

    run: Run
    label: str = ""
    trust: float = 1.0

    @property
    def text(self) -> str:
        return self.run.text


def pieces(runs: Iterable[Run]) -> list[Piece]:
    return [piece for run in joined(list(runs)) for piece in _cut(run)]


def _cut(run: Run) -> Iterator[Piece]:
    start = 0
    signs, at = run.keyed
    begin = 0
    while start < len(signs):
        found = _label_at(run, start)
        if not found:
            start += 1
            continue
        label, length, trust = found
        if start > begin:
            yield from _text(run, at[begin], at[start])
        end = start + length
        if qualified := _QUALIFIER.match(signs, end):
            end = qualified.end()
        stop = at[end] if end < len(at) else len(run.text)
        yield Piece(run.part(at[start], stop), label, trust)
        begin = start = end
    if begin < len(signs):
        yield from _text(run, at[begin], len(run.text))


def _text(run: Run, start: int, end: int) -> Iterator[Piece]:
    part = run.part(start, end)
    if part.text.strip(SEPARATORS + " "):
        yield Piece(part)


def _label_at(run: Run, start: int) -> tuple[str, int, float] | None:
    signs = run.key
    if start == 0 and (label := key(run.word.otherwise)) in KNOWN and signs != label and signs.startswith(label):
        return label, len(signs), 0.9  # a seal's signs follow the label
    if signs[start] in _SIGNS_FIRST:
        if start == 0 and (pair := _pair_at(run, start)):
            return pair
        if start == 0 and (column := signed(signs)):
            return *column, 0.85
        for length in _LENGTHS:
            label = signs[start : start + length]
            if len(label) == length and label in KNOWN:
                trust = _trust(run, start, start + length, label)
                if trust:
                    return label, length, trust
    return nearly(signs) if start == 0 else None


def _pair_at(run: Run, start: int) -> tuple[str, int, float] | None:
    """One label in two languages, 工程名称 PROJECT or SCALE 比例, known by its first."""
    signs, at = run.keyed
    for length in _LENGTHS:
        label = signs[start : start + length]
        if label not in KNOWN:
            continue
        second = start + length
        while signs[second : second + 1] in ("/", "(", ".", ":") and second < len(signs):
            second += 1
        for longer in _LENGTHS:
            other = signs[second : second + longer]
            end = second + longer
            if other not in KNOWN or len(other) != longer or is_han(other[0]) == is_han(label[0]):
                continue
            while signs[end : end + 1] in (")", "."):
                end += 1
            if end >= len(signs) or signs[end] in SEPARATORS or at[end] > at[end - 1] + 1 or is_han(signs[end]):
                return label, end - start, 0.98
    return None


def _trust(run: Run, start: int, end: int, label: str) -> float:
    """How surely these signs are a label here; 0 when they are a part of ordinary words."""
    signs, at = run.keyed
    ended = end == len(signs)
    colon = not ended and signs[end] in ":;"
    gap_after = ended or at[end] > at[end - 1] + 1
    opened = start == 0 or signs[start - 1] in SEPARATORS or at[start] > at[start - 1] + 1
    rest = "" if ended else run.text[at[end] :]
    if not is_han(label[-1]) and not is_han(label[0]):
        return _trust_in_latin(signs, start, end, opened, colon, gap_after, rest, label)
    if not ended and _NO_VALUE_FOLLOWS.match(signs[end:]):
        return 0.0
    if start == 0 and (ended or colon):
        return 1.0
    if colon or (opened and ended):
        return 0.96
    if label in _TEST:
        return 0.95 if _fits(label, rest) and (opened or len(label) > 2 or _is_end_of_value(signs[:start])) else 0.0
    if opened and (gap_after or _PLAIN_LABEL.search(label)):
        return 0.93
    if opened and label in ("图名", "图纸内容") and len(rest) > 1:
        return 0.9
    if len(label) >= 4 and is_complete_unit(run.text[: at[start]]):
        return 0.8  # the next cell's label, read together with the unit before it
    in_a_sentence = re.search("[,。;《]", run.text)
    return 0.7 if _PLAIN_LABEL.search(label) and len(label) >= 4 and start > 1 and not in_a_sentence else 0.0


def _trust_in_latin(
    signs: str, start: int, end: int, opened: bool, colon: bool, gap_after: bool, rest: str, label: str
) -> float:
    figures_follow = label in _TEST and signs[end : end + 1].isdigit()
    ends_word = gap_after or not signs[end].isalnum() or label[-1] in ".#" or figures_follow
    if not ends_word or not (opened or not signs[start - 1].isalnum()):
        return 0.0
    if start == 0 and (not rest or colon):
        return 1.0
    if colon or (signs[end : end + 1] in ".#" and label.endswith(("no", "number"))):
        return 0.95
    if label in _TEST and _fits(label, rest):
        return 0.85
    if start == 0 and gap_after and label in _LONG_LATIN and not _SENTENCE_FOLLOWS.match(rest):
        return 0.75
    return 0.0


def _fits(label: str, rest: str) -> bool:
    reading = _TEST[label](rest[:30])
    return reading is not None and reading.certainty >= 0.8 and rest.replace(" ", "").find(reading.raw[:4]) <= 2


def _is_end_of_value(before: str) -> bool:
    return bool(before) and len(before) <= 12
