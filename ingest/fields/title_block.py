"""The title block 图签 of a drawing, Chinese or English: at the bottom right, in a strip at either side, or turned."""

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.lettering import key
from ingest.fields.readings import a_discipline, a_name, a_number, a_revision, a_scale, a_stage, a_unit
from ingest.fields.rules import Kind, Rule

KIND = Kind(
    name="drawing",
    rules=(
        Rule("drawing_no", labels.DRAWING_NO, a_number("drawing_no")),
        Rule("drawing_name", labels.DRAWING_NAME, a_name),
        Rule("discipline", labels.DISCIPLINE, a_discipline),
        Rule("stage", labels.STAGE, a_stage),
        Rule("scale", labels.SCALE, a_scale),
        Rule("revision", labels.REVISION, a_revision),
        Rule("date", labels.DRAWING_DATE + labels.PLAIN_DATE, a_date),
        Rule("project_name", labels.PROJECT, a_name),
        Rule("construction_unit", labels.CONSTRUCTION_UNIT, a_unit),
        Rule("design_unit", labels.DESIGN_UNIT, a_unit),
        Rule("location", labels.LOCATION, a_name),
        Rule("archive_no", labels.ARCHIVE_NO, a_number("archive_no")),
    ),
    patterns=("drawing_no", "scale"),
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
FIRM_ENDS = (
    "设计研究院有限公司", "设计研究总院有限公司", "设计院有限公司", "设计研究院", "设计总院", "设计院",
    "设计集团有限公司",
    "设计有限公司", "设计咨询有限公司", "设计有限责任公司", "设计事务所", "规划研究院", "勘察设计有限公司", "设计集团",
    "设计顾问有限公司", "设计(集团)有限公司", "设计股份有限公司", "architects", "architecture", "engineers",
    "architects llp",
    "architects ltd", "associates", "engineering inc", "design group", "architects inc", "architects, inc.",
    "consultants",
)  # fmt: skip
