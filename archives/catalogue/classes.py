"""分类号: the eighteen classes of the 城市建设档案分类大纲 (建办档[1993]103号).

The letters are sure, the names are from background knowledge and not confirmed by a source: data, not a rule.
"""

CLASSES: tuple[tuple[str, str], ...] = (
    ("A", "综合"),
    ("B", "城市勘测"),
    ("C", "城市规划"),
    ("D", "城市建设管理"),
    ("E", "市政工程"),
    ("F", "公用设施"),
    ("G", "交通运输工程"),
    ("H", "工业建筑"),
    ("I", "民用建筑"),
    ("J", "名胜古迹、园林绿化"),
    ("K", "环境保护"),
    ("L", "城市建设科学研究"),
    ("M", "县（村）镇建设"),
    ("N", "人防、军事工程"),
    ("O", "水利、防灾"),
    ("P", "工程设计"),
    ("Q", "地下管线"),
    ("R", "声像"),
)
