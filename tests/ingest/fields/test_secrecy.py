import pytest

from ingest.fields.secrecy import secrecy_mark
from tests.ingest.fields.printed import page


@pytest.mark.parametrize("printed", ["机密★10年", "秘密★", "绝密 ★ 长期", "秘密☆五年", "机密 20年"])
def test_a_mark_of_state_secrecy_is_found_with_its_place(printed: str) -> None:
    mark = secrecy_mark([page((30, 60, "正文")), page((160, 20, printed), number=2)])
    assert mark is not None
    assert mark.value in ("绝密", "机密", "秘密")
    assert (mark.page, mark.box.y) == (2, 180)


def test_a_degree_in_the_cell_of_a_cover_is_a_mark() -> None:
    mark = secrecy_mark([page((40, 180, "密    级"), (74, 180, "秘密"), (40, 206, "保管期限"), (74, 206, "长期"))])
    assert mark is not None
    assert mark.value == "秘密"


@pytest.mark.parametrize(
    "printed",
    ["应当保守国家秘密和商业秘密", "商业秘密保护10年规划", "密级：无", "机密性试验", "本工程不涉及国家秘密，保修2年"],
)
def test_ordinary_words_are_no_mark(printed: str) -> None:
    assert secrecy_mark([page((30, 60, printed), (30, 80, "保管期限"), (74, 80, "长期"))]) is None
