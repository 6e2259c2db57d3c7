"""Past years from a spreadsheet (CSV, XLSX): every row read, every bad one named with its line, none guessed."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from content.cells import moment_in
from content.headed import HeadedRow, RowFault, headed
from content.log import Counted, Event, Kind
from content.sheets import Unreadable
from content.zone import day_of, to_the_minute

REQUIRED = ("日期", "标题", "载体")
HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "日期": ("日期", "公开日期", "发布日期", "公开时间", "发布时间"),
        "标题": ("标题", "名称", "信息名称", "信息标题"),
        "载体": ("载体", "公开载体", "发布载体", "渠道", "公开渠道", "发布渠道"),
        "索引号": ("索引号", "索引"),
        "栏目": ("栏目", "所属栏目"),
        "单位": ("单位", "发布单位", "发布机构"),
        "网址": ("网址", "链接", "地址", "URL"),
        "来源": ("来源", "信息来源"),
        "计入": ("计入/另计", "计入", "是否计入"),
    }
)
"""What a column is, by the words above it."""
COUNTS: Mapping[str, Counted] = MappingProxyType(
    {
        "": Counted.COUNTED,
        "计入": Counted.COUNTED,
        "是": Counted.COUNTED,
        "另计": Counted.APART,
        "否": Counted.APART,
    }
)
EARLIEST = 1990
BAD_SHOWN = 1000
"""Bad rows that are kept to be shown; of a file that is wrong throughout, more help nobody."""


def alike(medium: str, at: datetime, title: str) -> str:
    """The same for two publications that nothing but a number or an address tells apart."""
    return f"{medium}|{day_of(at)}|{title}"


@dataclass(frozen=True, slots=True)
class Past:
    """One publication of a past year. `place` tells apart rows of a file that are alike in date, title and medium."""

    line: int
    at: datetime
    title: str
    medium: str
    index_number: str = ""
    column: str = ""
    unit: str = ""
    url: str = ""
    source: str = ""
    counts: Counted = Counted.COUNTED
    place: int = 1

    @property
    def cells(self) -> Mapping[str, str]:
        """By HEADINGS, as they were understood."""
        texts = {"日期": to_the_minute(self.at), "标题": self.title, "载体": self.medium, "索引号": self.index_number}
        return {**texts, "栏目": self.column, "单位": self.unit, "网址": self.url, "来源": self.source}

    @property
    def alike(self) -> str:
        return alike(self.medium, self.at, self.title)

    @property
    def year(self) -> int:
        return day_of(self.at).year

    @property
    def names(self) -> tuple[str, ...]:
        """What says for certain which publication it is: index number and address, in its medium."""
        index = f"索引号|{self.medium}|{self.index_number}" if self.index_number else ""
        url = f"网址|{self.medium}|{self.url}" if self.url else ""
        return tuple(filter(None, (index, url)))

    @property
    def keys(self) -> tuple[str, ...]:
        """Written down when it is imported, so that no other file can bring it again."""
        return (*self.names, f"{'有号' if self.names else '无号'}|{self.alike}|{self.place}")

    @property
    def seen_by(self) -> tuple[str, ...]:
        """The keys any one of which means that it is there already."""
        bare = f"无号|{self.alike}|{self.place}"
        return (*self.names, bare) if self.names else (bare, f"有号|{self.alike}|{self.place}")


@dataclass(frozen=True, slots=True)
class History:
    """A file as it was read: the good rows, and everything wrong with the others. `ignored`: columns not used.

    `bad`: what stands in the first of the other rows, by line and column.
    """

    name: str
    sha256: str
    rows: tuple[Past, ...] = ()
    faults: tuple[RowFault, ...] = ()
    ignored: tuple[str, ...] = ()
    bad: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """While the rows are gone through."""

    media: Sequence[str]
    today: date
    seen: dict[str, int] = field(default_factory=dict)
    alike: Counter[str] = field(default_factory=Counter)


def read_history(name: str, content: bytes, media: Sequence[str], today: date) -> History:
    """Columns 日期, 标题, 载体 and, where there are any, 索引号, 栏目, 单位, 网址, 来源, 计入/另计 – in any order.

    `media` are those of the settings; anything else in 载体 is a fault, never guessed.
    """
    digest = hashlib.sha256(content).hexdigest()
    try:
        table = headed(content, HEADINGS, REQUIRED)
    except Unreadable as error:
        return History(name, digest, faults=(RowFault(0, error.says),))
    reading = _Reading(media, today)
    good: list[Past] = []
    faults: list[RowFault] = []
    bad: dict[int, Mapping[str, str]] = {}
    for one in table.rows:
        row, wrong = _past(reading, one)
        if one.fault:
            row, wrong = None, [*wrong, ("", one.fault)]
        faults += [RowFault(one.line, says, column) for column, says in wrong]
        if row is not None:
            good.append(row)
        elif len(bad) < BAD_SHOWN:
            bad[one.line] = one.cells
    return History(name, digest, tuple(good), tuple(faults), table.ignored, bad)


def events(history: History, by: str, rows: Sequence[Past] | None = None) -> Iterator[Event]:
    """What goes into the log, with the file and line each row came from; `rows`, where only some of them."""
    for row in history.rows if rows is None else rows:
        evidence = {"file": history.name, "sha256": history.sha256, "line": str(row.line), "url": row.url}
        yield Event(
            kind=Kind.RECORDED,
            at=row.at,
            by=by,
            medium=row.medium,
            column=row.column,
            unit=row.unit,
            title=row.title,
            index_number=row.index_number,
            counts=row.counts,
            evidence={key: value for key, value in {**evidence, "source": row.source}.items() if value},
        )


_Faults = list[tuple[str, str]]
"""Column and words."""


def _past(reading: _Reading, one: HeadedRow) -> tuple[Past | None, _Faults]:
    given = one.cells
    faults: _Faults = []
    at = _moment(given["日期"], reading.today, faults)
    counts = COUNTS.get(given.get("计入", ""))
    if not given["标题"]:
        faults.append(("标题", "没有标题。"))
    if given["载体"] not in reading.media:
        faults.append(("载体", _medium_fault(given["载体"], reading.media)))
    if counts is None:
        faults.append(("计入", f"计入/另计写的是“{given['计入']}”，不是“计入”或“另计”。"))
    if faults or at is None or counts is None:
        return None, faults
    row = Past(
        line=one.line,
        at=at,
        title=given["标题"],
        medium=given["载体"],
        index_number=given.get("索引号", ""),
        column=given.get("栏目", ""),
        unit=given.get("单位", ""),
        url=given.get("网址", ""),
        source=given.get("来源", ""),
        counts=counts,
    )
    return _once(reading, row)


def _once(reading: _Reading, row: Past) -> tuple[Past | None, _Faults]:
    """Refuse an index number or address a row above has; number rows that are alike in all they say."""
    faults = [
        (kind := name.split("|")[0], f"与第 {reading.seen[name]} 行的{kind}相同（{row.medium}）。")
        for name in row.names
        if name in reading.seen
    ]
    if faults:
        return None, faults
    reading.seen.update(dict.fromkeys(row.names, row.line))
    reading.alike[row.alike] += 1
    return replace(row, place=reading.alike[row.alike]), []


def _medium_fault(medium: str, media: Sequence[str]) -> str:
    if not medium:
        return "没有载体。"
    return f"载体“{medium}”不在设置里；可用的是：{'、'.join(media)}。"


def _moment(text: str, today: date, faults: _Faults) -> datetime | None:
    """Midnight in Asia/Shanghai where no time is given."""
    if not text:
        faults.append(("日期", "没有日期。"))
        return None
    try:
        at = moment_in(text)
    except ValueError as error:
        faults.append(("日期", f"日期“{text}”{error}。"))
        return None
    if at.date() > today or at.year < EARLIEST:
        faults.append(("日期", f"日期“{text}”{'在今天之后' if at.date() > today else '太早'}，请核对。"))
        return None
    return at
