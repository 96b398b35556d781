"""Title blocks as offices in America, Britain and elsewhere print them, and by the international standards."""

from tests.ingest.fields.blocks import Layout, centred, columns_of, rows_of, says
from tests.ingest.fields.printed import Placed

AMERICAN: list[Placed] = [
    *centred(380, 20, "KELLER & MARSH ARCHITECTS", size=4),
    *centred(380, 28, "1200 Main Street, Fairmont, OH 44120", size=2.2),
    (352, 60, "CONSULTANT", 2.2),
    (352, 90, "REVISIONS", 2.2),
    (352, 94, "NO.", 2.0),
    (362, 94, "DATE", 2.0),
    (380, 94, "DESCRIPTION", 2.0),
    (352, 98, "1", 2.2),
    (362, 98, "02/10/2019", 2.2),
    (380, 98, "ADDENDUM 1", 2.2),
    (352, 102, "2", 2.2),
    (362, 102, "04/22/2019", 2.2),
    (380, 102, "BULLETIN 3", 2.2),
    *rows_of(
        350,
        130,
        26,
        ("PROJECT", "ELM STREET FIRE STATION\n245 ELM STREET", 3.4),
        ("SHEET TITLE", "SECOND FLOOR\nREFLECTED CEILING PLAN", 3.4),
    ),
    *columns_of(200, (350, "PROJECT NO.", "1807"), (385, "DATE", "01/15/2019")),
    *columns_of(212, (350, "DRAWN BY", "JM"), (385, "CHECKED BY", "RK")),
    *columns_of(224, (350, "SCALE", '1/8" = 1\'-0"')),
    *rows_of(350, 250, 20, ("SHEET NO.", "A-121", 9.0)),
]

AMERICAN_GLUED: list[Placed] = [
    (270, 250, "STONE BRIDGE ENGINEERING, INC.", 4.0),
    (270, 258, "PROJECT: WATER TREATMENT PLANT UPGRADE", 3.0),
    (270, 264, "OWNER: CITY OF FAIRMONT", 3.0),
    (270, 270, "TITLE: ELECTRICAL SITE PLAN", 3.0),
    (270, 276, "SCALE: AS NOTED", 2.5),
    (310, 276, "DATE: MARCH 2016", 2.5),
    (270, 282, "DRAWN BY: JM", 2.5),
    (310, 282, "CHECKED BY: RK", 2.5),
    (355, 282, "JOB NO: 16-0342", 2.5),
    (355, 270, "DWG. NO. E1.2", 3.5),
    (355, 276, "SHEET 3 OF 12", 2.5),
    (390, 276, "REV: 2", 2.5),
]

BRITISH: list[Placed] = [
    (262, 200, "Rev", 2.0),
    (272, 200, "Date", 2.0),
    (290, 200, "Description", 2.0),
    (340, 200, "By", 2.0),
    (262, 196, "A", 2.2),
    (272, 196, "12.03.14", 2.2),
    (290, 196, "Issued for planning", 2.2),
    (262, 192, "B", 2.2),
    (272, 192, "30.04.14", 2.2),
    (290, 192, "Stair revised", 2.2),
    (262, 207, "Hartley Wood Architects LLP", 4.0),
    *rows_of(
        260,
        214,
        14,
        ("Client", "Northgate Housing Association"),
        ("Project", "Mill Lane Almshouses, York"),
        ("Drawing Title", "Proposed Ground Floor Plan"),
    ),
    *columns_of(
        257, (260, "Scale @ A1", "1:50"), (295, "Date", "04.02.14"), (325, "Drawn", "HW"), (345, "Checked", "TS")
    ),
    *columns_of(270, (260, "Job No.", "1342"), (295, "Drawing No.", "1342/P/101"), (345, "Rev", "B")),
]

