"""Permits and notices in English: American building permits, British decision notices, other countries' forms."""

import pytest

from tests.ingest.fields.printed import Placed, page, read, values


def boxes(*rows: tuple[tuple[float, str, str], ...], top: float = 50, step: float = 14) -> list[Placed]:
    """Ruled boxes: a small label in the upper left corner of each, its value below it."""
    return [
        word
        for number, row in enumerate(rows)
        for x, label, value in row
        for word in ((x, top + step * number, label, 2.4), (x + 1, top + step * number + 5.5, value, 3.6))
        if word[2]
    ]


def lines(
    *rows: tuple[str, str], left: float = 22, indent: float = 75, top: float = 60, step: float = 9
) -> list[Placed]:
    return [
        word
        for number, (label, value) in enumerate(rows)
        for word in ((left, top + step * number, label, 3.6), (indent, top + step * number, value, 3.6))
        if word[2]
    ]


AMERICAN_BOXES = [
    (60, 18, "CITY OF PASADERA", 6), (50, 26, "Community Development Department - Building Division", 3),
    (70, 36, "BUILDING PERMIT", 7),
    *boxes(((20, "PERMIT NO.", "BLD2019-04417"), (80, "ISSUED", "05/14/2019"), (140, "EXPIRES", "11/10/2019")),
           ((20, "JOB ADDRESS", "1420 N Fair Oaks Ave"), (140, "APN", "5725-018-031")),
           ((20, "OWNER", "Oakridge School District"), (110, "PHONE", "(626) 555-0143")),
           ((20, "CONTRACTOR", "Vega & Sons Construction Inc"), (140, "LICENSE NO.", "B-448102")),
           ((20, "ARCHITECT", "Keller & Marsh Architects"), (140, "OCCUPANCY GROUP", "E")),
           ((20, "VALUATION", "$1,284,500.00"), (80, "FLOOR AREA", "8,450 sq ft"), (140, "STORIES", "2")),
           ((20, "DESCRIPTION OF WORK", "New two-story classroom building"),)),
]  # fmt: skip
AMERICAN_LINES = [
    (50, 20, "COUNTY OF MARLOW", 6), (48, 32, "RESIDENTIAL BUILDING PERMIT", 6),
    *lines(("Permit Number:", "R-2021-00873"), ("Date Issued:", "March 3, 2021"), ("Property Owner:", "Dana Whitfield"),
           ("Job Site Address:", "88 Quarry Lane"), ("Parcel Number:", "041-221-09"),
           ("General Contractor:", "Northgate Builders LLC"), ("Estimated Cost:", "$312,000"),
           ("Scope of Work:", "Second floor addition"), ("Issued By:", "Marlow County Building Department")),
]  # fmt: skip
BRITISH_COLONS = [
    (60, 18, "Hartwell Borough Council", 5), (22, 30, "TOWN AND COUNTRY PLANNING ACT 1990", 3.6),
    (60, 42, "DECISION NOTICE", 6),
    *lines(("Application No:", "21/01873/FUL"), ("Applicant:", "Mr & Mrs T Calloway"),
    ("Agent:", "Finch Design Studio"),
           ("Date of Application:", "14 June 2021"), ("Proposal:", "Erection of single storey rear extension and"),
           ("", "alterations to roof"), ("Site Address:", "27 Mill Lane, Hartwell, HW3 4QT"),
           ("Decision:", "GRANT PERMISSION"), ("Date of Decision:", "06/08/2021"), step=6.2),
    (22, 150, "Hartwell Borough Council in pursuance of its powers hereby GRANTS planning permission.", 3.4),
]  # fmt: skip
BRITISH_TWO_COLUMNS = [
    (22, 18, "GRANT OF PLANNING PERMISSION", 6), (22, 28, "Town and Country Planning Act 1990 (as amended)", 3.2),
    (22, 44, "Name and Address of Applicant", 3.2), (120, 44, "Name of Agent", 3.2),
    (22, 50, "Northgate Housing Association", 3.4), (120, 50, "Wood Marsh Planning Ltd", 3.4),
    (22, 74, "Date of Application", 3.2), (120, 74, "Application No.", 3.2),
    (22, 80, "3 February 2014", 3.4), (120, 80, "14/00212/OUT", 3.4),
    (22, 96, "Description of Development", 3.2), (22, 102, "Outline application for 42 dwellings", 3.4),
    (22, 118, "Location of Development", 3.2), (22, 124, "Land off Station Road, Thornby", 3.4),
    (22, 250, "Dated: 9 May 2014", 3.4),
]  # fmt: skip
INTERNATIONAL = [
    (70, 20, "MUNICIPALITY OF PORT ELSON", 5), (66, 32, "CONSTRUCTION PERMIT", 7),
    *lines(("Permit No", "CP/2018/0341"), ("Name of Owner", "Bluewater Hotels Ltd"),
    ("Site Location", "Plot 14, Marina Drive"),
           ("Consultant", "Arden Associates"), ("Contractor", "Gulf Building Company LLC"),
           ("Building Area", "12480 m2"), ("Number of Storeys", "9"), ("Date of Issue", "21 October 2018"),
           ("Expiry Date", "20 October 2020")),
]  # fmt: skip

