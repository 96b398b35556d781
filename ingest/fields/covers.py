"""The forms of a volume: cover 案卷封面, contents 卷内目录, note 卷内备考表 (GB/T 50328-2014, appendices C to G)."""

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.readings import a_name, a_number, a_unit
from ingest.fields.rules import PROJECT_RULES, Kind, Rule

_ARCHIVE_NO = Rule("archive_no", labels.ARCHIVE_NO, a_number("archive_no"))

KINDS: tuple[Kind, ...] = (
    Kind(name="volume_contents", titles=("卷内目录", "卷内文件目录"), rules=(_ARCHIVE_NO,), patterns=()),
    Kind(name="volume_note", titles=("卷内备考表", "备考表"), rules=(_ARCHIVE_NO,), patterns=()),
    Kind(
        name="volume_cover",
        titles=("案卷封面", "城市建设档案", "城建档案", "建设工程档案", "工程档案"),
        rules=(
            _ARCHIVE_NO,
            Rule("title", labels.VOLUME_TITLE, a_name),
            Rule("construction_unit", labels.CONSTRUCTION_UNIT, a_unit),
            Rule("project_name", labels.PROJECT, a_name),
            Rule("issuer", labels.VOLUME_AUTHOR, a_unit),
            Rule("date", labels.VOLUME_DATES + labels.PLAIN_DATE, a_date),
        ),
        patterns=(),
    ),
)
COVER_LABELS = frozenset(("档号", "案卷题名", "编制单位", "起止日期", "密级", "保管期限", "立卷单位"))
FROM_LATER_PAGES = frozenset(rule.field for rule in PROJECT_RULES) - {"issuer"}
