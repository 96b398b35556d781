"""The papers of the completion acceptance that are bound in the sample volume."""

import random
from collections.abc import Sequence

from archives.demo import story
from archives.demo.leaf import leaf, lines
from archives.demo.paper import Paper
from archives.demo.seals import round_seal

WORKS = f"{story.PROJECT}{story.BUILDING}"
REPORT = "建设工程竣工验收报告"


def report_front(dpi: int, rng: random.Random) -> Paper:
    paper = leaf(dpi, "", number="1")
    paper.write(105, 80, REPORT, 11, "serif bold", anchor="mm")
    rows = (("工程名称", WORKS), ("建设单位", story.CONSTRUCTION_UNIT), ("验收日期", story.in_chinese(story.ACCEPTED)))
    for row, (label, value) in enumerate(rows):
        paper.write(44, 150 + 18 * row, f"{label}：{value}", 5.4)
    paper.write(105, 232, f"{story.HOUSING_OFFICE}监制", 4.6, anchor="mm")
    round_seal(paper, 134, 172, story.CONSTRUCTION_UNIT, "", rng)
    return paper


def _form(paper: Paper, top: float, rows: Sequence[tuple[str, str]], height: float = 14) -> float:
    for number, (label, value) in enumerate(rows):
        y = top + number * height
        paper.box(26, y, 160, height, pen=0.25)
        paper.line((68, y), (68, y + height), pen=0.25)
        paper.write(47, y + height / 2, label, 4.3, anchor="mm")
        paper.write(72, y + height / 2, value, 4.3)
    return top + len(rows) * height


def report_facts(dpi: int, _: random.Random) -> Paper:
    paper = leaf(dpi, "一、工程概况", 6.5, "2")
    _form(
        paper, 46,
        (
            ("工程名称", WORKS), ("工程地点", story.LOCATION), ("建筑面积", f"{story.BUILDING_AREA}㎡"),
            ("结构类型", story.STRUCTURE), ("层数", story.STOREYS), ("施工许可证号", story.CONSTRUCTION_PERMIT_NO),
            ("建设单位", story.CONSTRUCTION_UNIT), ("勘察单位", story.SURVEY_UNIT), ("设计单位", story.DESIGN_UNIT),
            ("施工单位", story.CONTRACTOR), ("监理单位", story.SUPERVISION_UNIT),
            ("开工日期", story.in_chinese(story.BEGUN)), ("竣工日期", story.in_chinese(story.AS_BUILT)),
        ),
    )  # fmt: skip
    return paper


def report_verdict(dpi: int, rng: random.Random) -> Paper:
    paper = leaf(dpi, "二、竣工验收结论", 6.5, "3")
    y = lines(
        paper, 50,
        (
            f"    {story.in_chinese(story.ACCEPTED)}，建设单位组织勘察、设计、施工、监理单位对本工程",
            "进行竣工验收。验收组听取了各单位的汇报，审阅了工程档案资料，实地查验",
            "了工程质量，形成验收意见如下：",
            "    1. 工程已按设计文件和合同约定完成各项内容，未擅自变更设计。",
            "    2. 地基与基础、主体结构、建筑装饰装修、屋面、给排水及供暖、通风",
            "       与空调、建筑电气、智能建筑、建筑节能、电梯分部工程质量合格。",
            "    3. 质量控制资料共37项，核查符合要求37项。",
            "    4. 安全和主要使用功能核查24项，符合要求24项。",
            "    5. 观感质量验收评为好。",
            "    验收组一致同意该工程通过竣工验收，质量等级为合格。",
        ),
    )  # fmt: skip
    paper.write(96, y + 14, f"建设单位：{story.CONSTRUCTION_UNIT}", 4.4)
    paper.write(96, y + 25, story.in_chinese(story.ACCEPTED), 4.4)
    round_seal(paper, 152, y + 26, story.CONSTRUCTION_UNIT, "", rng)
    return paper