CONTAINER_NAME: list[Placed] = [
    (250, 205, "MARLOW CONSULTING ENGINEERS", 3.6),
    *rows_of(
        250,
        212,
        13,
        ("CLIENT", "Highways Department"),
        ("PROJECT", "River Crossing Phase 2"),
        ("TITLE", "Pier Foundation Details"),
    ),
    *columns_of(
        252, (250, "SCALE @ A1", "1:25"), (280, "DATE", "2021-06-30"), (310, "STATUS", "S2"), (335, "REV", "P02")
    ),
    (250, 264, "DRAWING NUMBER", 2.2),
    *[
        word
        for number, (caption, part) in enumerate(
            (
                ("Project", "RCX2"),
                ("Originator", "MCE"),
                ("Volume", "ZZ"),
                ("Level", "01"),
                ("Type", "DR"),
                ("Role", "S"),
                ("Number", "0104"),
            )
        )
        for word in ((251 + 20 * number, 268.5, caption, 1.6), (252 + 20 * number, 273, part, 3.5))
    ],
]

BOXED_OUT: list[Placed] = [
    *rows_of(
        250, 225, 13, ("DRAWING TITLE", "Seat rail bracket"), ("DRAWN BY", "R. Olsen"), ("APPROVED BY", "K. Berg")
    ),
    *columns_of(264, (250, "STATUS", "For Construction"), (300, "SCALE", "1:5"), (330, "DATE", "12/11/2009")),
    (250, 278, "DRAWING NUMBER", 2.2),
    *[(252 + 14 * number, 284, part, 4.0) for number, part in enumerate(("SU", "BOL", "E", "01", "27", "09"))],
]

INTERNATIONAL: list[Placed] = [
    *columns_of(
        255,
        (240, "Responsible dept.", "ABC 2"),
        (275, "Technical reference", "Patricia Johnson"),
        (315, "Document type", "Sub-assembly drawing", 3.0),
        (365, "Document status", "Released", 3.0),
    ),
    *columns_of(
        267,
        (240, "Legal owner", ""),
        (275, "Created by", "Jane Smith"),
        (315, "Title, supplementary title", "Apparatus plate"),
        (365, "Drawing number", "AB123-456-7"),
    ),
    *columns_of(
        279,
        (275, "Approved by", "David Brown"),
        (315, "Scale", "1:2"),
        (340, "Rev.", "A"),
        (355, "Date of issue", "2004-05-14"),
        (385, "Lang.", "en"),
        (395, "Sheet", "1/5"),
    ),
]

LEFT_STRIP: list[Placed] = [
    (12, 15, "ALVAREZ DESIGN GROUP", 3.4),
    *rows_of(
        12,
        30,
        24,
        ("PROJECT NAME", "CENTRAL LIBRARY", 3.0),
        ("SHEET NAME", "WALL SECTIONS", 3.0),
        ("SCALE", "1:20"),
        ("ISSUE DATE", "14 MAY 2017"),
        ("SHEET NUMBER", "A-501", 6.0),
    ),
]

ANNOTATED: list[Placed] = [
    (230, 150, "Property address", 5),
    (230, 156, "and contact details", 5),
    (230, 230, "Clear document", 5),
    (230, 236, "name, scale, size", 5),
    (330, 200, "Tel. no.", 2.5),
    (330, 204, "Email address:", 2.5),
    *rows_of(328, 214, 16, ("Client", "Mrs Carter", 4.5), ("Drawing Title", "Existing Elevations", 3.0)),
    (329, 248, "SCALE", 2.0),
    (345, 248, "1:100", 2.6),
    (358, 248, "SIZE", 2.0),
    (376, 248, "A3", 2.6),
    (329, 252, "DATE", 2.0),
    (345, 252, "Oct 2018", 2.6),
    (358, 252, "CHECKED", 2.0),
    (329, 258, "Job No.", 2.0),
    (340, 258, "Drawing Number - Revision", 2.0),
    (330, 264, "190-P0", 6.0),
]

