"""How Chinese names of drawings and works end."""

import re

from ingest.fields.lettering import simplified

NAMES = re.compile(
    r"(?:平面|立面|剖面|断面|详|大样|布置|系统|原理|流程|总|配筋|节点|透视|效果|示意|展开|位置|关系|结构|模板|索引|防火|"
    r"分区|定位|放线|轴测|单线|接线|控制|管线|基础|梁|板|柱|墙|楼梯|门窗)(?:平法|施工)?图.{0,14}$"
    r"|(?:设计|施工)(?:总)?说明.{0,6}$|图纸目录$|门窗表.{0,6}$|材料表$|做法表$|一览表$"
)
PROJECTS = re.compile(
    r"(?:工程|项目|小区|大厦|大楼|公寓|住宅楼?|宿舍楼?|教学楼|办公楼|综合楼|厂房|中心|广场|花园|家园|学校|[中小大]学|医院|公路|高速|"
    r"大桥|隧道|改造|扩建|新建)(?:[一二三四五六七八九十\d]+(?:期|标段|号楼|#楼?))?(?:工程|项目)?$"
)


def names_a_drawing(text: str) -> bool:
    return bool(NAMES.search(simplified(text)))


def names_a_project(text: str) -> bool:
    return bool(PROJECTS.search(simplified(text)))


def ends_like_a_name(text: str) -> bool:
    return names_a_drawing(text) or names_a_project(text)
