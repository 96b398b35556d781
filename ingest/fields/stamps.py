"""The as-built stamp 竣工图章: 80 × 50 mm above the title block (GB/T 50328-2014, 4.2.8).

The names on it are mostly written by hand; a name is given where it reads as one.
"""

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.readings import a_person, a_unit
from ingest.fields.rules import Rule

HEADING = "竣工图"
# Labels that stand on the stamp and hardly anywhere else; three of them under the heading prove it.
PROOF = frozenset(
    (
        "编制人",
        "审核人",
        "技术负责人",
        "编制日期",
        "总监理工程师",
        "监理工程师",
        "现场监理",
        "总监",
        "监理单位",
        "施工单位",
    )
)
RULES: tuple[Rule, ...] = (
    Rule("contractor", labels.CONTRACTOR, a_unit),
    Rule("supervision_unit", labels.SUPERVISION_UNIT, a_unit),
    Rule("compiled_by", ("编制人",), a_person),
    Rule("checked_by", ("审核人",), a_person),
    Rule("technical_lead", labels.TECHNICAL_LEAD, a_person),
    Rule("chief_supervisor", labels.CHIEF_SUPERVISOR, a_person),
    Rule("site_supervisor", labels.SITE_SUPERVISOR, a_person),
    Rule("compiled_on", ("编制日期",), a_date),
)
