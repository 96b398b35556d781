"""Permits of the planning, housing and real-estate offices.

The layouts are known from regulations and descriptions, not from pictures of real permits; only the numbers of the
planning and construction permits were seen in real data (see numbers.py).
"""

from ingest.fields import labels
from ingest.fields.readings import a_number
from ingest.fields.rules import ISSUED, PROJECT_RULES, Kind, Rule

_NUMBERED = (Rule("permit_no", labels.PERMIT_NO, a_number("permit_no")),)
_RULES = _NUMBERED + PROJECT_RULES + ISSUED

KINDS: tuple[Kind, ...] = (
    Kind(
        name="site_selection_opinion",
        titles=("建设项目用地预审与选址意见书", "用地预审与选址意见书", "建设项目选址意见书", "选址意见书"),
        rules=_RULES,
    ),
    Kind(name="land_use_planning_permit", titles=("建设用地规划许可证",), rules=_RULES),
    Kind(name="construction_planning_permit", titles=("建设工程规划许可证",), rules=_RULES),
    Kind(name="rural_planning_permit", titles=("乡村建设规划许可证",), rules=_RULES),
    Kind(name="construction_permit", titles=("建筑工程施工许可证", "建设工程施工许可证"), rules=_RULES),
    Kind(
        name="planning_verification",
        titles=(
            "建设工程规划核实合格证", "建设工程竣工规划核实合格证", "建设工程规划核实确认书", "建设工程规划验收合格证",
            "规划核实合格证", "建设工程竣工规划验收合格证",
        ),
        rules=_RULES,
    ),
    Kind(
        name="real_estate_certificate",
        titles=("不动产权证书", "不动产权证", "不动产登记证明", "房屋所有权证", "国有土地使用证"),
        rules=_RULES,
    ),
)  # fmt: skip
