"""Quarters and months beside the one before and last year's; a year's months in a row. For everybody on the staff."""

import json
from typing import Any

from fastapi import FastAPI, Request, Response

from bot.console.kept import Kept, kept
from bot.console.listing import number_of, text_of
from bot.console.report_paths import PERIODS
from bot.console.room import Room
from bot.console.signed import Me
from bot.downloads import written_file
from bot.views.periods import HEADINGS, SPLITS, months, period_report
from bot.views.reckoned import state_of
from bot.views.tables import write_table
from content.report.periods import MONTHS, QUARTERS, Period
from content.zone import SHANGHAI, day_of

PERIOD = "period"
CHOICES = (
    *((f"q{number}", name) for number, name in enumerate(QUARTERS, 1)),
    *((f"m{number}", f"{number}月") for number in range(1, MONTHS + 1)),
)
YEARS = range(2000, 3000)
NOT_YET = "正在计算，算好以后再点“导出 Excel”。"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(PERIODS)
    def periods(request: Request, me: Me) -> Response:  # noqa: ARG001  # everybody on the staff sees it
        period, year = _chosen(room, request)
        by = text_of(request, "by")
        by = by if by in SPLITS else "medium"
        frame: dict[str, Any] = {"year": year, "by": by, "splits": SPLITS, "choices": CHOICES}
        frame["chosen"] = text_of(request, PERIOD) if period else ""
        if period is None:
            return room.show(request, "periods.html", **frame, found=None, kept=None, months=_months(room, year))
        found = _kept(room, period)
        read = json.loads(found.value)["page"] if found.value else None
        return room.show(request, "periods.html", **frame, found=read, kept=found, months=None)

    @pages.get(PERIODS + "/daochu")
    def export(request: Request, me: Me) -> Response:  # noqa: ARG001  # likewise
        period, year = _chosen(room, request)
        found = _kept(room, period) if period else None
        if not (period and found and found.value and found.at):
            chosen = f"&period={text_of(request, PERIOD)}" if period else ""
            return room.go(request, f"{PERIODS}?year={year}{chosen}", NOT_YET if period else "请先选一个季度或月。")
        rows = json.loads(found.value)["rows"]
        name = f"{period.says}信息公开数据（{found.at.astimezone(SHANGHAI):%Y%m%d-%H%M}）.xlsx"
        return written_file(name, lambda file: write_table(file, HEADINGS, rows))


def _chosen(room: Room, request: Request) -> tuple[Period | None, int]:
    asked = number_of(request, "year")
    year = asked if asked is not None and asked in YEARS else day_of(room.now).year
    written = text_of(request, PERIOD)
    if written not in dict(CHOICES):
        return None, year
    number = int(written[1:])
    return (Period.quarter(year, number) if written.startswith("q") else Period.month(year, number)), year


def _kept(room: Room, period: Period) -> Kept:
    def compute() -> str:
        found = period_report(room.app, period, day_of(room.now))
        rows = json.loads(json.dumps(found.rows(), default=float))  # a workbook has numbers, the page words
        return json.dumps({"page": found.as_json(), "rows": rows}, ensure_ascii=False, default=str)

    with room.app.store.glance() as work:
        state = f"{state_of(room.app, work)}:{day_of(room.now)}"
    return kept(room, f"periods:{period.year}:{period.first}:{period.last}", state, compute)


def _months(room: Room, year: int) -> dict[str, Any]:
    found = months(room.app, year)
    media = list(dict.fromkeys(medium for row in found.values() for medium in row))
    rows = [
        (one.says.removeprefix(f"{year}年"), one.first != one.last, [row.get(medium, 0) for medium in media])
        for one, row in found.items()
    ]
    return {"media": media, "rows": rows}
