"""A label of the signing column read together with the name beside it: 校对马国庆, 设计王磊."""

import re

from ingest.fields.lettering import HAN, key

SIGNED = sorted(
    (
        key(label)
        for label in (
            "审定", "审核", "校核", "校对", "设计", "制图", "绘图", "描图", "复核", "批准", "审批",
            "项目负责人", "项目负责", "专业负责人", "专业负责", "工种负责人", "工种负责", "设计人", "审定人",
            "审核人", "设计总负责人", "项目经理", "总工程师",
        )
    ),
    key=len,
    reverse=True,
)  # fmt: skip
# The surnames of nine in ten people (National Population Census, names bulletin of 2020, first hundred and some rarer).
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于余叶蒋杜苏魏程吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤倪"
)
# 设计高程, 设计方案, 审核程序: words that begin like a name.
NO_NAMES = re.compile(r"(?:方案|高程|高度|程序|任务|施工|时速|年限|石材|金额|范围|温度|白图|万元|向量)")


def signed(signs: str) -> tuple[str, int] | None:
    """The label a run of letters begins with where a person's name of two to four signs is all that follows."""
    for label in SIGNED:
        name = signs[len(label) :].lstrip(":")
        if not signs.startswith(label) or not re.fullmatch(f"[{HAN}]{{2,4}}", name):
            continue
        if name[0] in SURNAMES and not NO_NAMES.match(name):
            return label, len(label)
    return None
