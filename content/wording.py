"""Dates and references to the regulation as people write them."""

import re
from datetime import date
from unicodedata import normalize

FIGURES = "〇一二三四五六七八九"
DIGITS = {"零": 0, "○": 0, **{figure: value for value, figure in enumerate(FIGURES)}}
WRITTEN_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
ARTICLE = re.compile(
    r"第?(?P<article>[一二三四五六七八九十]{1,3}|\d{1,2})[条.．(（](?:第一款)?"
    r"(?:第?[(（]?(?P<point>[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?项?)?"
)
REGULATION = re.compile(r"《?(?:中华人民共和国)?(?:政府信息公开)?条例》?")
ARTICLES = (12, *range(13, 28), 49)
"""第十三条 to 第二十七条: what is disclosed, what is not, on application; 第十二条: 指南, 目录; 第四十九条: 年报."""
POINTS = {20: 15}
"""第二十条 has fifteen points; the other articles have none."""


def chinese_number(number: int) -> str:
    """Up to 9999 in Chinese figures: 十二, 二十, 一百零五; larger ones in Arabic figures."""
    if not 0 < number < 10_000:
        return str(number)
    text, skipped = "", False
    for value, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure, number = divmod(number, value)
        if figure:
            text += ("零" if skipped and text else "") + FIGURES[figure] + word
        skipped = not figure
    return text.removeprefix("一") if text.startswith("一十") else text


def number_in(text: str) -> int:
    """The number that Arabic or Chinese figures up to 99 mean; 0 for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(text, 0)
    return (DIGITS.get(tens, 0) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)


def date_in(text: str) -> date:
    """2026-03-02, 2026/3/2, 2026.3.2, 20260302, 2026年3月2日, 二〇二六年三月二日. Raises ValueError, in Chinese."""
    text = normalize("NFKC", text).strip()
    if match := WRITTEN_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part)
    elif match := CHINESE_DATE.fullmatch(text):
        year = int("".join(str(DIGITS[figure]) for figure in match[1]))
        month, day = number_in(match[2]), number_in(match[3])
    else:
        raise ValueError(f"“{text}”不是日期，应写作 2026-03-02")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"没有“{text}”这一天") from None


def legal_basis_in(text: str) -> str | None:
    """`第二十条第（十二）项` for the ways people write it; None for what is no article of the regulation.

    Raises ValueError, in Chinese, for an article or point that the regulation does not have.
    """
    match = ARTICLE.fullmatch(re.sub(r"\s", "", REGULATION.sub("", normalize("NFKC", text))))
    if not match:
        return None
    article, point = number_in(match["article"]), number_in(match["point"] or "")
    if article not in ARTICLES:
        raise ValueError(f"政府信息公开条例第{match['article']}条不是公开的依据，应是第十九、二十、二十一条等")
    if match["point"] and not 1 <= point <= POINTS.get(article, 0):
        limit = f"只有{POINTS[article]}项" if article in POINTS else "不分项"
        raise ValueError(f"政府信息公开条例第{chinese_number(article)}条{limit}，没有第{match['point']}项")
    return f"第{chinese_number(article)}条" + (f"第（{chinese_number(point)}）项" if point else "")
