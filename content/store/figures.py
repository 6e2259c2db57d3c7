"""The year's figures: kept up in the same transaction as the log, rebuildable from it, checked against it."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection

from content.counts import Counts
from content.log import Counted, Effect, Event
from content.store.bare import Bare

ADD = (
    'INSERT INTO tallies (year, kind, "by", medium, key, count) VALUES {rows} '
    'ON CONFLICT (year, kind, "by", medium, key) DO UPDATE SET count = tallies.count + excluded.count'
)
ADD_ONE, ADD_THREE, ADD_FOUR = (ADD.format(rows=", ".join(["(?, ?, ?, ?, ?, ?)"] * rows)) for rows in (1, 3, 4))
ADD_SUBJECT = (
    "INSERT INTO distinct_items (year, subject, channels) VALUES (?, ?, ?) "
    "ON CONFLICT (year, subject) DO UPDATE SET channels = distinct_items.channels + excluded.channels "
    "RETURNING channels"
)
READ = 'SELECT kind, "by", medium, key, count FROM tallies WHERE year = ? AND count <> 0'

# The same figures once more, straight from the log: what `rebuild` writes and `check` compares with.
SUBJECT = "CASE WHEN index_number <> '' THEN index_number ELSE item_id END"
MONTH = "CASE WHEN month < 10 THEN '0' || CAST(month AS TEXT) ELSE CAST(month AS TEXT) END"
SPLIT = (
    "SELECT year, counts, '{by}', medium, {key}, SUM(change) FROM log WHERE change <> 0 "
    "GROUP BY year, counts, medium, {key} HAVING SUM(change) <> 0"
)
TALLIES = tuple(
    SPLIT.format(by=by, key=key) for by, key in (("month", MONTH), ("column", "column_name"), ("unit", "unit"))
)
DISTINCT = (
    f"SELECT year, {SUBJECT} AS subject, SUM(change) AS channels FROM log "  # noqa: S608  # constants only
    f"WHERE change <> 0 AND counts = 'counted' AND {SUBJECT} <> '' GROUP BY year, {SUBJECT} HAVING SUM(change) <> 0"
)
DISTINCT_COUNT = (
    "SELECT year, 'counted', 'distinct', '', '', COUNT(*) FROM ({source}) AS subjects WHERE channels > 0 GROUP BY year"
)
UNNAMED = (
    f"SELECT year, 'counted', 'unnamed', '', '', SUM(change) FROM log "  # noqa: S608  # constants only
    f"WHERE change <> 0 AND counts = 'counted' AND {SUBJECT} = '' GROUP BY year HAVING SUM(change) <> 0"
)
KEPT_TALLIES = 'SELECT year, kind, "by", medium, key, count FROM tallies WHERE count <> 0'
KEPT_DISTINCT = "SELECT year, subject, channels FROM distinct_items WHERE channels <> 0"
LOG_TALLIES = " UNION ALL ".join((*TALLIES, UNNAMED, DISTINCT_COUNT.format(source=DISTINCT)))
TWICE = (
    "SELECT item_id, channel, SUM(change) FROM log WHERE change <> 0 AND item_id <> '' "
    "GROUP BY item_id, channel, CASE WHEN channel = '' THEN medium ELSE '' END HAVING SUM(change) NOT IN (0, 1)"
)
SHOWN = 20


class Figures:
    """Valid inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._bare = Bare(connection)

    def counts(self, year: int) -> Counts:
        """Read in time that grows with media, columns and units, not with the log."""
        by: dict[str, dict[str, dict[str, int]]] = {name: defaultdict(dict) for name in ("month", "column", "unit")}
        media: dict[str, int] = defaultdict(int)
        apart: dict[str, int] = defaultdict(int)
        alone = {"distinct": 0, "unnamed": 0}
        for kind, split, medium, key, count in self._bare.all(READ, (year,)):
            if split in alone:
                alone[split] = count
            elif kind == Counted.COUNTED:
                by[split][key][medium] = count
                media[medium] += count if split == "month" else 0
            elif split == "month":
                apart[medium] += count
        return Counts(
            year=year,
            media=dict(media),
            apart=dict(apart),
            months={int(key): figures for key, figures in sorted(by["month"].items())},
            columns=dict(by["column"]),
            units=dict(by["unit"]),
            distinct=None if alone["unnamed"] else alone["distinct"],
        )

    def take(self, event: Event, effect: Effect) -> None:
        """Add what an entry changes; called by the ledger in the same transaction."""
        values: list[Any] = []
        for cell in cells_of(event, effect):
            values += (*cell, effect.change)
        if event.counts == Counted.COUNTED and (alone := self._alone(event.subject, effect)):
            name, changed = alone
            self._bare.run(ADD_FOUR, [*values, effect.year, "counted", name, "", "", changed])
        else:
            self._bare.run(ADD_THREE, values)

    def rebuild(self) -> None:
        """Throw the kept figures away and make them anew from the log."""
        self._bare.lock_log()
        self._bare.run("DELETE FROM tallies")
        self._bare.run("DELETE FROM distinct_items")
        self._bare.run(f"INSERT INTO distinct_items (year, subject, channels) {DISTINCT}")  # constants only
        for query in (*TALLIES, UNNAMED, DISTINCT_COUNT.format(source=KEPT_DISTINCT)):
            self._bare.run(f'INSERT INTO tallies (year, kind, "by", medium, key, count) {query}')  # likewise

    def check(self) -> list[str]:
        """What differs between the kept figures and the log, in words for staff, a few of each; empty = nothing."""
        return [
            *(f"统计数与台账不符：{_cell(row)}" for row in self._differences(KEPT_TALLIES, LOG_TALLIES)),
            *(
                f"去重统计与台账不符：{year} 年 {subject}，{kept} {channels} 处"
                for kept, year, subject, channels in self._differences(KEPT_DISTINCT, DISTINCT)
            ),
            *(
                f"同一稿件在同一渠道计了不止一次：{item_id} 在{channel}，{times} 次"
                for item_id, channel, times in self._bare.all(f"{TWICE} LIMIT {SHOWN}")
            ),
        ]

    def _alone(self, subject: str, effect: Effect) -> tuple[str, int] | None:
        """The figure without a medium that an entry changes: (name, by how much)."""
        if not subject:
            return "unnamed", effect.change
        channels = self._bare.one(ADD_SUBJECT, (effect.year, subject, effect.change))[0]
        came, went = (effect.change, channels) == (1, 1), (effect.change, channels) == (-1, 0)
        return ("distinct", effect.change) if came or went else None

    def _differences(self, kept: str, from_log: str) -> list[tuple[Any, ...]]:
        """Which of the two says so, then the row."""
        found = []
        for name, one, other in (("统计表有", kept, from_log), ("台账算出", from_log, kept)):
            query = f"SELECT * FROM ({one}) AS one EXCEPT SELECT * FROM ({other}) AS other LIMIT {SHOWN}"  # noqa: S608  # constants only
            found += [(name, *row) for row in self._bare.all(query)]
        return found


SPLITS = {"month": "月份", "column": "栏目", "unit": "单位", "distinct": "不重复的信息", "unnamed": "没有号的信息"}


def _cell(row: tuple[Any, ...]) -> str:
    said, year, kind, by, medium, key, count = row
    counted = "计入" if kind == Counted.COUNTED else "另计"
    return f"{year} 年{medium} {SPLITS.get(by, by)}“{key}”（{counted}），{said} {count}"


def cells_of(event: Event, effect: Effect) -> tuple[tuple[int, str, str, str, str], ...]:
    """The figures with a medium that an entry changes: year, kind, by, medium, key."""
    year, kind, medium = effect.year, str(event.counts), event.medium
    return (
        (year, kind, "month", medium, f"{effect.month:02d}"),
        (year, kind, "column", medium, event.column),
        (year, kind, "unit", medium, event.unit),
    )
