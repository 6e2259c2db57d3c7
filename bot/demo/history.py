"""A made-up year 2020 as an office would have kept it: 629 on the website, 102 in WeChat, 60 in press and radio."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from openpyxl import Workbook

YEAR = 2020
FIGURES: Mapping[str, int] = {"政府网站": 629, "微信公众号": 102, "报社、电台等其它媒体": 60}
SENTENCE = (
    "主动公开政府信息数总计791条。其中，通过政府网站公开信息629条；"
    "通过微信公众号公开信息102条；通过报社、电台等其它媒体公开信息60条"
)
"""Source of the figures and their wording: the 2020 report of a high-tech zone."""

HEADINGS = ("日期", "标题", "载体", "索引号", "栏目", "单位", "来源", "计入/另计")
SUBJECTS = (
    "安全生产检查",
    "企业开办",
    "道路施工",
    "人才公寓",
    "环境整治",
    "义务教育招生",
    "疫情防控",
    "项目申报",
    "消防演练",
)
KINDS = ("通知", "公告", "公示", "工作动态", "政策解读", "办事指南", "结果通报")
UNITS = ("综合办公室", "经济发展局", "建设环保局", "社会事业局", "财政金融局")
SOURCE = "二〇二〇年公开台账"


def write_history(path: Path) -> Path:
    """An XLSX with one row per publication; always the same."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("2020年公开台账")
    sheet.append(HEADINGS)
    for medium, count in FIGURES.items():
        for row in _rows(medium, count):
            sheet.append(row)
    book.save(path)
    return path


def _rows(medium: str, count: int) -> Iterator[tuple[str, ...]]:
    """Spread over the year; titles differ, so do index numbers where the medium gives any."""
    words = ((subject, kind) for subject in cycle(SUBJECTS) for kind in KINDS)
    for number, (subject, kind) in enumerate(islice(words, count), start=1):
        day = date(YEAR, 1, 1) + timedelta(days=(number - 1) * 366 // count)
        index_number = f"12410000MB0000000X/{YEAR}-{number:05d}" if medium == "政府网站" else ""
        column = "政策解读" if kind == "政策解读" else "通知公告"
        unit = UNITS[number % len(UNITS)]
        title = f"关于{subject}的{kind}（第{number}号）"
        yield (day.isoformat(), title, medium, index_number, column, unit, SOURCE, "计入")
