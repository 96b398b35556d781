"""What the papers of an office say: title, number, rows with the labels that offices print, who issued it and when.

The labels are those of the forms as practice words them, gathered for the measurement alone: a row names several,
one of which is printed.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.hard import words
from benchmarks.hard.words import Facts, printed


@dataclass(frozen=True)
class Row:
    """One of `labels` is printed beside `text`; `truth` is the value of `field`, where the product has such a field."""

    labels: tuple[str, ...]
    text: str
    field: str = ""
    truth: str = ""

    @property
    def value(self) -> str:
        return self.truth or self.text


@dataclass(frozen=True)
class Form:
    kind: str
    title: str
    number: Row
    preamble: tuple[str, ...]
    rows: tuple[Row, ...]
    office: Row
    issued: Row


def a_form(chance: random.Random) -> Form:
    return chance.choice(FORMS)(words.facts(chance), chance)


def _project(of: Facts, labels: tuple[str, ...]) -> Row:
    return Row(labels, of.project, "project_name")


def _owner(of: Facts, labels: tuple[str, ...]) -> Row:
    return Row(labels, of.owner, "construction_unit")


def _place(of: Facts, labels: tuple[str, ...]) -> Row:
    return Row(labels, of.location, "location")


def _area(of: Facts, labels: tuple[str, ...], chance: random.Random) -> Row:
    text = chance.choice((f"总建筑面积{of.area}平方米", f"{of.area}平方米", f"{of.area}m²", f"{of.area}㎡"))
    return Row(labels, text, "building_area", of.area)


def _office(of: Facts, labels: tuple[str, ...], office: str) -> Row:
    return Row(labels, of.city + office, "issuer")


def _issued(of: Facts, labels: tuple[str, ...], chance: random.Random) -> Row:
    return Row(labels, printed(of.day, chance), "date", of.day.isoformat())


def _number(labels: tuple[str, ...], text: str, field: str = "permit_no") -> Row:
    return Row(labels, text, field)


def planning_permit(of: Facts, chance: random.Random) -> Form:
    return Form(
        "construction_planning_permit",
        "建设工程规划许可证",
        _number(("", "编号", "证书编号"), f"建字第{of.region}{of.day.year}{of.serial:05d}号"),
        ("根据《中华人民共和国城乡规划法》第四十条规定，", "经审核，本建设工程符合城乡规划要求，特发此证。"),
        (
            _owner(of, ("建设单位（个人）", "建设单位")),
            _project(of, ("建设项目名称", "项目名称")),
            _place(of, ("建设位置", "建设地点")),
            _area(of, ("建设规模",), chance),
            Row(("附图及附件名称",), chance.choice(("总平面图一份", "建筑施工图全套、审批表"))),
        ),
        _office(of, ("发证机关",), chance.choice(("规划局", "自然资源和规划局", "城乡规划局"))),
        _issued(of, ("日期", "发证日期"), chance),
    )


def land_permit(of: Facts, chance: random.Random) -> Form:
    site = f"{chance.randint(900, 120000)}.{chance.randint(1, 9)}"
    return Form(
        "land_use_planning_permit",
        "建设用地规划许可证",
        _number(("", "编号"), f"地字第{of.region}{of.day.year}{of.serial:05d}号"),
        (
            "根据《中华人民共和国城乡规划法》第三十七、第三十八条规定，",
            "经审核，本用地项目符合城乡规划要求，颁发此证。",
        ),
        (
            _owner(of, ("用地单位", "用地单位（个人）")),
            _project(of, ("用地项目名称", "项目名称")),
            _place(of, ("用地位置",)),
            Row(("用地性质", "土地用途"), chance.choice(words.USES), "land_use"),
            Row(("用地面积",), f"{site}平方米", "site_area", site),
            _area(of, ("建设规模",), chance),
        ),
        _office(of, ("发证机关", "核发机关"), chance.choice(("规划局", "自然资源局"))),
        _issued(of, ("日期", "核发日期"), chance),
    )


def works_permit(of: Facts, chance: random.Random) -> Form:
    number = f"{of.region}{of.day:%Y%m%d}{chance.randint(1, 30):02d}01"
    return Form(
        "construction_permit",
        "建筑工程施工许可证",
        _number(("编号", "施工许可证编号"), number),
        ("根据《中华人民共和国建筑法》第八条规定，经审查，", "本建筑工程符合施工条件，准予施工。特发此证。"),
        (
            _owner(of, ("建设单位",)),
            _project(of, ("工程名称",)),
            _place(of, ("建设地址", "工程地点")),
            _area(of, ("建设规模",), chance),
            Row(("合同价格",), f"{chance.randint(80, 40000)}.{chance.randint(10, 99)}万元"),
            Row(("勘察单位",), of.surveyor, "survey_unit"),
            Row(("设计单位",), of.designer, "design_unit"),
            Row(("施工单位", "施工总承包单位"), of.builder, "contractor"),
            Row(("监理单位",), of.watcher, "supervision_unit"),
            Row(("施工单位项目负责人", "项目经理"), chance.choice(words.PEOPLE)),
        ),
        _office(of, ("发证机关",), chance.choice(("住房和城乡建设局", "城乡建设委员会", "行政审批局"))),
        _issued(of, ("发证日期",), chance),
    )


def filing(of: Facts, chance: random.Random) -> Form:
    structure = chance.choice(words.STRUCTURES)
    return Form(
        "completion_filing",
        chance.choice(("房屋建筑工程竣工验收备案表", "建设工程竣工验收备案表")),
        _number(("备案编号", "编号"), f"{of.region}-{of.day.year}-{of.serial % 1000:03d}", "filing_no"),
        (),
        (
            _owner(of, ("建设单位名称", "建设单位")),
            _project(of, ("工程名称",)),
            _place(of, ("工程地点", "工程地址")),
            _area(of, ("建筑面积",), chance),
            Row(("结构类型", "结构形式"), structure, "structure"),
            Row(("开工日期", "开工时间"), f"{of.day.year - 2}年3月15日", "start_date", f"{of.day.year - 2}-03-15"),
            Row(("竣工验收日期",), printed(of.day, chance), "date", of.day.isoformat()),
            Row(("勘察单位名称", "勘察单位"), of.surveyor, "survey_unit"),
            Row(("设计单位名称", "设计单位"), of.designer, "design_unit"),
            Row(("施工单位名称", "施工单位"), of.builder, "contractor"),
            Row(("监理单位名称", "监理单位"), of.watcher, "supervision_unit"),
            Row(("工程质量监督机构",), of.city + "建设工程质量安全监督站", "quality_supervisor"),
        ),
        _office(of, ("备案机关", "备案部门"), chance.choice(("住房和城乡建设局", "建设委员会"))),
        Row(("备案日期",), f"{of.day.year + 1}年1月9日", "filing_date", f"{of.day.year + 1}-01-09"),
    )


def verification(of: Facts, chance: random.Random) -> Form:
    permit = f"建字第{of.region}{of.day.year - 1}{of.serial:05d}号"
    return Form(
        "planning_verification",
        chance.choice(("建设工程规划核实合格证", "建设工程竣工规划核实合格证")),
        _number(("编号", "证书编号"), f"核字第{of.region}{of.day.year}{of.serial % 9999:05d}号"),
        ("经现场核实，下列建设工程符合规划许可内容，准予核实合格。",),
        (
            _owner(of, ("建设单位",)),
            _project(of, ("建设项目名称", "工程名称")),
            _place(of, ("建设位置",)),
            Row(("建设工程规划许可证号", "规划许可证编号"), permit, "planning_permit_no"),
            Row(("实测建筑面积",), f"{of.area}平方米", "building_area", of.area),
            Row(("建筑层数",), f"地上{chance.randint(2, 33)}层，地下{chance.randint(1, 3)}层"),
        ),
        _office(of, ("核发机关", "发证机关"), chance.choice(("规划局", "自然资源和规划局"))),
        _issued(of, ("核发日期", "日期"), chance),
    )


FORMS: tuple[Callable[[Facts, random.Random], Form], ...] = (
    planning_permit, land_permit, works_permit, filing, verification,
)  # fmt: skip


def an_english_form(chance: random.Random) -> Form:
    day = words.facts(chance).day
    printed_day = chance.choice((f"{day:%m/%d/%Y}", f"{day:%B} {day.day}, {day.year}"))
    number = chance.choice(
        (f"B{day:%y}-{chance.randint(100, 9999):05d}", f"{day.year}-{chance.randint(10, 9999):04d}-BLD")
    )
    site = f"{chance.randint(2, 4999)} {chance.choice(words.ENGLISH_STREETS)}"
    return Form(
        "building_permit",
        chance.choice(("BUILDING PERMIT", "Construction Permit")),
        Row(("Permit Number", "Permit No."), number, "permit_no"),
        (),
        (
            Row(("Project Name", "Project"), chance.choice(words.ENGLISH_WORKS), "project_name"),
            Row(("Job Address", "Property Address", "Site Address"), site, "location"),
            Row(("Owner", "Property Owner"), chance.choice(words.ENGLISH_OWNERS), "construction_unit"),
            Row(("Architect", "Engineer of Record"), chance.choice(words.ENGLISH_DESIGNERS), "design_unit"),
            Row(("Contractor", "General Contractor"), chance.choice(words.ENGLISH_BUILDERS), "contractor"),
            Row(("Valuation", "Estimated Cost"), f"${chance.randint(20, 980)},{chance.randint(0, 999):03d}"),
            Row(("Type of Construction",), chance.choice(("Type V-A", "Type II-B", "Type III-B")), "structure"),
        ),
        Row((), chance.choice(("CITY OF GRANVILLE", "COUNTY OF DELMAR", "TOWN OF WESTBROOK")), "issuer"),
        Row(("Date Issued", "Issue Date"), printed_day, "date", day.isoformat()),
    )  # fmt: skip
