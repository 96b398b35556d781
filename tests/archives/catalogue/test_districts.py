"""The district an address begins with."""

import pytest

from archives.catalogue.districts import district_of


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("福建省福州市鼓楼区解放路12号", "鼓楼区"),
        ("北京市朝阳区建国路", "朝阳区"),
        ("广西壮族自治区 南宁市 青秀区民族大道", "青秀区"),
        ("上海市浦东新区世纪大道", "浦东新区"),
        ("呼和浩特市土默特左旗", "土默特左旗"),
        ("闽侯县上街镇", "闽侯县"),
        ("滨海市市中区", "市中区"),
        ("江苏省昆山市花桥镇", "昆山市"),
        ("滨海市翠湖花园", "滨海市"),
        ("翠湖小区3号楼", ""),
        ("解放路12号", ""),
        ("新华菜市场3号", ""),
        ("", ""),
        ("区" * 10_000, ""),
    ],
)
def test_is_read_from_the_names_of_divisions_and_not_from_estates(address: str, district: str) -> None:
    assert district_of(address) == district
