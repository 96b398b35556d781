from tests.ingest.fields.printed import page, read, values

COVER = page(
    (40, 80, "档    号"), (74, 80, "C2-0318-004"),
    (40, 106, "案卷题名"), (74, 106, "翠湖花园二期工程竣工验收文件"),
    (40, 132, "编制单位"), (74, 132, "滨海市鸿基房地产开发有限公司"),
    (40, 158, "起止日期"), (74, 158, "20160608 至 20160830"),
    (40, 184, "保管期限"), (74, 184, "长期"),
)  # fmt: skip
REPORT = page(
    (50, 40, "建设工程竣工验收报告", 9.0),
    (26, 90, "工程名称"), (70, 90, "翠湖花园二期"),
    (26, 104, "施工许可证号"), (70, 104, "330283201404180201"),
    (26, 118, "施工单位"), (70, 118, "恒业建设集团有限公司"),
    number=2,
)  # fmt: skip


def test_a_cover_without_a_heading_is_known_by_its_labels() -> None:
    scan = read(COVER)
    assert scan.kind == "volume_cover"
    assert values(scan) == {
        "archive_no": "C2-0318-004",
        "title": "翠湖花园二期工程竣工验收文件",
        "issuer": "滨海市鸿基房地产开发有限公司",
        "date": "2016-06-08",
    }


def test_a_volume_takes_the_facts_of_its_project_from_later_pages_and_no_permit_number() -> None:
    scan = read(COVER, REPORT)
    assert scan.kind == "volume_cover"
    assert (scan.fields["project_name"].value, scan.fields["project_name"].page) == ("翠湖花园二期", 2)
    assert scan.fields["contractor"].value == "恒业建设集团有限公司"
    assert "permit_no" not in scan.fields
