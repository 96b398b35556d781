"""What the sheets of the sample shelf say, known exactly because the project drew them."""

from archives.demo import story
from archives.demo.acceptance import WORKS
from archives.demo.architectural import TITLE as ARCHITECTURAL
from archives.demo.structural import TITLE as STRUCTURAL
from archives.demo.volume import TITLE

_WORKS = {"project_name": WORKS, "construction_unit": story.CONSTRUCTION_UNIT}
_DRAWING = _WORKS | {
    "design_unit": story.DESIGN_UNIT,
    "contractor": story.CONTRACTOR,
    "supervision_unit": story.SUPERVISION_UNIT,
    "stage": "施工图",
    "revision": "B",
    "date": story.DRAWN.isoformat(),
}
PLANNING_PERMIT = _WORKS | {
    "title": "建设工程规划许可证",
    "permit_no": story.PLANNING_PERMIT_NO,
    "location": story.LOCATION,
    "building_area": story.BUILDING_AREA,
    "issuer": story.PLANNING_OFFICE,
    "date": story.PLANNED.isoformat(),
}
CONSTRUCTION_PERMIT = _WORKS | {
    "title": "建筑工程施工许可证",
    "permit_no": story.CONSTRUCTION_PERMIT_NO,
    "location": story.LOCATION,
    "building_area": story.BUILDING_AREA,
    "survey_unit": story.SURVEY_UNIT,
    "design_unit": story.DESIGN_UNIT,
    "contractor": story.CONTRACTOR,
    "supervision_unit": story.SUPERVISION_UNIT,
    "issuer": story.HOUSING_OFFICE,
    "date": story.PERMITTED.isoformat(),
}
COMPLETION_FILING = CONSTRUCTION_PERMIT | {
    "title": "建设工程竣工验收备案表",
    "filing_no": story.FILING_NO,
    "permit_no": story.PLANNING_PERMIT_NO,
    "structure": story.STRUCTURE,
    "storeys": story.STOREYS,
    "date": story.ACCEPTED.isoformat(),
}
ARCHITECTURAL_SHEET = _DRAWING | {
    "drawing_no": ARCHITECTURAL.number,
    "drawing_name": ARCHITECTURAL.name,
    "scale": ARCHITECTURAL.scale,
    "discipline": ARCHITECTURAL.discipline,
}
STRUCTURAL_SHEET = _DRAWING | {
    "drawing_no": STRUCTURAL.number,
    "drawing_name": STRUCTURAL.name,
    "scale": STRUCTURAL.scale,
    "discipline": STRUCTURAL.discipline,
}
VOLUME = {
    "title": TITLE,
    "archive_no": story.ARCHIVE_NO,
    "project_name": WORKS,
    "construction_unit": story.CONSTRUCTION_UNIT,
    "design_unit": story.DESIGN_UNIT,
    "contractor": story.CONTRACTOR,
    "location": story.LOCATION,
}
BUILDING_PERMIT = {
    "title": "BUILDING PERMIT",
    "permit_no": story.BUILDING_PERMIT_NO,
    "project_name": "Cuihu Garden Phase II Kindergarten",
    "location": "128 East Lakeside Road",
    "construction_unit": "Hongji Real Estate Development Co. Ltd",
    "contractor": "Hengye Construction Group",
    "design_unit": "Binhai Architectural Design Institute",
    "issuer": "CITY OF BINHAI",
    "date": story.PERMITTED.isoformat(),
}
