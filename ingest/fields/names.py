"""Names that say what they are, for documents of no known kind: a firm by its trade, a place by its street."""

import re
from collections.abc import Iterator

from ingest.fields.runs import Run

_HAN = "[\\u4e00-\\u9fff]"
_FIRM = _HAN + r"{0,10}(?:有限责任公司|有限公司|总公司|公司|集团|院|所)$"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        ("survey_unit", rf"^{_HAN}{{2,14}}(?:勘察|勘测|岩土)(?!设计){_FIRM}"),
        ("design_unit", rf"^{_HAN}{{2,16}}设计{_FIRM}"),
        ("supervision_unit", rf"^{_HAN}{{2,16}}监理{_FIRM}"),
        (
            "contractor",
            rf"^{_HAN}{{2,16}}(?:建筑工程|建设集团|建筑安装|市政工程|建工){_FIRM}",
        ),
        (
            "construction_unit",
            rf"^{_HAN}{{2,16}}(?:房地产|置业|地产|城市建设投资){_FIRM}",
        ),
        (
            "location",
            rf"^(?:{_HAN}{{2,8}}[市县区])+(?:{_HAN}|\d){{2,12}}(?:路|街|大道|巷|道)[东西南北]?\d{{1,5}}号$",
        ),
    )
)


def self_evident(runs: tuple[Run, ...]) -> Iterator[tuple[str, Run]]:
    for run in runs:
        for field, pattern in PATTERNS:
            if pattern.match(run.text):
                yield field, run
                break
