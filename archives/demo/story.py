"""The one fictional building that all papers of the sample shelf are about, so that the catalogue tells one story."""

from datetime import date

CITY = "滨海市"
PROJECT = "滨海市翠湖花园住宅小区二期"
BUILDING = "3#住宅楼"
INVESTMENT_CODE = "2013-330283-70-03-012867"
LOCATION = "滨海市滨江区环湖东路128号"

CONSTRUCTION_UNIT = "滨海市鸿基房地产开发有限公司"
SURVEY_UNIT = "滨海市岩土工程勘察院"
DESIGN_UNIT = "滨海市建筑设计研究院有限公司"
CONTRACTOR = "滨海市恒业建设集团有限公司"
SUPERVISION_UNIT = "滨海市正达工程监理有限公司"
PLANNING_OFFICE = "滨海市自然资源和规划局"
HOUSING_OFFICE = "滨海市住房和城乡建设局"
ARCHIVE = "滨海市城建档案馆"

LAND_PERMIT_NO = "地字第330283201300027号"
PLANNING_PERMIT_NO = "建字第330283201400046号"
CONSTRUCTION_PERMIT_NO = "330283201404180201"
FILING_NO = "2016-057"
ARCHIVE_NO = "C2-0318-004"
BUILDING_PERMIT_NO = "BP-2014-00317"

BUILDING_AREA = "6912.48"
STRUCTURE = "框架剪力墙结构"
STOREYS = "地上6层，地下1层"

PLANNED = date(2014, 3, 12)
BEGUN = date(2014, 5, 6)
PERMITTED = date(2014, 4, 18)
DRAWN = date(2014, 2, 20)
AS_BUILT = date(2016, 6, 8)
ACCEPTED = date(2016, 6, 24)
FILED = date(2016, 7, 15)
BOUND = date(2016, 8, 30)


def in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
