"""The title block 图签 of a drawing, Chinese or English: at the bottom right, in a strip at either side, or turned."""

import re

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.lettering import key, simplified
from ingest.fields.readings import a_discipline, a_name, a_number, a_revision, a_scale, a_stage, a_unit
from ingest.fields.rules import Kind, Rule
from ingest.fields.sheet_numbers import a_drawing_number

KIND = Kind(
    name="drawing",
    rules=(
        Rule("drawing_no", labels.DRAWING_NO, a_drawing_number),
        Rule("drawing_name", labels.DRAWING_NAME, a_name),
        Rule("discipline", labels.DISCIPLINE, a_discipline),
        Rule("stage", labels.STAGE, a_stage),
        Rule("scale", labels.SCALE, a_scale),
        Rule("revision", labels.REVISION, a_revision),
        Rule("date", labels.DRAWING_DATE + labels.ISSUE_DATE + labels.PLAIN_DATE, a_date),
        Rule("project_name", labels.PROJECT, a_name),
        Rule("construction_unit", labels.CONSTRUCTION_UNIT, a_unit),
        Rule("design_unit", labels.DESIGN_UNIT, a_unit),
        Rule("location", labels.LOCATION, a_name),
        Rule("archive_no", labels.ARCHIVE_NO, a_number("archive_no")),
    ),
    patterns=(),
)
# 图别: the series of a discipline, in which the sheets are numbered.
_SERIES = re.compile(
    r"(?:建|结|水|暖|电|设|总|装|景|园|道|桥|通|空|智|幕|消|动|热|气|规|燃|人防)(?:施|竣|初|方|扩|修|变)"
)
NAMING = frozenset(key(label) for label in (*labels.DRAWING_NO, *labels.DRAWING_NAME, *labels.SCALE))
SIGNING = frozenset(
    key(label)
    for label in (
        "审定", "审核", "校核", "校对", "制图", "绘图", "设计", "项目负责人", "专业负责人", "工种负责人", "会签",
        "设计号",
        "Drawn By", "Drawn", "Checked By", "Checked", "Chk'd", "Approved By", "Designed By", "Project No", "Job No",
        *labels.DISCIPLINE, *labels.REVISION, *labels.STAGE, *labels.PLAIN_DATE,
    )
)  # fmt: skip


def is_series(text: str) -> bool:
    return bool(_SERIES.fullmatch(simplified(text)))
