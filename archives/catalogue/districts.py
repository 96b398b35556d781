"""区县: the district, county or county-level city that an address begins with, or at least its city.

The names of administrative divisions end in 区, 县, 旗 or 市; so do 小区 and 园区, which are none.
"""

import re

_PROVINCE_AND_CITY = re.compile(
    r"(?:[^省市区县]{2,8}(?:省|自治区))?(?P<city>[^省市区县旗]{2,7}市(?![场政民]))?(?:市辖区)?"
)
_DISTRICT = re.compile(r"市中区|[^\d省市区县旗路街道号]{1,7}?(?<![小社片校园院库厂矿])(?:新区|区|县|旗|市(?![场政民]))")
_BLANKS = re.compile(r"\s+")


def district_of(address: str) -> str:
    """Empty when the address does not say."""
    tight = _BLANKS.sub("", address)
    before = _PROVINCE_AND_CITY.match(tight)
    assert before is not None  # every part of it may be missing
    found = _DISTRICT.match(tight, before.end())
    return found[0] if found else before["city"] or ""
