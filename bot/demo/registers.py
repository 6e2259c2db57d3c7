"""What an office's registers held for 2020, made up but for the figures: those of a high-tech zone's report.

Documents 15 made, 6 made public, 176 public in all; licences 8, 4 fewer, 16 decisions; penalties 2, none fewer, 40
decisions; 5 fees, 1 fewer; 78 purchases for 2601 万元.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.demo.history import SUBJECTS, UNITS, YEAR

Row = Sequence[object]
MADE, PUBLISHED, PUBLIC_BEFORE = 15, 6, 170
LICENCES, LICENCES_LEFT, PENALTIES, FEES, FEES_LEFT = 8, 4, 2, 5, 4
ENDED = date(YEAR, 7, 1)
SINCE = date(2016, 3, 1)
DECISIONS: Mapping[str, Sequence[int]] = {
    "行政许可": (1, 0, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2),
    "行政处罚": (2, 1, 3, 3, 4, 4, 3, 4, 4, 4, 4, 4),
}
PURCHASES: Sequence[tuple[int, int]] = (
    (3, 86),
    (2, 51),
    (6, 214),
    (7, 234),
    (8, 262),
    (9, 306),
    (6, 198),
    (7, 240),
    (8, 271),
    (6, 188),
    (7, 229),
    (9, 322),
)
"""Per month: how many, and for how much in 万元."""
FACTS: Sequence[tuple[str, date, str]] = (
    ("制度建设", date(YEAR, 3, 12), "修订政府信息公开审查制度，公开前逐条审查"),
    ("平台建设", date(YEAR, 6, 18), "改版政府网站的政府信息公开专栏"),
    ("培训", date(YEAR, 9, 10), "九月组织各单位信息员学习政府信息公开条例"),
    ("存在问题", date(YEAR, 12, 10), "个别单位公开不够及时，政策解读的形式单一"),
    ("改进措施", date(YEAR, 12, 11), "按季度通报各单位公开情况，增加图表和视频解读"),
)


def write_registers(folder: Path) -> dict[str, Path]:
    """A CSV per register, by its name; always the same."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        name: _write(folder / f"{name}.csv", headings, rows)
        for name, headings, rows in (
            ("规范性文件", ("类别", "名称", "文号", "单位", "制发日期", "公开日期"), _documents()),
            ("权责事项", ("类别", "名称", "单位", "列入日期", "取消日期"), _matters()),
            ("处理决定", ("类别", "月份", "单位", "件数"), _decisions()),
            ("政府集中采购", ("月份", "单位", "项目数量", "金额（万元）"), _purchases()),
            ("年度事项", ("类别", "日期", "写进年报的话"), iter(FACTS)),
        )
    }


def _write(file: Path, headings: Row, rows: Iterator[Row]) -> Path:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([headings, *rows])
    return file


def _documents() -> Iterator[Row]:
    """The stock of earlier years with its old days, then the year's own; not all of those are public."""
    for number in range(1, PUBLIC_BEFORE + 1):
        made = date(2006, 1, 10) + timedelta(days=(number - 1) * 29)
        yield _document(number, made, made + timedelta(days=5))
    for number in range(1, MADE + 1):
        made = date(YEAR, 1, 8) + timedelta(days=(number - 1) * 22)
        yield _document(number, made, made + timedelta(days=5) if number <= PUBLISHED else None)


def _document(number: int, made: date, published: date | None) -> Row:
    subject, unit = SUBJECTS[number % len(SUBJECTS)], UNITS[number % len(UNITS)]
    title = f"{subject}管理办法（{made:%Y年}第{number}件）"
    return "规范性文件", title, f"示高管规〔{made.year}〕{number}号", unit, made, published or ""


def _matters() -> Iterator[Row]:
    for kind, count, left in (
        ("行政许可", LICENCES, LICENCES_LEFT),
        ("行政处罚", PENALTIES, PENALTIES),
        ("行政事业性收费", FEES, FEES_LEFT),
    ):
        for number in range(1, count + 1):
            yield kind, f"{kind}事项{number}", UNITS[number % len(UNITS)], SINCE, ENDED if number > left else ""


def _decisions() -> Iterator[Row]:
    for kind, months in DECISIONS.items():
        for month, count in enumerate(months, 1):
            yield kind, f"{YEAR}-{month:02d}", UNITS[3], count


def _purchases() -> Iterator[Row]:
    for month, (count, amount) in enumerate(PURCHASES, 1):
        yield f"{YEAR}-{month:02d}", UNITS[4], count, amount
