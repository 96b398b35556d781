"""Forms of the completion of works: the filing of the acceptance, and the acceptance report."""

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.readings import a_number
from ingest.fields.rules import PERMITS_NAMED, PROJECT_RULES, WORKS_RULES, Kind, Rule

# The day of acceptance starts the time limit for handing over the archives, so it goes before the day of filing.
_DATES = labels.ACCEPTANCE_DATE + labels.FILING_DATE + labels.PLAIN_DATE
_PERMIT_LABELS = tuple(label for label in labels.PERMIT_NO if label not in ("编号", "证书编号", "证号"))

KINDS: tuple[Kind, ...] = (
    Kind(
        name="completion_filing",
        titles=(
            "房屋建筑和市政基础设施工程竣工验收备案表", "房屋建筑工程和市政基础设施工程竣工验收备案表",
            "房屋建筑工程竣工验收备案表",
            "市政基础设施工程竣工验收备案表", "建设工程竣工验收备案表", "建设工程竣工验收备案证",
            "建筑工程竣工验收备案表",
            "工程竣工验收备案表", "竣工验收备案表", "竣工验收备案证",
        ),
        rules=(
            Rule("filing_no", (*labels.FILING_NO, "编号"), a_number("filing_no")),
            Rule("permit_no", _PERMIT_LABELS, a_number("permit_no")),
            *PERMITS_NAMED,
            *PROJECT_RULES,
            *WORKS_RULES,
            Rule("filing_date", labels.FILING_DATE, a_date),
            Rule("date", _DATES, a_date),
        ),
        patterns=("investment_code",),
    ),
    Kind(
        name="acceptance_report",
        titles=(
            "建设工程竣工验收报告", "建筑工程竣工验收报告", "单位工程竣工验收报告", "工程竣工验收报告", "竣工验收报告",
            "单位(子单位)工程质量竣工验收记录", "单位工程质量竣工验收记录",
        ),
        rules=(*PROJECT_RULES, *PERMITS_NAMED, *WORKS_RULES, Rule("date", _DATES, a_date)),
        patterns=("investment_code",),
    ),
)  # fmt: skip
