"""Title blocks as Chinese institutes print them: GB/T 50001, municipal and road works, drawings of the eighties."""

from tests.ingest.fields.blocks import Cell, Layout, columns_of, rows_of, says
from tests.ingest.fields.printed import Placed

STRIP_BELOW: list[Placed] = [
    *columns_of(255, (30, "", "滨海市建筑设计研究院有限公司", 4.4)),
    (30, 270, "资质证书编号：A144003721", 2.5),
    *columns_of(255, (110, "注册师签章", ""), (140, "项目经理签章", ""), (170, "修改记录", "")),
    *columns_of(255, (200, "建设单位", "滨海市教育局"), (280, "图纸名称", "一层平面图")),
    *columns_of(267, (200, "工程名称", "实验小学教学楼"), (280, "子项名称", "1#教学楼")),
    *columns_of(
        279,
        (200, "工程编号", "2014-036"),
        (232, "专业", "建筑"),
        (252, "阶段", "施工图"),
        (280, "图号", "建施-03"),
        (305, "比例", "1:100"),
        (325, "日期", "2014.05"),
        (345, "版次", "A"),
    ),
    *columns_of(255, (365, "审定", "王建国"), (385, "会签栏", "")),
    *columns_of(267, (365, "审核", "李志强"), (385, "建筑", "赵敏"), (402, "结构", "孙宇")),
    *columns_of(279, (365, "校对", "陈思远"), (385, "电气", "周凯"), (402, "暖通", "吴丹")),
]

BILINGUAL: list[Placed] = [
    *rows_of(
        345,
        20,
        22,
        ("建设单位 CLIENT", "滨海市城市建设投资有限公司", 3.2),
        ("工程名称 PROJECT", "滨海市体育中心"),
        ("图纸名称 DRAWING TITLE", "屋面排水平面图"),
        ("专业 DISCIPLINE", "给排水"),
        ("设计阶段 STAGE", "施工图"),
        ("比例 SCALE", "1:150"),
        ("日期 DATE", "2019-08-15"),
        ("图号 DRAWING NO.", "水施-12"),
        ("版本 REV.", "B"),
    ),
    (345, 8, "北方工程设计研究院有限公司", 4.0),
]

TWO_LINE_LABELS: list[Placed] = [
    (240, 238, "中原建筑设计院有限公司", 4.4),
    *[
        word
        for number, (label, english, value) in enumerate(
            (
                ("工程名称", "PROJECT", "国际会展中心二期"),
                ("建设单位", "CLIENT", "中原会展有限公司"),
                ("图名", "TITLE", "地下一层通风平面图"),
                ("图号", "DWG NO.", "暖施-21"),
                ("比例", "SCALE", "1:100"),
                ("日期", "DATE", "2020.11.06"),
            )
        )
        for word in (
            (240, 245 + 8 * number, label, 2.6),
            (240, 248.4 + 8 * number, english, 1.8),
            (262, 246.7 + 8 * number, value, 3.5),
        )
    ],
]

SPLIT: list[Placed] = [
    (395, 15, "建施-07", 5.0),
    (393, 22, "第 7 张 共 24 张", 2.5),
    *[
        word
        for number, (label, value) in enumerate(
            (
                ("设计单位", "东方建筑设计事务所"),
                ("工程名称", "和平路小学综合楼"),
                ("图纸名称", "屋顶平面图\n及女儿墙详图"),
            )
        )
        for word in Cell(250, 245 + 12 * number, label, value).beside(24)
    ],
    *[
        word
        for number, (label, value) in enumerate((("比例", "1:100"), ("日期", "2008年6月"), ("阶段", "竣工图")))
        for word in Cell(345, 245 + 12 * number, label, value).beside(20)
    ],
]

SERIES_AND_NUMBER: list[Placed] = [
    (240, 250, "华东建筑设计研究院有限公司", 4.2),
    *[
        word
        for label, value, x, y in (
            ("工程名称", "滨江花园3号楼", 240, 256),
            ("图名", "楼梯详图", 240, 264),
            ("图别", "建施", 320, 256),
            ("图号", "03", 320, 264),
            ("比例", "1:50", 320, 272),
            ("日期", "2012.03", 320, 280),
            ("设计", "陈思远", 240, 272),
            ("审核", "李志强", 240, 280),
        )
        for word in Cell(x, y, label, value).beside(22)
    ],
]

HIGHWAY: list[Placed] = [
    (28, 285, "江南省交通规划设计研究院", 3.6),
    (100, 285, "沿江高速公路改扩建工程", 3.2),
    (170, 285, "K12+300桥型布置图", 3.2),
    *[
        word
        for x, label, value in (
            (235, "设计", "王磊"),
            (265, "复核", "李强"),
            (295, "审核", "张宁"),
            (325, "图号", "S4-3-2"),
            (355, "日期", "2011.09"),
            (385, "比例", "1:500"),
        )
        for word in ((x, 285, label, 3.0), (x + 11, 285, value, 3.2))
    ],
]

OLD_CHINESE: list[Placed] = [
    (250, 252, "滨海市第二建筑设计院", 4.5),
    (252, 262, "工  程  名  称"),
    (284, 262, "棉纺织厂职工宿舍楼"),
    (252, 270, "图      名"),
    (284, 270, "底层平面图 1-1剖面图"),
    (340, 262, "设计号"),
    (360, 262, "86-15"),
    (340, 270, "图  别"),
    (360, 270, "建施"),
    (380, 262, "图  号"),
    (398, 262, "12"),
    (380, 270, "日  期"),
    (396, 270, "1986.7"),
    (252, 278, "设计"),
    (264, 278, "刘建设"),
    (290, 278, "校对"),
    (302, 278, "马国庆"),
    (330, 278, "审核"),
    (342, 278, "何援朝"),
    (370, 278, "比例"),
    (384, 278, "1:100"),
]

