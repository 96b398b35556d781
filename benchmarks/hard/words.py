"""What the sheets of the hard set speak of: places, works, firms, people and numbers, in the forms practice uses."""

import random
from dataclasses import dataclass
from datetime import date

from benchmarks.hard.chinese_dates import in_han

# Cities with a code of GB/T 2260 each.
CITIES = (
    ("宁波市", "330212"), ("南通市", "320623"), ("济宁市", "370811"), ("广州市", "440106"), ("成都市", "510107"),
    ("石家庄市", "130104"), ("兰州市", "620102"), ("哈尔滨市", "230103"), ("厦门市", "350203"), ("贵阳市", "520102"),
)  # fmt: skip
QUARTERS = ("鄞州区", "任城区", "新华区", "思明区", "南岗区", "云岩区", "武侯区", "城关区")
ROADS = ("中山东路", "迎宾大道", "滨河南路", "长江西路", "朝阳街", "东风一路", "解放东路", "文化宫巷", "望江路")
WORKS = (
    "海棠苑安置房", "宝龙城市广场", "人民医院急诊楼", "第九中学体育馆", "鼓楼老街综合整治工程", "南湖污水泵站",
    "钢铁厂热轧车间", "青年公寓", "市民服务中心", "科学城孵化器", "东站换乘中心", "金谷粮库", "红旗影剧院修缮工程",
    "锦绣江南住宅小区", "妇幼保健院", "丰乐桥", "职业技术学院实训楼", "商业银行大厦", "净水厂扩建工程", "万科翡翠滨江",
)  # fmt: skip
PARTS = ("", "一期", "（二期）", "1#楼", "5号楼", "地下车库", "A-05地块", "三标段", "1～3号楼", "北区")
OWNERS = (
    "城投置业有限公司", "交通建设集团有限公司", "教育和体育局", "人民医院", "万丰房地产开发有限责任公司", "钢铁总厂",
    "公用事业管理局", "高新技术产业开发区管理委员会", "水利投资发展有限公司", "华夏地产（集团）有限公司",
)  # fmt: skip
DESIGNERS = (
    "建筑设计研究院", "市政设计研究院有限公司", "城乡规划设计院", "中衡建筑设计事务所有限公司", "工业建筑设计院",
    "方舟工程设计有限责任公司",
)  # fmt: skip
BUILDERS = ("第三建筑工程公司", "宏远建设有限公司", "住宅建设集团股份有限公司", "城建一公司", "路桥工程有限公司")
WATCHERS = ("中咨工程监理有限公司", "建设监理公司", "广厦监理咨询有限公司", "质安工程项目管理有限公司")
SURVEYORS = ("岩土工程勘察院", "地质工程勘察有限公司", "勘测设计院")
PEOPLE = ("徐志远", "马晓东", "何敏", "林秀英", "高建军", "欧阳雪", "宋文杰", "唐丽", "韩冰", "曹国庆", "邓亚萍")
DRAWINGS = (
    "地下一层平面图", "标准层平面布置图", "①～⑨轴立面图", "2-2剖面图", "屋面结构布置图", "承台及基础梁配筋图",
    "给水系统原理图", "弱电系统图", "楼梯甲详图", "总平面定位图", "门窗表及门窗大样", "建筑设计说明", "桩位平面布置图",
    "十二层梁配筋图", "消防平面图", "道路纵断面图",
)  # fmt: skip
SERIES = {"建施": "建筑", "结施": "结构", "水施": "给排水", "电施": "电气", "暖施": "暖通"}
STRUCTURES = ("框架结构", "剪力墙结构", "砖混结构", "框架-剪力墙结构", "钢结构")
USES = ("城镇住宅用地", "商业服务业设施用地", "工业用地", "中小学用地", "医疗卫生用地")
SCALES = (20, 25, 50, 100, 150, 200, 250, 300, 500, 1000, 2000)

ENGLISH_WORKS = (
    "Lakeview Elementary School Addition", "Maple Court Townhomes", "St. Mary's Parish Hall", "Canal Street Warehouse",
    "Pine Ridge Medical Center", "Old Mill Apartments Phase 3", "Fire Station No. 7", "Granville Public Library",
)  # fmt: skip
ENGLISH_OWNERS = (
    "Bluewater Properties LLC", "Granville Unified School District", "J & R Hartmann", "Westbrook Housing Trust",
    "County of Delmar", "Northern Rail Estates Ltd",
)  # fmt: skip
ENGLISH_DESIGNERS = (
    "Hollis Greene Architects", "Pratt & Osei Engineers Inc", "Studio Marlow Ltd", "Whitcombe Associates",
    "Deacon Structural Consultants",
)  # fmt: skip
ENGLISH_BUILDERS = ("Tri-County Builders", "Moss & Sons Construction")
ENGLISH_DRAWINGS = (
    "GROUND FLOOR PLAN", "NORTH AND EAST ELEVATIONS", "FOUNDATION DETAILS", "Proposed Site Plan", "Section A-A",
    "ROOF FRAMING PLAN", "Electrical Riser Diagram", "DOOR SCHEDULE",
)  # fmt: skip
ENGLISH_STREETS = ("Alder Street", "Quarry Road", "Station Avenue", "Beech Lane", "Harbour Way")


@dataclass(frozen=True)
class Facts:
    """One works and its papers."""

    city: str
    region: str
    project: str
    location: str
    owner: str
    designer: str
    builder: str
    watcher: str
    surveyor: str
    day: date
    area: str
    serial: int


def facts(chance: random.Random) -> Facts:
    city, region = chance.choice(CITIES)
    return Facts(
        city=city,
        region=region,
        project=f"{chance.choice((city, ''))}{chance.choice(WORKS)}{chance.choice(PARTS)}",
        location=f"{city}{chance.choice(QUARTERS)}{chance.choice(ROADS)}{chance.randint(1, 988)}号",
        owner=city + chance.choice(OWNERS),
        designer=city + chance.choice(DESIGNERS),
        builder=city + chance.choice(BUILDERS),
        watcher=city + chance.choice(WATCHERS),
        surveyor=city + chance.choice(SURVEYORS),
        day=date(chance.randint(1984, 2024), chance.randint(1, 12), chance.randint(1, 28)),
        area=f"{chance.randint(300, 99000)}.{chance.randint(0, 99):02d}".removesuffix(".00"),
        serial=chance.randint(1, 99999),
    )


def printed(day: date, chance: random.Random) -> str:
    """A day as documents print it."""
    forms = (
        f"{day.year}年{day.month}月{day.day}日", f"{day.year}年{day.month:02d}月{day.day:02d}日",
        f"{day.year}.{day.month:02d}.{day.day:02d}", f"{day:%Y-%m-%d}", in_han(day),
    )  # fmt: skip
    return chance.choice(forms)
