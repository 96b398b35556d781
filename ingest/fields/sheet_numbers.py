"""Drawing numbers 图号 as offices print them: 建施-03, A-101, E1.2, 1342/P/101, seven parts by ISO 19650, boxed out."""

import re
from dataclasses import dataclass

from ingest.fields.dates import a_date
from ingest.fields.lettering import HAN, simplified
from ingest.fields.readings import EDGES, Reading


@dataclass(frozen=True, slots=True)
class Form:
    """`whole` must match all of the number; `certainty` how surely what stands beside a label and matches is one."""

    whole: re.Pattern[str]
    certainty: float
    source: str
    unmistakable: bool = False  # even where no label says so


FORMS: tuple[Form, ...] = (
    Form(
        re.compile(
            r"(?:建|结|水|暖|电|设|总|装|景|园|道|桥|通|空|智|幕|消|动|热|气|规|燃|弱电|给排水|人防|钢结|基坑)"
            r"(?:施|竣|初|方|扩|修|变|通)?[-－]?[A-Z]?[-.]?\d{1,3}(?:[-./]\d{1,3})?[a-zA-Z]?"
        ),
        0.98,
        "GB/T 50001 and practice of the design institutes",
        unmistakable=True,
    ),
    Form(
        re.compile(r"[A-Z0-9]{2,8}(?:-[A-Z0-9]{1,6}){5,8}"),
        0.98,
        "BS EN ISO 19650-2:2018, UK national annex: project, originator, volume, level, type, role, number",
        unmistakable=True,
    ),
    Form(
        re.compile(r"(?:[A-Z]{1,4}[-.]?\d{1,4}(?:[.-]\d{1,3})?[A-Z]?)"),
        0.96,
        "United States National CAD Standard: discipline, sheet type, sequence",
        unmistakable=True,
    ),
    Form(re.compile(r"(?=.*\d)[A-Z0-9]+(?:[-./_#][A-Z0-9]+)+", re.I), 0.93, "job number and sheet, international"),
    Form(re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{2,16}", re.I), 0.9, "letters and figures, international"),
    Form(re.compile(rf"[{HAN}A-Z]{{1,5}}[-.]?[A-Z]?[-.]?\d{{1,4}}[a-z]?", re.I), 0.85, "series in words and number"),
    Form(re.compile(r"\d{3,12}"), 0.85, "running number"),
    Form(re.compile(r"\d{1,2}"), 0.55, "running number within a series"),
)
# Sheet 3 of 12 counts the sheets of a drawing or a set; it does not name one.
COUNT = re.compile(rf"\d+\s*(?:of|/|共)\s*\d+|第?\s*\d+\s*[张页].*|[共第]\D*\d.*张.*|.*[{HAN}]{{2}}\d*张", re.I)
BOXED = re.compile(r"[A-Z0-9]{1,8}(?:[ |]+[A-Z0-9]{1,8}){3,9}")
PAPER = re.compile(r"A[0-4](?:\+\d?(?:/\d)?)?|ANSI[A-E]", re.I)
BORE = re.compile(r"DN\d{2,4}")  # the nominal diameter of a pipe
_TOKEN = re.compile(rf"[{HAN}A-Za-z0-9]+(?:\s?[-./_#]\s?[{HAN}A-Za-z0-9]+)*")
_AFTERWARDS = re.compile(r"\s(?:rev|revision|issue|版)\b.*$", re.I)


def a_drawing_number(text: str) -> Reading | None:
    """The number beside its label, or None where it is a count of sheets, a size of paper, a date or words."""
    plain = _AFTERWARDS.sub("", text.strip(EDGES))
    if COUNT.fullmatch(plain):
        return None
    if BOXED.fullmatch(plain) and any(sign.isdigit() for sign in plain):
        return Reading(re.sub(r"[ |]+", "|", plain), text, 0.95)
    whole = re.sub(r"\s", "", plain)
    for candidate in (whole, *(re.sub(r"\s", "", token) for token in _TOKEN.findall(plain) if token != plain)):
        if form := form_of(candidate):
            part = 1.0 if candidate == whole else 0.85
            return Reading(candidate, plain if candidate == whole else candidate, form.certainty * part)
    return None


def form_of(candidate: str) -> Form | None:
    if PAPER.fullmatch(candidate) or BORE.fullmatch(candidate):
        return None
    date = a_date(candidate)
    if date and date.raw == candidate and len(date.value) == len("2014-05-20"):
        return None
    return next((form for form in FORMS if form.whole.fullmatch(simplified(candidate))), None)