def acceptance_record(dpi: int, rng: random.Random) -> Paper:
    paper = leaf(dpi, "单位工程质量竣工验收记录", 7.5, "4")
    y = _form(
        paper, 48,
        (
            ("工程名称", WORKS), ("结构类型", story.STRUCTURE), ("施工单位", story.CONTRACTOR),
            ("分部工程", "共10分部，经查符合标准及设计要求10分部"), ("质量控制资料核查", "共37项，经核定符合规定37项"),
            ("安全和功能检验", "共核查24项，符合规定24项；共抽查8项，符合规定8项"),
            ("观感质量验收", "共抽查22项，达到好和一般的22项"),
            ("综合验收结论", "符合设计和规范要求，同意验收，质量合格"),
        ),
        height=16,
    )  # fmt: skip
    for number, (party, office) in enumerate(
        (("建设单位", story.CONSTRUCTION_UNIT), ("监理单位", story.SUPERVISION_UNIT), ("施工单位", story.CONTRACTOR))
    ):
        left = 26 + number * 53.4
        paper.box(left, y, 53.2, 62, pen=0.25)
        paper.write(left + 3, y + 7, f"{party}（公章）", 3.8)
        paper.write(left + 3, y + 54, story.in_chinese(story.ACCEPTED), 3.8)
        round_seal(paper, left + 27, y + 31, office, "", rng, size=36)
    return paper


def design_check(dpi: int, rng: random.Random) -> Paper:
    paper = leaf(dpi, "设计质量检查报告", 8, "5")
    y = lines(
        paper, 52,
        (
            f"工程名称：{WORKS}",
            f"设计单位：{story.DESIGN_UNIT}",
            "    我单位对该工程的设计文件及施工过程中由设计单位参加签署的更改原设",
            "计的资料进行了检查，认为：设计文件符合国家有关法律、法规和工程建设强",
            "制性标准的规定；抗震设防烈度为7度，设计使用年限为50年；施工单位按审查",
            "合格的施工图设计文件施工，设计变更共4份，手续齐全。",
            "    结论：工程实体与设计文件相符，同意竣工验收。",
        ),
    )  # fmt: skip
    paper.write(118, y + 14, "项目负责人：赵立新", 4.4)
    paper.write(118, y + 25, "2016年6月20日", 4.4)
    round_seal(paper, 146, y + 20, story.DESIGN_UNIT, "", rng)
    return paper


def warranty(dpi: int, rng: random.Random) -> Paper:
    paper = leaf(dpi, "工程质量保修书", 8, "6")
    y = lines(
        paper, 52,
        (
            f"发包人：{story.CONSTRUCTION_UNIT}",
            f"承包人：{story.CONTRACTOR}",
            f"    发包人和承包人经协商一致，对{WORKS}",
            "签定质量保修书。质量保修期约定如下：",
            "    1. 地基基础工程和主体结构工程为设计文件规定的合理使用年限；",
            "    2. 屋面防水工程、有防水要求的卫生间和外墙面的防渗为5年；",
            "    3. 装修工程为2年；电气管线、给排水管道、设备安装工程为2年；",
            "    4. 供热与供冷系统为2个采暖期、供冷期；",
            "    5. 小区内的给排水设施、道路等配套工程为2年。",
            "    质量保修期自工程竣工验收合格之日起计算。",
        ),
    )  # fmt: skip
    paper.write(28, y + 14, "2016年7月8日", 4.6)
    round_seal(paper, 62, y + 22, story.CONTRACTOR, "合同专用章", rng)
    round_seal(paper, 146, y + 22, story.CONSTRUCTION_UNIT, "合同专用章", rng)
    return paper


def handing_over(dpi: int, rng: random.Random) -> Paper:
    paper = leaf(dpi, "城建档案移交书", 8, "7")
    y = lines(
        paper, 52,
        (
            f"    {story.CONSTRUCTION_UNIT}向{story.ARCHIVE}移交",
            f"{WORKS}工程档案共计12卷，",
            "其中：文字材料7卷，图样材料4卷，照片1卷。附：城建档案移交目录一式三份，",
            "共3张。",
        ),
        step=11,
    )  # fmt: skip
    for left, party, office in ((28, "移交单位", story.CONSTRUCTION_UNIT), (112, "接收单位", story.ARCHIVE)):
        paper.write(left, y + 16, f"{party}：{office}", 4)
        paper.write(left, y + 34, "经办人：", 4.2)
        paper.write(left, y + 48, story.in_chinese(story.BOUND), 4.2)
        round_seal(paper, left + 40, y + 36, office, "", rng, size=38)
    return paper
