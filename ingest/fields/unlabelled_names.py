"""Names that stand in a title block without a label: the firm's, the project's, the drawing's."""

import re

from ingest.fields.block import BESIDE, Block
from ingest.fields.description import Candidate, Description
from ingest.fields.endings import names_a_drawing, names_a_project
from ingest.fields.free import free
from ingest.fields.lettering import HAN, is_han, key, printed_width, simplified
from ingest.fields.pieces import Piece
from ingest.fields.readings import Reading, a_name, a_scale, trimmed
from ingest.fields.runs import Run
from ingest.fields.value import Value, put_together

ENGLISH_NAMES = re.compile(
    r"\b(?:plans?|elevations?|sections?|details?|schedules?|layouts?|diagrams?|legend|isometric|cover sheet|"
    r"title sheet|general notes|survey|axonometric|perspectives?|drawings? (?:list|index)|sheet index)\b",
    re.I,
)
HAN_FIRM = re.compile(
    rf"[{HAN}]{{2,}}(?:设计|规划|勘察|勘测|测绘|工程咨询|工程顾问|建筑师|建筑事务)[{HAN}()]{{0,12}}"
    r"(?:公司|院|所|集团|中心)(?:\([^()]{1,8}\))?$"
)
_OF_A_FIRM = r"architects?|architecture|engineers?|engineering|consult\w+|design|planning|studio|surveyors|associates"
# Studio Marlow Ltd: the word that says what the firm does may stand first where a legal form closes the name.
NAMED_FIRM = re.compile(rf"(?=.*\b(?:{_OF_A_FIRM})\b).+\b(?:ltd|limited|llp|llc|inc|plc|pty|gmbh)\.?$", re.I)
FIRM = re.compile(
    r"(?:architects?|architecture|architectural|engineers?|engineering|associates|consultants?|consulting|design|"
    r"designs|partners|partnership|studio|surveyors|planners|planning|group)"
    r"(?:[ ,.&]+(?:architects?|engineers?|associates|design|group|and planners|consultants?|services))?"
    r"[ ,.]*(?:ltd|limited|llp|llc|inc|p\.?c|p\.?a|pty ltd|plc|corp(?:oration)?|co|gmbh|s\.?a|p\.?l\.?l\.?c)?\.?$",
    re.I,
)
STREET = re.compile(
    r"^\d+[A-Z]?(?:[-–]\d+)?,? [\w .'-]{2,40}\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|"
    r"place|court|close|crescent|square|terrace|highway|parkway|gardens|row)\b\.?.{0,40}$",
    re.I,
)
GOES_ON = re.compile(r"(?:\b(?:at|of|to|for|on|in|and|from|near)|[&,-])$", re.I)
ENGLISH_PROJECTS = re.compile(
    r"\b(?:school|buildings?|cent(?:er|re)|house|apartments?|hospital|stations?|plant|additions?|renovations?|phase|"
    r"development|residences?|towers?|complex|library|church|park|hotel|bridge|extensions?|refurbishment|upgrade|"
    r"replacement|improvements?|facility|university|college|offices?|alterations?|housing|dwellings?|community|clinic|"
    r"museum|stadium|garage|warehouse|factory|project|airport|terminal|expansion|remodel|retrofit)\b",
    re.I,
)
CLEAR = 0.9  # a line read worse is no part of a title: a label half covered


def location_within_project(found: Description) -> None:
    """The address printed as the last line of the project's cell, as American offices do."""
    runs = found.runs.get("project_name", ())
    if "location" in found.fields or len(runs) < 2 or not STREET.match(runs[-1].text) or GOES_ON.search(runs[-2].text):
        return
    old = found.fields.pop("project_name")
    value = put_together([Piece(run) for run in runs[:-1]], "right")
    rule = old.rule.removeprefix(f"{found.kind.name}/")
    found.add("project_name", Reading(trimmed(value.text), value.text, 0.95), value.runs, 0.95, rule)
    found.add("location", Reading(trimmed(runs[-1].text), runs[-1].text), runs[-1:], 0.85, "address of the project")