UNLABELLED_AMERICAN: list[Placed] = [
    *centred(380, 18, "MERIDIAN DESIGN GROUP, P.C.", size=4),
    *centred(380, 25, "88 Harbor Street, Fairmont, OH 44120", size=2.2),
    (352, 33, "NOTES:", 2.2),
    (352, 37, "1. VERIFY ALL DIMENSIONS IN FIELD.", 2.0),
    *centred(380, 110, "FAIRMONT MIDDLE SCHOOL", "ADDITIONS AND RENOVATIONS", size=4),
    (352, 140, "ISSUE", 2.0),
    (380, 140, "DATE", 2.0),
    (352, 145, "BID SET", 2.2),
    (380, 145, "06/01/2015", 2.2),
    (352, 200, "PROJECT #: 15-220", 2.2),
    (352, 205, "DRAWN: ABC", 2.2),
    (380, 205, "CHECKED: DEF", 2.2),
    (352, 210, "SCALE: AS NOTED", 2.2),
    *centred(380, 240, "FIRST FLOOR", "ELECTRICAL PLAN - AREA A", size=3.6),
    *centred(380, 275, "E201A", size=9),
]

BRITISH_COLONS: list[Placed] = [
    (320, 170, "Thornbury & Lane Architects", 3.6),
    (320, 176, "12 Castle Road, York YO1 9XX", 2.2),
    (320, 190, "Client:", 2.5),
    (334, 190, "Mr & Mrs Whitfield", 3.0),
    (320, 198, "Project:", 2.5),
    (334, 198, "Rear extension at", 3.0),
    (334, 202.4, "14 Beech Close, Leeds", 3.0),
    (320, 212, "Drawing:", 2.5),
    (334, 212, "Existing and proposed", 3.0),
    (334, 216.4, "floor plans", 3.0),
    (320, 226, "Scale:", 2.5),
    (334, 226, "1:50 @ A1", 3.0),
    (362, 226, "Date:", 2.5),
    (374, 226, "Sept 2018", 3.0),
    (320, 234, "Drg. No:", 2.5),
    (334, 234, "TL/18/042-03", 3.0),
    (362, 234, "Rev:", 2.5),
    (374, 234, "C", 3.0),
]

CENTRED_LINES: list[Placed] = [
    *rows_of(340, 150, 26, ("PROJECT TITLE", ""), ("CLIENT", ""), ("DRAWING TITLE", "")),
    *centred(375, 157, "PROPOSED MIXED DEVELOPMENT", "ON LOT 4512, SECTION 7", size=3),
    *centred(375, 183, "GREENFIELD HOLDINGS SDN BHD", size=3),
    *centred(375, 209, "TYPICAL FLOOR PLAN", "(LEVEL 5 TO LEVEL 18)", size=3),
    *columns_of(232, (340, "SCALE", "1:100"), (365, "DATE", "MAY 2013"), (390, "REV.", "0")),
    *columns_of(246, (340, "DRAWN BY", "ZUL"), (365, "CHECKED BY", "LIM")),
    *rows_of(340, 262, 10, ("DWG NO.", "GH/AR/102", 4.0)),
]

GLUED_WITHOUT_COLON: list[Placed] = [
    (300, 250, "PROJECT NAME Riverside Apartments Phase II", 3.0),
    (300, 257, "SHEET TITLE Stair Sections", 3.0),
    (300, 264, "SCALE 1:50", 2.5),
    (330, 264, "DATE 2017-11-20", 2.5),
    (300, 271, "SHEET NO A-401", 3.0),
    (345, 271, "REV 1", 2.5),
    (300, 244, "Alvarez Design Group", 3.4),
]

SHEETS_OF_A_SET: list[Placed] = [
    (250, 262, "NORTHGATE CONSULTING ENGINEERS INC.", 3.6),
    *columns_of(265, (250, "DRAWING TITLE", "FOUNDATION PLAN AND DETAILS")),
    *columns_of(
        277, (250, "DRAWN", "PK"), (268, "DATE", "10/25/1998"), (295, "SCALE", '1/4"=1\'-0"'), (330, "JOB", "98-117")
    ),
    (365, 262, "SHEET", 2.2),
    (368, 271, "S-2", 7.0),
    (363, 280, "OF 6 SHEETS", 2.2),
]

