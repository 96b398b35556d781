import pytest

from ingest.fields.measures import an_area
from ingest.fields.readings import a_number, a_scale, a_unit


@pytest.mark.parametrize(
    ("printed", "scale"),
    [
        ("1:100", "1:100"),
        ("1：100", "1：100"),
        ("l:100", "1:100"),
        ("1/50", "1:50"),
        ("1:1O0", "1:100"),
        ("1:100 @ A3", "1:100"),
    ],
)
def test_a_scale_is_read(printed: str, scale: str) -> None:
    from ingest.fields.lettering import plain

    reading = a_scale(plain(printed))
    assert reading is not None
    assert reading.value == plain(scale)


@pytest.mark.parametrize("printed", ["1;137", "3600", "2:3:4.5", "建施-03"])
def test_what_is_no_scale_is_not_made_one(printed: str) -> None:
    reading = a_scale(printed)
    assert reading is None or reading.certainty < 0.9


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("滨海市恒业建设集团有限公司", "滨海市恒业建设集团有限公司"),
        ("滨海市恒业建设集团有限公司合同专用章", "滨海市恒业建设集团有限公司"),
        ("滨海市住房和城乡建设局海", "滨海市住房和城乡建设局"),
        ("中建三局第一建设工程有限公司第二分公司", "中建三局第一建设工程有限公司第二分公司"),
        ("某某建设(集团)有限公司", "某某建设(集团)有限公司"),
        ("滨海市公安局交通警察支队", "滨海市公安局交通警察支队"),
    ],
)
def test_the_words_of_a_seal_do_not_stay_on_the_name_of_a_unit(printed: str, unit: str) -> None:
    reading = a_unit(printed)
    assert reading is not None
    assert reading.value == unit


@pytest.mark.parametrize(
    ("printed", "area"),
    [
        ("6912.48平方米", "6912.48"),
        ("总建筑面积6912.48平方米,用地面积1200平方米", "6912.48"),
        ("6,912.48m2", "6912.48"),
        ("1.25万平方米", "12500"),
    ],
)
def test_an_area_is_square_metres(printed: str, area: str) -> None:
    reading = an_area(printed)
    assert reading is not None
    assert reading.value == area


def test_a_number_of_storeys_is_no_area() -> None:
    assert an_area("地上6层") is None


@pytest.mark.parametrize(
    ("field", "printed", "number"),
    [
        ("permit_no", "地字第130733201400013号", "地字第130733201400013号"),
        ("permit_no", "建字第 320623202000006 号", "建字第320623202000006号"),
        ("permit_no", "321111201709010201", "321111201709010201"),
        ("permit_no", "[2018]施[朝]建字0072号", "[2018]施[朝]建字0072号"),
        ("permit_no", "20/00123/FUL", "20/00123/FUL"),
        ("drawing_no", "建施-03", "建施-03"),
        ("drawing_no", "S-12A", "S-12A"),
        ("drawing_no", "A-101", "A-101"),
        ("investment_code", "2013-330283-70-03-012867", "2013-330283-70-03-012867"),
    ],
)
def test_known_formats_of_numbers_are_read_whole(field: str, printed: str, number: str) -> None:
    reading = a_number(field)(printed)
    assert reading is not None
    assert reading.value == number
    assert reading.certainty > 0.9
