"""The pages that are searched, and what is asked: the same for every engine and peer.

Pages come from a generator beside the checkout (`--generator`, with jieba installed for its words), or else from one of
the same kind here.
"""

import importlib.util
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from search.engine import Audience, Entry, Query, Way
from search.query import SHORTEST_OCR, And, Exact, Fuzzy, Node, OcrTolerant, Phrase, Prefix
from search.words import is_word, terms

GENERATOR = Path(__file__).resolve().parents[2] / "shared" / "tools" / "search_corpus.py"
LEVELS = ("open", "internal", "restricted", "restricted", "restricted")
EVERYONE: Audience = (Way(levels=frozenset(LEVELS)),)
COMMON = ("工程", "建设", "设计", "平面", "结构", "施工", "面图", "强度", "消防", "排水", "道路", "单位")
PHRASES = (
    "一层平面图", "二层平面图", "标准层平面图", "地下室平面图", "屋顶平面图",
    "总平面图", "结构施工图", "基础平面布置图", "柱平法施工图", "楼梯详图",
    "墙身大样图", "给排水平面图", "消防系统图", "电气照明平面图", "道路纵断面图",
    "建设单位", "施工许可证", "抗震设防烈度", "隐蔽工程", "城建档案馆",
    "筏板基础",
)  # fmt: skip
DRAWINGS = ("结施-0", "建施-01", "水施-1", "结施-11", "电施-05", "道施-")
SHOWN = 20
Page = dict[str, Any]


def corpus(number: int, generator: Path = GENERATOR) -> Iterator[Page]:
    if not (generator.exists() and importlib.util.find_spec("jieba")):
        return own_corpus(number)
    spec = importlib.util.spec_from_file_location("search_corpus", generator)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    made = tool.Gen()
    return (made.doc(at) for at in range(number))


def own_corpus(number: int) -> Iterator[Page]:
    """Words by Zipf's law: those of drawings and permits, and made ones for the rest of the language."""
    chance = random.Random(20240501)
    signs = [chr(0x4E00 + chance.randrange(20_000)) for _ in range(3_000)]
    ranks = list(accumulate(1 / (rank + 10) for rank in range(len(signs))))
    made = ["".join(chance.choices(signs, cum_weights=ranks, k=chance.choice((2, 2, 2, 3, 4)))) for _ in range(60_000)]
    made_ranks = list(accumulate(1 / (rank + 3) for rank in range(len(made))))
    known = [*PHRASES, *COMMON, "混凝土", "钢筋", "标高", "轴线", "比例", "图号", "审定", "校对", "面积", "防火"]
    known_ranks = list(accumulate(1 / (rank + 3) for rank in range(len(known))))
    english = [
        "plan",
        "section",
        "elevation",
        "detail",
        "scale",
        "beam",
        "column",
        "slab",
        "steel",
        "C30",
        "C35",
        "DN100",
        "DN150",
        "GB50010",
        "rev",
        "date",
    ]
    for at in range(number):
        if at % 50 == 0:
            year, department, level = chance.randint(1985, 2024), f"D{chance.randrange(40):02d}", chance.randrange(5)
            permit = f"建字第3501{chance.randrange(30):02d}{year}{chance.randrange(100_000):05d}号"
            project = "".join(chance.choices(signs, k=4)) + "花园"
        drawing = f"{chance.choice(('建施', '结施', '水施', '电施', '道施'))}-{chance.randint(1, 120):03d}"
        text = f"工程名称：{project}\n规划许可证号：{permit}\n图名：{chance.choice(PHRASES)} 图号：{drawing}\n"
        length = chance.randint(300, 1500)
        while len(text) < length:
            kind = chance.random()
            if kind < 0.1:
                text += "".join(chance.choices(known, cum_weights=known_ranks, k=4)) + "，"
            elif kind < 0.9:
                text += "".join(chance.choices(made, cum_weights=made_ranks, k=6)) + "。"
            else:
                text += " " + " ".join(chance.choices(english, k=6)) + f" {chance.random() * 1000:.2f}m\n"
        yield {
            "id": at,
            "text": text,
            "project": project,
            "permit": permit,
            "drawing_no": drawing,
            "drawing_name": text[text.index("图名：") + 3 :].split()[0],
            "archive_no": f"A{year}-{at // 50:06d}-{at % 50:03d}",
            "dept": department,
            "cls": level,
            "year": year,
            "doctype": chance.choice(("drawing", "permit")),
        }