ONLY_SIGNATURES: list[Placed] = [
    *centred(380, 18, "HALVORSEN ENGINEERING, PLLC", size=4),
    *centred(380, 110, "RIVERDALE ELEMENTARY SCHOOL", "HVAC REPLACEMENT", size=4),
    (352, 200, "PROJECT NO: 22-041", 2.2),
    (352, 205, "DRAWN BY: TS", 2.2),
    (352, 210, "CHECKED BY: ML", 2.2),
    (352, 215, "DATE: 03/18/2022", 2.2),
    (352, 220, "SCALE: NTS", 2.2),
    *centred(380, 240, "MECHANICAL DETAILS", size=3.6),
    *centred(380, 275, "M5.1", size=9),
]

HONG_KONG: list[Placed] = [
    *rows_of(345, 30, 9, ("REV.", "")),
    (345, 20, "REV.", 2.0),
    (358, 20, "DATE", 2.0),
    (375, 20, "DESCRIPTION", 2.0),
    (345, 25, "-", 2.2),
    (358, 25, "15/03/2011", 2.2),
    (375, 25, "FIRST ISSUE", 2.2),
    (345, 30, "A", 2.2),
    (358, 30, "20/06/2011", 2.2),
    (375, 30, "GENERAL REVISION", 2.2),
    *rows_of(
        345,
        100,
        24,
        ("ARCHITECT", "WONG & OUYANG (HK) LTD.", 3.2),
        ("PROJECT TITLE", "PROPOSED RESIDENTIAL DEVELOPMENT\nAT N.K.I.L. 6269, KAI TAK", 2.8),
        ("DRAWING TITLE", "TYPICAL FLOOR PLAN\nTOWER 1 & 2", 3.2),
    ),
    *columns_of(190, (345, "DRAWN BY", "KC"), (370, "CHECKED BY", "SL"), (395, "DATE", "02/2011")),
    *columns_of(205, (345, "SCALE", "1:100 (A1)"), (380, "PROJECT NO.", "08012")),
    *columns_of(225, (345, "DRAWING NO.", "KT-A-GBP-012", 4.0), (395, "REV.", "A")),
]

WORKSHOP: list[Placed] = [
    (250, 250, "DRAWN", 2.2),
    (270, 250, "J. SMITH", 2.5),
    (295, 250, "01/06/03", 2.5),
    (250, 255, "CHECKED", 2.2),
    (270, 255, "R. JONES", 2.5),
    (295, 255, "02/06/03", 2.5),
    (320, 248, "TITLE", 2.2),
    (325, 255, "SUPPORT BRACKET", 4),
    (320, 262, "SIZE", 2.0),
    (322, 268, "A3", 3),
    (335, 262, "DWG NO", 2.0),
    (338, 268, "SB-2003-014", 3.5),
    (385, 262, "REV", 2.0),
    (388, 268, "B", 3.5),
    (320, 276, "SCALE", 2.0),
    (332, 276, "1:2", 2.5),
    (350, 276, "WEIGHT", 2.0),
    (380, 276, "SHEET 1 OF 1", 2.2),
    (250, 262, "MATERIAL", 2.2),
    (270, 262, "STEEL S235", 2.5),
]

COLONS_ABOVE: list[Placed] = [
    (340, 150, "Client:", 2.4),
    (343, 155, "Barratt Homes Ltd", 3),
    (340, 164, "Project:", 2.4),
    (343, 169, "Plot 14, Orchard Fields, Didcot", 3),
    (340, 178, "Title:", 2.4),
    (343, 183, "Drainage Layout", 3),
    (340, 192, "Dwg. No.:", 2.4),
    (343, 197, "BH-14-300", 3),
    (375, 192, "Rev.:", 2.4),
    (378, 197, "P3", 3),
    (340, 206, "Date:", 2.4),
    (343, 211, "11/08/2020", 3),
    (375, 206, "Scale:", 2.4),
    (378, 211, "1:200@A2", 3),
    (340, 220, "Status:", 2.4),
    (343, 225, "TENDER", 3),
    (340, 140, "Cundall Johnston & Partners LLP", 3),
]