PERMITS: dict[str, tuple[list[Placed], dict[str, str]]] = {
    "American, in ruled boxes": (AMERICAN_BOXES, {
        "permit_no": "BLD2019-04417", "date": "2019-05-14", "expiry_date": "2019-11-10",
        "location": "1420 N Fair Oaks Ave", "parcel_no": "5725-018-031",
        "construction_unit": "Oakridge School District",
        "contractor": "Vega & Sons Construction Inc", "design_unit": "Keller & Marsh Architects", "land_use": "E",
        "cost": "$1,284,500.00", "storeys": "2", "proposal": "New two-story classroom building",
        "issuer": "CITY OF PASADERA"}),
    "American, label and value in a line": (AMERICAN_LINES, {
        "permit_no": "R-2021-00873", "date": "2021-03-03", "construction_unit": "Dana Whitfield",
        "location": "88 Quarry Lane", "parcel_no": "041-221-09", "contractor": "Northgate Builders LLC",
        "cost": "$312,000", "proposal": "Second floor addition", "issuer": "Marlow County Building Department"}),
    "British, decision notice": (BRITISH_COLONS, {
        "permit_no": "21/01873/FUL", "construction_unit": "Mr & Mrs T Calloway", "agent": "Finch Design Studio",
        "received_date": "2021-06-14", "date": "2021-08-06", "decision": "GRANT PERMISSION",
        "proposal": "Erection of single storey rear extension and alterations to roof",
        "location": "27 Mill Lane, Hartwell, HW3 4QT", "issuer": "Hartwell Borough Council"}),
    "British, labels above in two columns": (BRITISH_TWO_COLUMNS, {
        "permit_no": "14/00212/OUT", "construction_unit": "Northgate Housing Association",
        "agent": "Wood Marsh Planning Ltd", "received_date": "2014-02-03", "date": "2014-05-09",
        "proposal": "Outline application for 42 dwellings", "location": "Land off Station Road, Thornby"}),
    "international": (INTERNATIONAL, {
        "permit_no": "CP/2018/0341", "construction_unit": "Bluewater Hotels Ltd", "location": "Plot 14, Marina Drive",
        "contractor": "Gulf Building Company LLC", "building_area": "12480", "storeys": "9", "date": "2018-10-21",
        "expiry_date": "2020-10-20", "issuer": "MUNICIPALITY OF PORT ELSON"}),
}  # fmt: skip


@pytest.mark.parametrize("permit", PERMITS)
def test_every_field_of_an_english_permit_is_read(permit: str) -> None:
    words, said = PERMITS[permit]
    scan = read(page(*words))
    found = {name: value for name, value in values(scan).items() if name != "title"}
    assert (scan.kind, found) == ("building_permit", said)
