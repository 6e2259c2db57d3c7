"""The figures of a quarter or a month beside the one before and last year's, and a year's months in a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.views.inbox import answer_days
from bot.views.tables import write_table
from content.counts import in_order
from content.registers.working_days import working_days_after
from content.report.periods import Compared, Figure, Period, compared, ranks
from content.store.store import Work
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

SPLITS: Mapping[str, str] = {"medium": "载体", "column": "栏目", "unit": "单位"}
ADDED, ONCE = "各载体相加", "不同渠道公开同一信息计1条"
RECEIVED, CLOSED, ON_TIME = "收到依申请公开申请", "办结申请", "其中按期办结"
LETTERS, ANSWERED, IN_TIME = "收到留言", "答复留言", "其中按期答复"
FEES = "行政事业性收费（万元）"
HEADINGS = ("分组", "名称", "本期", "上期", "增减", "增减（%）", "去年同期", "同比增减", "同比（%）", "名次")
NOT_GIVEN = "（未填）"
Figures = Mapping[str, Figure | None]


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """`totals`: publications that count, added and once; `splits`: by medium, column and unit; `ranks`: of units.

    `work`: applications, letters, decisions and fees, each under its words. `is_over`: the period is.
    """

    period: Period
    is_over: bool
    totals: Mapping[str, Compared]
    splits: Mapping[str, Mapping[str, Compared]]
    ranks: Mapping[str, int]
    work: Mapping[str, Compared]

    def as_json(self) -> dict[str, Any]:
        """The shape others rely on."""
        return {
            "period": self.period.says,
            "begin": self.period.begin,
            "end": self.period.end,
            "is_over": self.is_over,
            "totals": {name: _plain(one) for name, one in self.totals.items()},
            "by": {
                by: {name: {**_plain(one), **self._rank(by, name)} for name, one in split.items()}
                for by, split in self.splits.items()
            },
            "work": {name: _plain(one) for name, one in self.work.items()},
        }

    def rows(self) -> list[tuple[Any, ...]]:
        """All of it, as under HEADINGS; figures are numbers, what is not known or says nothing is ""."""
        parts = {"主动公开": self.totals, **{SPLITS[by]: split for by, split in self.splits.items()}, "办理": self.work}
        return [
            (part, name or NOT_GIVEN, *cells(one), self.ranks.get(name, "") if part == SPLITS["unit"] else "")
            for part, split in parts.items()
            for name, one in split.items()
        ]

    def _rank(self, by: str, name: str) -> dict[str, int]:
        return {"rank": self.ranks[name]} if by == "unit" else {}


def period_report(app: "App", period: Period, today: date) -> PeriodReport:
    """Publications are counted in the month of their first live moment, as in the year's figures."""
    wanted = (period, period.before, period.year_before)
    with app.store.read() as work:
        until = {one.year: max(other.last for other in wanted if other.year == one.year) for one in wanted}
        once = {year: work.period_figures.once(year, last) for year, last in until.items()}
        due = _answer_due(app, work)
        three = [_figures(work, one, once[one.year], due) for one in wanted]
    splits = {by: compared(*(one.splits[by] for one in three)) for by in SPLITS}
    media = splits["medium"]
    ordered = [medium for medium in app.settings.media if medium in media]
    splits["medium"] = {name: media[name] for name in dict.fromkeys([*ordered, *media])}
    return PeriodReport(
        period=period,
        is_over=period.end < today,
        totals=_beside([one.totals for one in three]),
        splits=splits,
        ranks=ranks((name, one.now) for name, one in splits["unit"].items()),
        work=_beside([one.work for one in three]),
    )


def months(app: "App", year: int) -> dict[Period, dict[str, int]]:
    """A year's quarters and months with their publications per medium, in the settings' order."""
    with app.store.read() as work:
        found = work.figures.counts(year).months
    periods = [
        one
        for number in range(1, 5)
        for one in (
            Period.quarter(year, number),
            *(Period.month(year, 3 * number - back) for back in (2, 1, 0)),
        )
    ]
    return {one: in_order(_added(found, one), app.settings.media) for one in periods}


def write(report: PeriodReport, file: Path) -> None:
    """As CSV or XLSX. Raises WrongUse, CannotDo."""
    write_table(file, HEADINGS, report.rows())


def cells(one: Compared) -> tuple[Any, ...]:
    """Now, before, change, percent, last year's, change, percent."""
    figures = (one.now, one.before, one.change, one.percent, one.year_before, one.year_change, one.year_percent)
    return tuple("" if figure is None else figure for figure in figures)


@dataclass(frozen=True, slots=True)
class _OfPeriod:
    totals: Figures
    splits: Mapping[str, Mapping[str, int]]
    work: Figures


def _answer_due(app: "App", work: Work) -> Callable[[date], date]:
    """The last day to answer a letter, by the day it came."""
    calendar, days = work.holidays.calendar(), answer_days(app)
    return cache(lambda came: working_days_after(came, days, calendar))


def _figures(work: Work, period: Period, once: Mapping[int, int | None], due: Callable[[date], date]) -> _OfPeriod:
    found = work.period_figures
    splits = found.published(period)
    applications, answered = found.applications(period), found.letters_answered(period)
    in_time = sum(day_of(there) <= due(day_of(came)) for came, there in answered)
    first = [once.get(month, 0) for month in range(period.first, period.last + 1)]
    return _OfPeriod(
        totals={ADDED: sum(splits["medium"].values()), ONCE: None if None in first else sum(filter(None, first))},
        splits=splits,
        work={
            RECEIVED: applications["received"],
            CLOSED: applications["closed"],
            ON_TIME: applications["on_time"],
            LETTERS: found.letters_received(period),
            ANSWERED: len(answered),
            IN_TIME: in_time,
            **found.decisions(period),
            FEES: found.fees(period),
        },
    )


def _beside(three: list[Figures]) -> dict[str, Compared]:
    """In the order they come in; what one of them does not have is 0 there."""
    names = dict.fromkeys(name for figures in three for name in figures)
    return {name: Compared(*(figures.get(name, 0) for figures in three)) for name in names}


def _added(found: Mapping[int, Mapping[str, int]], period: Period) -> dict[str, int]:
    sums: dict[str, int] = {}
    for month in range(period.first, period.last + 1):
        for medium, count in found.get(month, {}).items():
            sums[medium] = sums.get(medium, 0) + count
    return sums


def _plain(one: Compared) -> dict[str, Any]:
    return {
        "now": one.now,
        "before": one.before,
        "change": one.change,
        "percent": one.percent,
        "year_before": one.year_before,
        "year_change": one.year_change,
        "year_percent": one.year_percent,
    }
