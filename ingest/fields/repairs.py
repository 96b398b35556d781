"""Misread signs put right where a validator proves what they were; the reading as it came stays beside it as raw.

Nothing is repaired that may be right as it is, nor where two repairs would fit.
"""

import re
from collections.abc import Iterator
from datetime import date

from ingest.fields.check_digits import CREDIT_LENGTH, CREDIT_SIGNS, credit_code_fits
from ingest.fields.validators import Verdict, verdict

# What an engine takes a figure for, where only figures can stand.
FIGURES = str.maketrans(
    {
        **dict.fromkeys("OoQD〇○", "0"), **dict.fromkeys("lI|i!丨", "1"), **dict.fromkeys("Zz", "2"),
        **dict.fromkeys("Ss", "5"), "b": "6", "T": "7", "B": "8", "q": "9",
    }
)  # fmt: skip
# What stands around the figures of a permit's number, and what it is taken for.
WORDING = str.maketrans({"宇": "字", "孚": "字", "号": "号", "號": "号", "弟": "第", "笫": "第", "健": "建", "她": "地",
                         "選": "选"})  # fmt: skip
# Signs of a code with a check sign that are taken for each other, each way.
CONFUSED = ("0ODQUC", "1IL7T", "2Z7", "3895", "5S6", "6GB80", "8B3", "4A", "VYU", "KX", "EF", "MN", "PR", "HMN", "WV")
_NUMBERED = re.compile(r"^([选地建乡用])字第(.{10})(XS|YG|GG|XG|.{0})(.{5,7})号$")
_BARE_FIGURES = {"permit_no": (18,), "construction_permit_no": (18,), "planning_permit_no": ()}
_PROJECT_CODE = re.compile(r"^(\S{4})[-.:_~](\S{6})[-.:_~](\S{2})[-.:_~](\S{2})[-.:_~](\S{6})$")
_FITS = (Verdict.PROVEN, Verdict.PLAUSIBLE)


def repaired(field_name: str, printed: str, today: date | None = None) -> str | None:
    """What the printed number must have been; None where it is in order, or nothing proves another reading."""
    bare = printed.replace(" ", "")
    if verdict(field_name, bare, today) in _FITS:
        return None
    candidates = {each for each in _candidates(field_name, bare) if each != bare}
    fitting = {each for each in candidates if verdict(field_name, each, today) in _FITS}
    return fitting.pop() if len(fitting) == 1 else None


def _candidates(field_name: str, bare: str) -> Iterator[str]:
    if field_name == "credit_code":
        yield from _credit_codes(bare)
    elif field_name == "investment_code":
        if found := _PROJECT_CODE.match(bare):
            yield "-".join(part.translate(FIGURES) for part in found.groups())
    elif field_name in _BARE_FIGURES:
        if found := _NUMBERED.match(bare.translate(WORDING)):
            yield f"{found[1]}字第{found[2].translate(FIGURES)}{found[3]}{found[4].translate(FIGURES)}号"
        if len(bare) in _BARE_FIGURES[field_name]:
            yield bare.translate(FIGURES)


def _credit_codes(bare: str) -> Iterator[str]:
    """The codes that one confusion of two signs away have the right check sign; letters that no code has count once."""
    code = bare.upper()
    if len(code) != CREDIT_LENGTH:
        return
    impossible = [place for place, sign in enumerate(code) if sign not in CREDIT_SIGNS]
    if len(impossible) > 1:
        return
    for place in impossible or range(CREDIT_LENGTH):
        for sign in {other for group in CONFUSED if code[place] in group for other in group} - {code[place]}:
            other = code[:place] + sign + code[place + 1 :]
            if credit_code_fits(other):
                yield other
