"""A list in, a list out; the list is a stranger's file."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from archives.people import Role
from ingest.problems import Unreadable
from ingest.tables import read_table
from tests.archives.finding.conftest import Shelf
from tests.factories import an_account
from tests.visiting import Visitor, sign_in


def a_workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def test_a_table_is_read_alike_from_excel_and_csv_in_either_encoding(tmp_path: Path) -> None:
    rows = [["地址", "年"], ["翠湖路18号", "2014"], ["", ""], ["建施-03", ""]]
    paths = [a_workbook(tmp_path / "a.xlsx", ("地址", "年"), ("翠湖路18号", 2014.0), ("", ""), ("建施-03", ""))]
    text = "\r\n".join(",".join(row) for row in rows)
    for name, encoding in (("b.csv", "utf-8-sig"), ("c.csv", "gb18030"), ("d.csv", "utf-8")):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(text.encode(encoding))
    for path in paths:
        read = [row + [""] * (2 - len(row)) for row in read_table(path, 100)]
        assert [row for row in read if any(row)] == [row for row in rows if any(row)], path
    assert len(list(read_table(paths[0], 2))) == 2


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and nothing more", b"\xd0\xcf\x11\xe0" * 600, b"\xff\xfe\x00\x81", b"a\0b"]
)
def test_what_is_no_table_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        list(read_table(path, 10))


def test_each_line_is_answered_under_the_rights_of_whoever_asks(shelf: Shelf, visitor: Visitor, tmp_path: Path) -> None:
    shelf.put("平面图", title="总平面图", values={"drawing_no": "建施-03", "location": "翠湖路18号"})
    with shelf.tools.database.transaction() as db:
        db.add(an_account(Role.CITIZEN, "lin"))
    assert visitor.get("/search/batch").status_code == 302
    sign_in(visitor, "lin")

    def sent(content: bytes) -> tuple[int, bytes]:
        form = {"table": (io.BytesIO(content), "list.csv")}
        answer = visitor.post("/search/batch", data=form, content_type="multipart/form-data")
        return answer.status_code, answer.data

    status, content = sent("翠湖路18号\n建施—03\n没有这个\n，\n".encode())
    assert status == 200
    (tmp_path / "found.xlsx").write_bytes(content)
    rows = list(read_table(tmp_path / "found.xlsx", 100))
    assert [(row[0], row[1], row[3]) for row in rows[1:3]] == [
        ("翠湖路18号", "1", "总平面图"), ("建施—03", "1", "总平面图"),
    ]  # fmt: skip
    assert rows[3][:2] == ["没有这个", "0"]
    assert "no letter" in rows[4][1]
    for wrong in (b"", b"\n" * 10, b"PK\x03\x04", b"x\n" * 501):
        status, content = sent(wrong)
        assert status in {400, 422}
        assert b"alert" in content
