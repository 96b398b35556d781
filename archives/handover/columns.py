"""The four tables of a hand-over: what each is called, and its columns under all the names that occur.

No table of a named city was at hand; headings are those of two public systems and of GB/T 50328-2014.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PROJECT, UNIT, VOLUME, RECORD = "project", "unit", "volume", "record"

TABLES: Mapping[str, tuple[str, ...]] = {
    PROJECT: ("工程项目", "项目", "工程", "项目表", "主表", "main", "project", "projects"),
    UNIT: ("单位工程", "单体", "单体工程", "unit", "units"),
    VOLUME: ("案卷", "案卷目录", "案卷表", "volume", "volumes", "file"),
    RECORD: ("卷内文件", "卷内目录", "文件", "文件目录", "文件表", "record", "records", "detail", "sheet1"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is ours; a heading is recognised by any of its `names`, blanks and case aside."""

    key: str
    names: tuple[str, ...]
    required: bool = False


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    PROJECT: (
        Column("name", ("项目名称", "工程名称", "工程项目名称", "project", "project name", "name"), required=True),
        Column("location", ("建设地点", "工程地点", "建设位置", "地点", "location", "address")),
        Column("construction_unit", ("建设单位", "construction unit", "owner")),
        Column("design_unit", ("设计单位", "design unit")),
        Column("survey_unit", ("勘察单位", "survey unit")),
        Column("contractor", ("施工单位", "contractor")),
        Column("supervision_unit", ("监理单位", "supervision unit")),
        Column("investment_code", ("投资项目代码", "项目代码", "investment code")),
        Column("building_area", ("建筑面积", "building area")),
    ),
    UNIT: (
        Column("project", ("项目名称", "工程名称", "project", "project name"), required=True),
        Column("name", ("单位工程名称", "单体名称", "unit", "unit name", "name"), required=True),
        Column("structure", ("结构类型", "结构", "structure")),
        Column("building_area", ("建筑面积", "building area")),
    ),
    VOLUME: (
        Column("archive_no", ("档号", "案卷档号", "案卷号", "archive no", "archive number"), required=True),
        Column("title", ("案卷题名", "题名", "title"), required=True),
        Column("project", ("项目名称", "工程名称", "project", "project name"), required=True),
        Column("unit", ("单位工程", "单位工程名称", "unit")),
        Column("retention", ("保管期限", "retention")),
        Column("compiled_by", ("编制单位", "立卷单位", "compiled by")),
        Column("shelf", ("库位号", "存放位置", "shelf")),
    ),
    RECORD: (
        Column("file", ("文件名", "电子文件名", "文件路径", "file", "file name", "path"), required=True),
        Column("volume", ("档号", "案卷档号", "所属案卷", "archive no", "volume")),
        Column("serial", ("序号", "顺序号", "卷内序号", "serial")),
        Column("title", ("文件题名", "题名", "图名", "title")),
        Column("number", ("文件编号", "文号", "文图号", "图号", "number")),
        Column("issuer", ("责任者", "responsible", "author")),
        Column("date", ("日期", "形成日期", "文件日期", "date")),
        Column("project", ("项目名称", "工程名称", "project", "project name")),
    ),
}
RETENTIONS: Mapping[str, str] = {
    "永久": "permanent",
    "长期": "long term",
    "短期": "short term",
    "30年": "thirty years",
    "定期30年": "thirty years",
    "10年": "ten years",
    "定期10年": "ten years",
}


def plain(heading: str) -> str:
    return "".join(heading.split()).strip("*＊:：").lower()


def table_named(name: str) -> str | None:
    """Which of the four a sheet or file is, by its own name."""
    wanted = plain(name)
    return next((table for table, names in TABLES.items() if wanted in map(plain, names)), None)


def column_named(table: str, heading: str) -> Column | None:
    wanted = plain(heading)
    return next((column for column in COLUMNS[table] if wanted in map(plain, column.names)), None)
