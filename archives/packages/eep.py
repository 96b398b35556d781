"""电子文件封装包 (DA/T 48-2009): one XML file for each record, its bytes inside as base64.

Element names as one public program writes them; the standard itself was not at hand. Unsigned: the lock signature that
the form has room for is left out rather than pretended.
"""

import base64
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from archives.packages.parcel import Packing, Parcel, Part, safe_name

THREES = 3 * (1 << 18)
"""Bytes at a time; a multiple of three, so that the pieces of base64 join."""


def write_eep(target: Path, parcel: Parcel) -> None:
    with Packing(target) as packing:
        for number, part in enumerate(parcel.parts, 1):
            name = f"{number:04d}-{safe_name(part.title)}.xml"
            with packing.zip.open(name, "w", force_zip64=True) as entry:
                for piece in _document(parcel, part):
                    entry.write(piece.encode())


def _document(parcel: Parcel, part: Part) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<电子文件封装包>\n'
    yield "<封装包格式描述>本封装包根据中华人民共和国档案行业标准 DA/T 48-2009 生成</封装包格式描述><版本>2009</版本>\n"
    yield "<被签名对象><封装包类型>原始型</封装包类型>"
    yield _element("封装包类型描述", "本封装包包含电子文件数据及其元数据，未签名")
    yield _element("封装包创建时间", f"{parcel.at:%Y-%m-%d %H:%M:%S}")
    yield _element("封装包创建单位", parcel.sender) + "\n<封装内容><文件实体块><文件实体>"
    yield _element("聚合层次", "文件") + _element("来源", parcel.sender) + _element("电子文件号", part.id)
    yield "<内容描述>" + _element("题名", part.title) + _element("文件编号", part.number)
    yield _element("责任者", part.responsible) + _element("日期", part.formed) + "</内容描述>"
    yield "<形式特征>" + _element("档号", part.volume) + _element("工程名称", part.project) + "</形式特征>\n"
    yield "<文件数据><文档>" + _element("文档标识符", "1") + _element("文档序号", "1")
    yield _element("文档主从声明", "主文档") + _element("题名", part.title)
    yield "<文档数据><编码><编码描述>base64</编码描述><编码数据>"
    yield from _encoded(part.path)
    yield "</编码数据></编码><电子属性>" + _element("格式信息", part.media_type)
    yield _element("计算机文件名", part.name) + _element("计算机文件大小", str(part.size))
    yield _element("校验码", f"sha256:{part.sha256}") + "</电子属性></文档数据></文档></文件数据>"
    yield "</文件实体></文件实体块></封装内容></被签名对象>\n</电子文件封装包>\n"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(''.join(sign for sign in text if sign >= ' '))}</{name}>" if text else ""


def _encoded(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        while chunk := file.read(THREES):
            yield base64.b64encode(chunk).decode("ascii")
