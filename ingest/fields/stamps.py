"""The as-built stamp 竣工图章: 80 × 50 mm above the title block (GB/T 50328-2014, 4.2.8)."""

from ingest.fields import labels
from ingest.fields.readings import a_unit
from ingest.fields.rules import Rule

HEADING = "竣工图"
# Labels that stand on the stamp and hardly anywhere else; two of them under the heading prove it.
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
)
