"""Days in Chinese figures: 二〇〇六年十一月二十三日."""

from datetime import date

FIGURES = "〇一二三四五六七八九"


def in_han(day: date) -> str:
    year = "".join(FIGURES[int(figure)] for figure in str(day.year))
    return f"{year}年{counted(day.month)}月{counted(day.day)}日"


def counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{FIGURES[tens]}十") + (FIGURES[ones] if ones else "")