TWO_LINES: list[Placed] = [
    (242, 240, "中国建筑西南设计研究院有限公司", 4.4),
    *[
        w
        for i, (a, b) in enumerate(
            (
                ("建设单位", "成都天府新区投资集团有限公司"),
                ("工程名称", "天府新区独角兽岛启动区\n项目(一期)工程"),
                ("子项名称", "A区地下室"),
                ("图纸名称", "地下二层给排水及消防平面图\n(人防部分)"),
            )
        )
        for w in Cell(242, 245 + 11 * i, a, b, 3.2).beside(24)
    ],
    *[
        w
        for i, (a, b) in enumerate(
            (
                ("设计号", "2019-0366"),
                ("图号", "水施-B2-03"),
                ("版本", "2.0"),
                ("比例", "1:150"),
                ("日期", "2020.09.30"),
            )
        )
        for w in Cell(350, 242 + 9 * i, a, b, 3.2).beside(20)
    ],
    (242, 236, "审定 赵明 审核 钱进 校对 孙立 设计 李想", 2.5),
]

CELLS_FOR_STAMPS: list[Placed] = [
    *rows_of(350, 15, 20, ("出图专用章", "")),
    (352, 22, "工程设计资质证书:A131000012", 2),
    (352, 26, "有效期至2025年6月30日", 2),
    *rows_of(350, 60, 22, ("注册建筑师", "")),
    (352, 66, "注册号:3100123-045", 2),
    (352, 70, "有效期:2024.12", 2),
    *rows_of(
        350,
        110,
        16,
        ("工程名称", "临港科技城公租房"),
        ("建设单位", "上海临港经济发展有限公司", 3.0),
        ("图纸名称", "1#楼标准层平面图"),
        ("项目负责人", "周正"),
        ("专业负责人", "吴越"),
        ("审核", "郑重"),
        ("比例", "1:100"),
        ("出图日期", "2021年3月"),
        ("图号", "JS-105"),
        ("版次", "第1版"),
    ),
    (350, 290, "华东都市建筑设计研究总院", 3.6),
]

LAYOUTS: dict[str, Layout] = {
    "a strip along the bottom": (
        STRIP_BELOW,
        says(
            design_unit="滨海市建筑设计研究院有限公司",
            construction_unit="滨海市教育局",
            project_name="实验小学教学楼",
            drawing_name="一层平面图",
            discipline="建筑",
            stage="施工图",
            drawing_no="建施-03",
            scale="1:100",
            date="2014-05",
            revision="A",
        ),
    ),
    "two languages in one label": (
        BILINGUAL,
        says(
            design_unit="北方工程设计研究院有限公司",
            construction_unit="滨海市城市建设投资有限公司",
            project_name="滨海市体育中心",
            drawing_name="屋面排水平面图",
            discipline="给排水",
            stage="施工图",
            drawing_no="水施-12",
            scale="1:150",
            date="2019-08-15",
            revision="B",
        ),
    ),
    "English below each Chinese label": (
        TWO_LINE_LABELS,
        says(
            design_unit="中原建筑设计院有限公司",
            construction_unit="中原会展有限公司",
            project_name="国际会展中心二期",
            drawing_name="地下一层通风平面图",
            drawing_no="暖施-21",
            scale="1:100",
            date="2020-11-06",
        ),
    ),
    "the number in a far corner": (
        SPLIT,
        says(
            design_unit="东方建筑设计事务所",
            project_name="和平路小学综合楼",
            drawing_name="屋顶平面图及女儿墙详图",
            drawing_no="建施-07",
            scale="1:100",
            date="2008-06",
            stage="竣工图",
        ),
    ),
    "series and number in two cells": (
        SERIES_AND_NUMBER,
        says(
            design_unit="华东建筑设计研究院有限公司",
            project_name="滨江花园3号楼",
            drawing_name="楼梯详图",
            drawing_no="建施-03",
            discipline="建施",
            scale="1:50",
            date="2012-03",
        ),
    ),
    "a road's, in one row": (
        HIGHWAY,
        says(
            design_unit="江南省交通规划设计研究院",
            project_name="沿江高速公路改扩建工程",
            drawing_name="K12+300桥型布置图",
            drawing_no="S4-3-2",
            date="2011-09",
            scale="1:500",
        ),
    ),
    "of the eighties, labels spaced out": (
        OLD_CHINESE,
        says(
            design_unit="滨海市第二建筑设计院",
            project_name="棉纺织厂职工宿舍楼",
            drawing_name="底层平面图 1-1剖面图",
            discipline="建施",
            drawing_no="建施-12",
            date="1986-07",
            scale="1:100",
        ),
    ),
    "names over two lines": (
        TWO_LINES,
        says(
            design_unit="中国建筑西南设计研究院有限公司",
            construction_unit="成都天府新区投资集团有限公司",
            project_name="天府新区独角兽岛启动区项目(一期)工程",
            drawing_name="地下二层给排水及消防平面图(人防部分)",
            drawing_no="水施-B2-03",
            revision="2.0",
            scale="1:150",
            date="2020-09-30",
        ),
    ),
    "cells for stamps above": (
        CELLS_FOR_STAMPS,
        says(
            project_name="临港科技城公租房",
            construction_unit="上海临港经济发展有限公司",
            drawing_name="1#楼标准层平面图",
            scale="1:100",
            date="2021-03",
            drawing_no="JS-105",
            revision="第1版",
            design_unit="华东都市建筑设计研究总院",
        ),
    ),
}
