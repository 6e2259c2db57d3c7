"""Freeze a year's report: its figures and text stand from then on; a correction is a further version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.make_report import require_year
from bot.actions.reasons import require_reason
from bot.actions.rights import Right, require
from bot.views.report_draft import Draft, draft_in
from content.log import GENESIS, Head
from content.report.deadline import is_over
from content.report.frozen import Frozen
from content.report.record import as_json
from content.store.store import Work
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

EXPLAINED = ("Y2", "Y3")
"""What does not follow from last year's report may be right, for a reason (清理、机构改革、口径变化)."""
TRIES = 5
NOTHING = Head(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Freezing:
    """What was frozen, and the draft it was, with all that was still to be looked at."""

    frozen: Frozen
    draft: Draft


def freeze(app: "App", by: str, year: int, *, reason: str = "", folder: Path | None = None, now: datetime) -> Freezing:
    """With the text in the report's folder. Raises CannotDo before the year is over, while something blocks, where a
    reason is needed and none is given, and where the log's chain is broken; WrongUse for a year without a format."""
    with app.store.read() as work:
        require(work, by, Right.REPORT)
    require_year(year, now)
    if not is_over(year, day_of(now)):
        raise CannotDo(f"{year} 年还没有过完，{year}-12-31 之后才能冻结；现在可以用 gongkai report make {year} 先看。")
    _require_whole(app)
    for _ in range(TRIES):
        with app.store.read() as work:
            head = work.log.reached() or NOTHING
        draft = draft_in(app, year, folder)
        record = as_json(draft.report)
        with app.store.read() as work:
            _require_reasons(work, draft, record, reason)
        with app.store.write() as work:
            work.log.lock()
            # Registers and publications all append to the log: unless it moved, the figures are those of this head.
            if (work.log.reached() or NOTHING) == head:
                frozen = work.reports.add(year, record, head=head, by=by, reason=reason.strip(), now=now)
                return Freezing(frozen, draft)
    raise CannotDo("登记和发布一直在变动，没有冻结；请过几分钟再来。")


def _require_whole(app: "App") -> None:
    """Once, however often the log moves meanwhile: reading all of it takes longer than registering something."""
    with app.store.read() as work:
        if bad := work.log.verify():
            raise CannotDo(f"台账不完好，不能冻结：{bad.says}请管理员核对台账（gongkai log verify）。")


def _require_reasons(work: Work, draft: Draft, record: str, reason: str) -> None:
    year = draft.report.year
    if any(one.blocks for one in draft.findings):
        blocking = in_lines(one.says for one in draft.blocking)
        raise CannotDo(f"{year} 年年报有必须先改的问题，没有冻结：\n{blocking}")
    if before := work.reports.latest(year):
        if before.written == record:
            raise CannotDo(f"与第 {before.version} 版完全相同，没有再冻结。")
        require_reason(reason, "更正已冻结的年报")
    unlike = [*(one.says for one in draft.findings if one.identity in EXPLAINED), *(one.says for one in draft.stale)]
    if unlike and not reason.strip():
        ask = "下面与上年、与登记对不上的，请核对；确实如此的，请写明原因（--reason），如清理、机构改革、口径变化"
        raise CannotDo(f"{ask}：\n{in_lines(unlike)}")


def in_lines(says: Iterable[str]) -> str:
    return "\n".join(f"  {one}" for one in says)
