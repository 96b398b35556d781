"""Scans drawn for a test: real files, small enough to be read in a second."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
DPI = 150


def a_permit(
    path: Path,
    *,
    project: str = "滨海市翠湖花园住宅小区二期",
    number: str = "建字第330283201400046号",
    mark: str = "",
    text: str = "",
) -> Path:
    """建设工程规划许可证, A5 at 150 dpi; the format follows the name of the file."""
    sheet = _sheet()
    draw = ImageDraw.Draw(sheet)
    draw.text((437, 60), "建设工程规划许可证", font=_font(48), fill="black", anchor="ma")
    draw.text((820, 150), number, font=_font(26), fill="black", anchor="ra")
    draw.text((50, 40), mark, font=_font(26), fill="black")
    rows = (
        ("建设单位（个人）", "滨海市鸿基房地产开发有限公司"),
        ("建设项目名称", project),
        ("建设位置", "滨海市滨江区环湖东路128号"),
        ("发证日期", "2014年3月12日"),
    )
    for line, (label, value) in enumerate(rows):
        top = 220 + 70 * line
        draw.rectangle((50, top, 825, top + 70), outline="black", width=2)
        draw.line((300, top, 300, top + 70), fill="black", width=2)
        draw.text((62, top + 18), label, font=_font(27), fill="black")
        draw.text((312, top + 18), value, font=_font(27), fill="black")
    draw.text((60, 560), text, font=_font(27), fill="black")
    sheet.save(path, dpi=(DPI, DPI))
    return path


def a_bundle(path: Path, *pages: str) -> Path:
    """A scanned PDF or multi-page TIFF with one sentence on each page."""
    sheets = []
    for number, text in enumerate(pages, 1):
        sheet = _sheet()
        draw = ImageDraw.Draw(sheet)
        draw.text((60, 100), text, font=_font(40), fill="black")
        draw.text((437, 1150), f"- {number} -", font=_font(24), fill="black", anchor="ma")
        sheets.append(sheet.convert("L"))
    more = {"resolution": DPI} if path.suffix == ".pdf" else {"dpi": (DPI, DPI)}
    sheets[0].save(path, save_all=True, append_images=sheets[1:], **more)
    return path


def _sheet() -> Image.Image:
    return Image.new("RGB", (875, 1240), "white")


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, index=2)
