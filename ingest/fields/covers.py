"""The forms of a volume: cover 案卷封面, contents 卷内目录, note 卷内备考表 (GB/T 50328-2014, appendices C to G)."""

import re

from ingest.fields import labels
from ingest.fields.dates import a_date, a_last_date
from ingest.fields.readings import a_name, a_number, a_unit, one_of
from ingest.fields.rules import PROJECT_RULES, SIGNED, Kind, Phrase, Rule

_ARCHIVE_NO = Rule("archive_no", labels.ARCHIVE_NO, a_number("archive_no"))
a_retention = one_of(
    "永久", "长期", "短期", "定期30年", "定期10年", "30年", "10年", "20年", "15年", "50年", otherwise=0, longest=6
)  # fmt: skip
a_grade = one_of("绝密", "机密", "秘密", "内部", "公开", "无", "非密", "一般", otherwise=0, longest=8)
_FILLED = r"[_:]*(?P<told>\d{1,5})[_]*"


def _phrases(**patterns: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(field, re.compile(pattern)) for field, pattern in patterns.items())


KINDS: tuple[Kind, ...] = (
    Kind(name="volume_contents", titles=("卷内目录", "卷内文件目录"), rules=(_ARCHIVE_NO,), patterns=()),
    Kind(
        name="volume_note",
        titles=("卷内备考表", "备考表"),
        rules=(_ARCHIVE_NO, *SIGNED),
        patterns=(),
        phrases=_phrases(
            page_count=rf"文件材料(?:共计?)?{_FILLED}[页张]",
            text_pages=rf"文字材料{_FILLED}[页张]",
            drawing_pages=rf"图[样纸]材?料?{_FILLED}[页张]",
            photo_count=rf"照片{_FILLED}[张页]",
            date=r"(?P<told>(?:19|20)\d{2}年\d{1,2}月\d{1,2}[日曰目])",
        ),
    ),
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
            Rule("last_date", labels.VOLUME_DATES, a_last_date),
            Rule("retention", labels.RETENTION, a_retention),
            Rule("secrecy", labels.SECRECY, a_grade),
        ),
        patterns=(),
        phrases=_phrases(volume_count=rf"(?:本工程)?共{_FILLED}卷", volume_no=rf"(?:本案卷为|本卷为)?第{_FILLED}卷"),
    ),
)
COVER_LABELS = frozenset(("档号", "案卷题名", "编制单位", "起止日期", "密级", "保管期限", "立卷单位"))
FROM_LATER_PAGES = frozenset(rule.field for rule in PROJECT_RULES) - {"issuer"}
