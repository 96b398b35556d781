"""Permits of the planning, housing and real-estate offices.

The layouts are known from regulations and descriptions, not from pictures of real permits; only the numbers of the
planning and construction permits were seen in real data (see numbers.py).
"""

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.measures import a_site_area, an_area
from ingest.fields.readings import a_name, a_number, a_term
from ingest.fields.rules import ISSUED, LAND_RULES, PERMITS_NAMED, PROJECT_RULES, WORKS_RULES, Kind, Rule

_NUMBERED = (Rule("permit_no", labels.PERMIT_NO, a_number("permit_no")),)
_PLANNING = (*_NUMBERED, *PROJECT_RULES, *LAND_RULES, *ISSUED)
_BUILDING = (*_NUMBERED, *PROJECT_RULES, *WORKS_RULES, *ISSUED)
_VERIFIED = (
    Rule("permit_no", labels.VERIFICATION_NO, a_number("verification_no")),
    *PERMITS_NAMED,
    *PROJECT_RULES,
    *WORKS_RULES,
    *(rule for rule in LAND_RULES if rule.field == "site_area"),
    *ISSUED,
)
_OWNED = (
    Rule("permit_no", labels.PERMIT_NO, a_number("permit_no")),
    Rule("construction_unit", labels.OWNER_OF_RIGHTS, a_name),
    Rule("location", labels.HOUSE_SITE[:5], a_name),
    *PROJECT_RULES,
    Rule("property_unit_no", labels.PROPERTY_UNIT_NO, a_number("property_unit_no")),
    Rule("right_kind", labels.RIGHT_KIND, a_name),
    Rule("right_nature", labels.RIGHT_NATURE, a_name),
    Rule("shared", labels.SHARED, a_name),
    Rule("land_use", ("地类(用途)", *labels.LAND_USE), a_name),
    Rule("site_area", ("面积", *labels.SITE_AREA), a_site_area),
    Rule("building_area", labels.BUILDING_AREA, an_area),
    Rule("term", labels.TERM, a_term),
    Rule("date", ("登记时间", *labels.ISSUE_DATE, *labels.PLAIN_DATE), a_date),
)

KINDS: tuple[Kind, ...] = (
    Kind(
        name="site_selection_opinion",
        titles=(
            "建设项目用地预审与选址意见书", "用地预审与选址意见书", "建设项目选址意见书", "选址意见书",
            "建设项目选址意见通知书", "选址规划意见通知书",
        ),
        rules=_PLANNING,
        own_number="[选用]",
    ),
    Kind(name="land_use_planning_permit", titles=("建设用地规划许可证",), rules=_PLANNING, own_number="地"),
    Kind(
        name="construction_planning_permit",
        titles=("建设工程规划许可证", "建设工程规划许可证(临时)", "临时建设工程规划许可证"),
        rules=(*_PLANNING, *(rule for rule in WORKS_RULES if rule.field == "height")),
        own_number="建",
    ),
    Kind(name="rural_planning_permit", titles=("乡村建设规划许可证",), rules=_PLANNING, own_number="乡"),
    Kind(name="construction_permit", titles=("建筑工程施工许可证", "建设工程施工许可证"), rules=_BUILDING),
    Kind(
        name="planning_verification",
        titles=(
            "建设工程规划核实合格证", "建设工程竣工规划核实合格证", "建设工程规划核实确认书", "建设工程规划验收合格证",
            "规划核实合格证", "建设工程竣工规划验收合格证", "建设工程规划条件核实合格证", "建设工程规划核实意见书",
            "建设工程竣工规划核实意见书", "规划核实确认书",
        ),
        rules=_VERIFIED,
    ),
    Kind(
        name="real_estate_certificate",
        titles=("不动产权证书", "不动产权证", "不动产登记证明", "房屋所有权证", "国有土地使用证"),
        rules=_OWNED,
        patterns=("permit_no", "property_unit_no"),
        # The page with the facts bears no title.
        proof=frozenset(
            (
                "权利人", "共有情况", "不动产单元号", "权利类型", "权利性质", "房屋所有权人", "房屋坐落",
                "土地使用权人", "使用权类型", "权利其他状况", "使用权面积",
            )
        ),
    ),
)  # fmt: skip
