"""Small entries, audiences and texts for the tests of searching."""

import random
from collections.abc import Sequence
from typing import Any

from search.engine import Audience, Entry, Query, SearchEngine, Way
from search.query import Node

EVERYONE: Audience = (Way(levels=frozenset({"open"})),)

WORDS = [
    "建设单位", "施工许可证", "一层平面图", "二层平面图", "标准层平面图", "混凝土", "强度等级",
    "抗震设防烈度", "框架结构", "剪力墙",
    "地基基础", "平面", "图", "层", "A座", "3层", "座", "C30", "DN100", "plan", "section", "GB",
    "50010", "2.50", "12mm", "S-12A", "建施-03", "㎡", "①", "裡面", "裏", "里面", "防火門", "〇",
    "二○一四年", "消防、排水", "桥", "。", "，", ":", "—", "(株)", "𠮷野", "かな",
]  # fmt: skip


def an_entry(entry_id: str, *pages: str, **described: Any) -> Entry:
    return Entry(**{"id": entry_id, "level": "open", "department": "planning", "pages": pages, **described})


def found(engine: SearchEngine, node: Node | None, audience: Audience = EVERYONE, **asked: Any) -> list[str]:
    """The ids, in the order of the engine; the total must be theirs."""
    results = engine.find(Query(node=node, audience=audience, per_page=asked.pop("per_page", 1000), **asked))
    assert results.total == len(results.ids)
    return list(results.ids)


def a_page(chance: random.Random, length: int = 60) -> str:
    """Construction text as OCR gives it: words run together, blanks where none belong, lines and empty lines."""
    between = ("", "", "", "", " ", "，", "\n", "\n\n")
    return "".join(chance.choice(WORDS) + chance.choice(between) for _ in range(length))


def pages_of(seed: int, number: int) -> Sequence[str]:
    chance = random.Random(seed)
    return [a_page(chance) for _ in range(number)]