def entry_of(page: Page) -> Entry:
    return Entry(
        id=str(page["id"]),
        level=LEVELS[page["cls"]],
        department=page["dept"],
        project=page["project"],
        title=page["drawing_name"],
        numbers=(page["permit"], page["drawing_no"], page["archive_no"]),
        described=page["project"],
        pages=(page["text"],),
        day=date(page["year"], 1, 1),
        facets={"department": page["dept"], "kind": page["doctype"], "year": str(page["year"])},
    )


def pages_in(file: Path) -> Iterator[Page]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class Questions:
    """Queries drawn from the first 10,000 pages."""

    def __init__(self, file: Path) -> None:
        chance = random.Random(7)
        pages = list(islice(pages_in(file), 10_000))
        spread = Counter(term for page in pages for term in set(terms(page["text"])))
        pairs = sorted(term for term in spread if len(term) == 2 and "|" not in term and not is_word(term))
        rare = [term for term in pairs if 2 <= spread[term] <= 10]
        middling = [term for term in pairs if 100 <= spread[term] <= 1000] or rare
        permits = [page["permit"] for page in chance.sample(pages, min(30, len(pages)))]
        departments = sorted({page["dept"] for page in pages})
        self.phrases = [phrase for phrase in PHRASES if 4 <= len(phrase) <= 8]
        common = [Phrase(word) for word in COMMON]
        self.nodes: dict[str, Sequence[Node]] = {
            "rare word": [Phrase(word) for word in chance.sample(rare, min(30, len(rare)))],
            "common word": [*common],
            "two words": [And((Phrase(chance.choice(middling)), chance.choice(common))) for _ in range(30)],
            "phrase in pages": [Phrase(phrase, ("body",)) for phrase in self.phrases],
            "phrase anywhere": [Phrase(phrase) for phrase in self.phrases],
            "one sign misread": [OcrTolerant(phrase) for phrase in self.phrases if len(phrase) >= SHORTEST_OCR],
            "number": [Exact(permit) for permit in permits],
            "number by prefix": [Prefix(permit[: chance.choice((9, 11, 13))]) for permit in permits]
            + [Prefix(drawing) for drawing in DRAWINGS],
            "number, one digit wrong": [Fuzzy(f"{p[:12]}{(int(p[12]) + 3) % 10}{p[13:]}") for p in permits[:15]],
        }
        self.audiences = [
            (Way(levels=frozenset(LEVELS[: at % 3 + 1]), departments=frozenset(chance.sample(departments, 5))),)
            for at in range(24)
        ]

    def asked(self) -> dict[str, list[Query]]:
        asked = {
            name: [Query(node=node, audience=EVERYONE, per_page=SHOWN) for node in nodes]
            for name, nodes in self.nodes.items()
        }
        common = self.nodes["common word"]
        asked["common word, for one department's eyes"] = [
            Query(node=node, audience=audience, per_page=SHOWN)
            for node, audience in zip([*common, *common], self.audiences, strict=True)
        ]
        counted = ("department", "kind", "year")
        asked["common word, three facets"] = [
            Query(node=node, audience=EVERYONE, per_page=SHOWN, counted=counted) for node in common
        ]
        asked["common word, hits 5,001 to 5,020"] = [
            Query(node=node, audience=EVERYONE, per_page=SHOWN, first=5_000) for node in common
        ]
        return asked
