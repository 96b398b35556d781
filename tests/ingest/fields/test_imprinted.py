"""What a seal says is not taken for what the sheet says."""

from dataclasses import replace

from ingest.fields.imprinted import is_of_seal
from ingest.scan import Box, Seal, Word
from tests.ingest.fields.printed import page, read, values

SEAL = Seal(Box(1000, 900, 420, 420), "red", "青川市水务发展有限公司合同专用章")


def test_a_piece_of_the_ring_is_the_seals() -> None:
    assert is_of_seal(Word("展有", Box(1330, 960, 120, 130), 0.95), [SEAL])


def test_a_piece_with_one_sign_misread_is_the_seals() -> None:
    assert is_of_seal(Word("水务友", Box(1010, 960, 180, 60), 0.9), [SEAL])


def test_a_word_beside_the_seal_is_the_sheets() -> None:
    assert not is_of_seal(Word("展有", Box(1600, 960, 120, 130), 0.95), [SEAL])


def test_print_under_the_seal_that_says_something_else_is_the_sheets() -> None:
    assert not is_of_seal(Word("框架", Box(1100, 1000, 120, 60), 0.95), [SEAL])
    assert not is_of_seal(Word("青川市水务发展有限公司", Box(1010, 1100, 400, 60), 0.99), [SEAL])


def test_the_name_a_seal_was_stamped_over_ends_where_the_print_ends() -> None:
    heading, label = (60, 20, "建设工程竣工验收备案表", 8), (26, 80, "工程名称")
    printed = page(heading, label, (70, 80, "青川市文化艺术中心"), (107, 79, "展有"))
    stamped = next(word for word in printed.words if word.text == "展有").box
    seal = Seal(Box(stamped.x - 300, stamped.y - 100, 420, 420), "red", SEAL.text)
    assert values(read(replace(printed, seals=(seal,))))["project_name"] == "青川市文化艺术中心"