def firm(found: Description, block: Block) -> None:
    """The firm that heads the block without a label: of all firms named, the one nearest to the labels."""
    used = {id(run.word) for runs in found.runs.values() for run in runs}
    heads = [piece for piece in found.layout.texts if id(piece.run.word) not in used]
    lines = [line for head in heads for line in ([head], found.layout.rest_of_line(head))]
    firms = [value for line in lines if _is_firm(value := put_together(line, "right"), block)]
    if firms:
        frame = found.layout.frame
        firm = min(
            firms,
            key=lambda value: (
                block.nearest_label(value.runs[0])
                if block.labels
                else frame.width - value.runs[-1].right - value.runs[0].bottom
            ),
        )
        found.add("design_unit", Reading(trimmed(firm.text), firm.text), firm.runs, 0.95, "firm heading the block")


def _is_firm(value: Value, block: Block) -> bool:
    text, run = value.text, value.runs[0]
    if not text or len(text) >= 60 or not _is_straight(run):
        return False
    if is_han(text[-1]):
        return bool(HAN_FIRM.search(simplified(text)))
    named = FIRM.search(text) or NAMED_FIRM.search(text)
    return bool(named) and " " in text and len(text) > 8 and _belongs(run, block)


def _belongs(run: Run, block: Block) -> bool:
    return block.distance(run) < 2 * BESIDE or block.in_line(run)


def _is_straight(run: Run) -> bool:
    """A line of print, not the rounded words of a seal."""
    return run.h < 2.2 * run.w / printed_width(run.text)


def name_of_drawing(found: Description, block: Block) -> None:
    if "drawing_name" in found.fields:
        return
    named = [piece for piece in free(found, block) if _names_a_drawing(piece.text)]
    candidates = []
    for piece in named:
        lines = _lines_around(found, piece)
        value = put_together(lines, "right")
        if reading := a_name(value.text):
            large = min(piece.run.h / block.letter, 2.0) / 2
            near = 0.15 * (1 - block.distance(piece.run) / BESIDE)
            candidates.append(Candidate(reading, value.runs, 0.5 + near + 0.15 * large, "pattern:name of a drawing"))
    found.choose("drawing_name", candidates)


def _names_a_drawing(text: str) -> bool:
    if is_han(text[-1]) or is_han(text[0]):
        return len(text) <= 30 and names_a_drawing(text)
    return len(text) <= 60 and bool(ENGLISH_NAMES.search(text)) and key(text) not in ("details", "sections")


def name_of_project(found: Description, block: Block) -> None:
    """The project's name where no label says so: words that name a building, in larger letters than the labels."""
    if "project_name" in found.fields:
        return
    candidates = []
    for piece in free(found, block):
        value = put_together(_lines_around(found, piece), "right")
        reading = a_name(value.text) if _names_a_project(piece, block) else None
        if reading and not any(_is_firm(Value(run.text, (run,), "right"), block) for run in value.runs):
            large = min(piece.run.h / block.letter, 2.0) / 2
            candidates.append(Candidate(reading, value.runs, 0.45 + 0.2 * large, "pattern:name of a project"))
    found.choose("project_name", candidates)


def _names_a_project(piece: Piece, block: Block) -> bool:
    text = piece.text
    if not 4 <= len(text) <= 60 or piece.run.h < 0.8 * block.letter or re.search(r"[:;。]|\d{4,}", text):
        return False
    return names_a_project(text) if is_han(text[-1]) or is_han(text[0]) else bool(ENGLISH_PROJECTS.search(text))


def _lines_around(found: Description, piece: Piece) -> list[Piece]:
    """The lines above and below in the same letters, begun or centred alike: a title over two lines."""
    lines = [piece]
    for way in (-1, 1):
        while True:
            last = lines[0 if way < 0 else -1].run
            further = [
                other
                for other in found.layout.texts
                if 0.5 * last.h < way * (other.run.middle - last.middle) < 1.9 * last.h
                and (abs(other.run.x - last.x) < last.h or abs(_centre(other.run) - _centre(last)) < last.h)
                and 0.8 < other.run.h / last.h < 1.25
                and other.run.word.confidence > CLEAR
                and not a_scale(other.text)
            ]
            if not further or len(lines) == 3:
                break
            lines.insert(0 if way < 0 else len(lines), further[0])
    return lines


def _centre(run: Run) -> float:
    return run.x + run.w / 2
