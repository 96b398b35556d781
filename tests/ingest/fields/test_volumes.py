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
        "last_date": "2016-08-30",
        "retention": "长期",
    }


def test_a_volume_takes_the_facts_of_its_project_from_later_pages_and_no_permit_number() -> None:
    scan = read(COVER, REPORT)
    assert scan.kind == "volume_cover"
    assert (scan.fields["project_name"].value, scan.fields["project_name"].page) == ("翠湖花园二期", 2)
    assert scan.fields["contractor"].value == "恒业建设集团有限公司"
    assert "permit_no" not in scan.fields


def test_a_cover_says_its_place_among_the_volumes_and_how_long_it_is_kept() -> None:
    words = (
        (60, 50, "城市建设档案", 12), (40, 80, "档    号"), (74, 80, "C2-0318-004"), (40, 106, "案卷题名"),
        (74, 100, "滨海市翠湖花园住宅小区二期工程"), (74, 106, "建筑施工图、结构施工图"), (74, 112, "(建竣1~建竣20)"),
        (40, 132, "编制单位"), (74, 132, "恒业建设集团有限公司"),
        (40, 158, "起止日期"), (74, 158, "2014年5月6日至2016年6月24日"),
        (40, 184, "密    级"), (74, 184, "内部"), (110, 184, "保管期限"), (150, 184, "永久"),
        (40, 230, "本工程共"), (62, 230, "12"), (70, 230, "卷"), (110, 230, "本案卷为第 4 卷"),
    )  # fmt: skip
    assert values(read(page(*words))) == {
        "archive_no": "C2-0318-004",
        "title": "滨海市翠湖花园住宅小区二期工程建筑施工图、结构施工图(建竣1~建竣20)",
        "issuer": "恒业建设集团有限公司",
        "date": "2014-05-06",
        "last_date": "2016-06-24",
        "secrecy": "内部",
        "retention": "永久",
        "volume_count": "12",
        "volume_no": "4",
    }


def test_the_closing_note_counts_its_pages_and_names_who_signed_it() -> None:
    words = (
        (80, 40, "卷 内 备 考 表", 7), (30, 62, "本案卷共有文件材料"), (70, 62, "126"), (80, 62, "页，其中：文字材料"),
        (118, 62, "86"), (126, 62, "页，图样材料 38 页，照片 2 张。"), (30, 90, "说明："),
        (116, 200, "立卷人：周敏"), (116, 210, "2016年8月30日"), (116, 226, "审核人"), (132, 226, "孙海涛"),
        (116, 236, "2016年9月2日"), (116, 252, "接收人：欧阳雪"),
    )  # fmt: skip
    scan = read(page(*words))
    assert scan.kind == "volume_note"
    assert values(scan) == {
        "title": "卷内备考表", "page_count": "126", "text_pages": "86", "drawing_pages": "38", "photo_count": "2",
        "compiled_by": "周敏", "checked_by": "孙海涛", "received_by": "欧阳雪", "date": "2016-08-30",
    }  # fmt: skip
    count = scan.fields["page_count"]
    assert (count.raw, count.box.x, count.page) == ("126", 700, 1)