ISSUES_BESIDE: list[Placed] = [
    (30, 270, "NO.", 2),
    (40, 270, "DATE", 2),
    (60, 270, "ISSUE", 2),
    (30, 274, "1", 2.2),
    (40, 274, "05/01/2018", 2.2),
    (60, 274, "50% CD", 2.2),
    (30, 278, "2", 2.2),
    (40, 278, "07/15/2018", 2.2),
    (60, 278, "PERMIT SET", 2.2),
    *columns_of(
        268,
        (120, "PROJECT", "HARBOR VIEW CONDOMINIUMS"),
        (210, "OWNER", "HARBOR VIEW HOLDINGS LLC"),
        (290, "SHEET TITLE", "LIFE SAFETY PLAN"),
        (370, "SHEET NUMBER", "G-101", 6),
    ),
    *columns_of(
        280,
        (120, "ARCHITECT", "Bell Rowe Architecture Inc."),
        (210, "PROJECT NUMBER", "1722"),
        (240, "DATE", "07/15/2018"),
        (270, "SCALE", "NTS"),
        (290, "DRAWN BY", "QW"),
    ),
]

LAYOUTS: dict[str, Layout] = {
    "American, at the right": (
        AMERICAN,
        says(
            design_unit="KELLER & MARSH ARCHITECTS",
            project_name="ELM STREET FIRE STATION",
            location="245 ELM STREET",
            drawing_name="SECOND FLOOR REFLECTED CEILING PLAN",
            drawing_no="A-121",
            scale='1/8"=1\'-0"',
            date="2019-01-15",
            revision="2",
        ),
    ),
    "American, labels and values in one line": (
        AMERICAN_GLUED,
        says(
            design_unit="STONE BRIDGE ENGINEERING, INC",
            project_name="WATER TREATMENT PLANT UPGRADE",
            construction_unit="CITY OF FAIRMONT",
            drawing_name="ELECTRICAL SITE PLAN",
            drawing_no="E1.2",
            scale="AS NOTED",
            date="2016-03",
            revision="2",
        ),
    ),
    "British, with a table of revisions": (
        BRITISH,
        says(
            design_unit="Hartley Wood Architects LLP",
            construction_unit="Northgate Housing Association",
            project_name="Mill Lane Almshouses, York",
            drawing_name="Proposed Ground Floor Plan",
            scale="1:50",
            date="2014-02-04",
            drawing_no="1342/P/101",
            revision="B",
        ),
    ),
    "a number of seven parts with captions": (
        CONTAINER_NAME,
        says(
            design_unit="MARLOW CONSULTING ENGINEERS",
            construction_unit="Highways Department",
            project_name="River Crossing Phase 2",
            drawing_name="Pier Foundation Details",
            scale="1:25",
            date="2021-06-30",
            stage="S2",
            revision="P02",
            drawing_no="RCX2|MCE|ZZ|01|DR|S|0104",
        ),
    ),
    "a number spelled over boxes": (
        BOXED_OUT,
        says(
            drawing_name="Seat rail bracket",
            stage="For Construction",
            scale="1:5",
            date="2009-11-12",
            drawing_no="SU|BOL|E|01|27|09",
        ),
    ),
    "by ISO 7200": (
        INTERNATIONAL,
        says(
            drawing_name="Apparatus plate",
            stage="Released",
            drawing_no="AB123-456-7",
            scale="1:2",
            revision="A",
            date="2004-05-14",
        ),
    ),
    "a strip at the left": (
        LEFT_STRIP,
        says(
            design_unit="ALVAREZ DESIGN GROUP",
            project_name="CENTRAL LIBRARY",
            drawing_name="WALL SECTIONS",
            scale="1:20",
            date="2017-05-14",
            drawing_no="A-501",
        ),
    ),
    "with remarks around it": (
        ANNOTATED,
        says(
            construction_unit="Mrs Carter",
            drawing_name="Existing Elevations",
            scale="1:100",
            date="2018-10",
            drawing_no="190-P0",
        ),
    ),
    "American, the names without labels": (
        UNLABELLED_AMERICAN,
        says(
            design_unit="MERIDIAN DESIGN GROUP, P.C",
            drawing_name="FIRST FLOOR ELECTRICAL PLAN - AREA A",
            drawing_no="E201A",
            scale="AS NOTED",
            date="2015-06-01",
            project_name="FAIRMONT MIDDLE SCHOOL ADDITIONS AND RENOVATIONS",
        ),
    ),
    "British, with colons": (
        BRITISH_COLONS,
        says(
            design_unit="Thornbury & Lane Architects",
            construction_unit="Mr & Mrs Whitfield",
            project_name="Rear extension at 14 Beech Close, Leeds",
            drawing_name="Existing and proposed floor plans",
            scale="1:50",
            date="2018-09",
            drawing_no="TL/18/042-03",
            revision="C",
        ),
    ),
    "values centred in their cells": (
        CENTRED_LINES,
        says(
            project_name="PROPOSED MIXED DEVELOPMENT ON LOT 4512, SECTION 7",
            construction_unit="GREENFIELD HOLDINGS SDN BHD",
            drawing_name="TYPICAL FLOOR PLAN (LEVEL 5 TO LEVEL 18)",
            scale="1:100",
            date="2013-05",
            revision="0",
            drawing_no="GH/AR/102",
        ),
    ),
    "labels run into their values": (
        GLUED_WITHOUT_COLON,
        says(
            project_name="Riverside Apartments Phase II",
            drawing_name="Stair Sections",
            scale="1:50",
            date="2017-11-20",
            drawing_no="A-401",
            revision="1",
            design_unit="Alvarez Design Group",
        ),
    ),
    "a sheet of a set": (
        SHEETS_OF_A_SET,
        says(
            design_unit="NORTHGATE CONSULTING ENGINEERS INC",
            drawing_name="FOUNDATION PLAN AND DETAILS",
            drawing_no="S-2",
            date="1998-10-25",
            scale='1/4"=1\'-0"',
        ),
    ),
    "American, with labels of signatures only": (
        ONLY_SIGNATURES,
        says(
            design_unit="HALVORSEN ENGINEERING, PLLC",
            project_name="RIVERDALE ELEMENTARY SCHOOL HVAC REPLACEMENT",
            scale="NTS",
            date="2022-03-18",
            drawing_name="MECHANICAL DETAILS",
            drawing_no="M5.1",
        ),
    ),
    "Hong Kong, revisions above": (
        HONG_KONG,
        says(
            design_unit="WONG & OUYANG (HK) LTD",
            project_name="PROPOSED RESIDENTIAL DEVELOPMENT AT N.K.I.L. 6269, KAI TAK",
            drawing_name="TYPICAL FLOOR PLAN TOWER 1 & 2",
            date="2011-02",
            scale="1:100",
            drawing_no="KT-A-GBP-012",
            revision="A",
        ),
    ),
    "a workshop's": (
        WORKSHOP,
        says(drawing_name="SUPPORT BRACKET", drawing_no="SB-2003-014", revision="B", scale="1:2", date="2003-06-01"),
    ),
    "values below labels with colons": (
        COLONS_ABOVE,
        says(
            construction_unit="Barratt Homes Ltd",
            project_name="Plot 14, Orchard Fields, Didcot",
            drawing_name="Drainage Layout",
            drawing_no="BH-14-300",
            revision="P3",
            date="2020-08-11",
            scale="1:200",
            stage="TENDER",
            design_unit="Cundall Johnston & Partners LLP",
        ),
    ),
    "a strip along the bottom with issues": (
        ISSUES_BESIDE,
        says(
            project_name="HARBOR VIEW CONDOMINIUMS",
            construction_unit="HARBOR VIEW HOLDINGS LLC",
            drawing_name="LIFE SAFETY PLAN",
            drawing_no="G-101",
            design_unit="Bell Rowe Architecture Inc",
            date="2018-07-15",
            scale="NTS",
        ),
    ),
}
