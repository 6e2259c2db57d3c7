"""The frozen versions of a year's report: which there are, whether they are whole, and what differs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.rights import Right, require
from bot.views.annual_report import report_of
from content.edition import Ref
from content.receipt import Standing
from content.report.difference import Difference, differences
from content.report.format import format_of
from content.report.frozen import Frozen
from content.report.record import of_json
from content.report.report import Report
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Version:
    """`fault`: in words, what shows that it is not what was frozen; "" = it is. `states`: how far its editions are."""

    frozen: Frozen
    fault: str
    states: tuple[str, ...]


def versions(app: "App", by: str, year: int) -> list[Version]:
    """Oldest first. Raises WrongUse where there are none, NoFormat for a year that can have none."""
    with app.store.read() as work:
        require(work, by, Right.REPORT)
        found = work.reports.versions(year)
        if not found:
            format_of(year)
            raise WrongUse(f"{year} 年的年报还没有冻结过：用 gongkai report freeze {year} 冻结。")
        return [Version(one, _fault(work, one), tuple(_state(work, ref) for ref in one.refs)) for one in found]


def version(app: "App", by: str, year: int, number: int | None = None) -> Frozen:
    """The one named, else the latest. Raises WrongUse for one that is not there, CannotDo for one that was changed."""
    found = {one.frozen.version: one for one in versions(app, by, year)}
    chosen = found.get(max(found) if number is None else number)
    if chosen is None:
        raise WrongUse(f"{year} 年的年报没有第 {number} 版；有：{'、'.join(f'第 {one} 版' for one in found)}。")
    if chosen.fault:
        raise CannotDo(f"{year} 年年报第 {chosen.frozen.version} 版{chosen.fault}请管理员核对备份。")
    return chosen.frozen


def report_in(frozen: Frozen) -> Report:
    return of_json(frozen.written)


def frozen_report(app: "App", year: int) -> Report | None:
    """What holds for the year: its latest version; None for a year without."""
    with app.store.read() as work:
        found = work.reports.latest(year)
    return report_in(found) if found else None


def since(app: "App", by: str, year: int, number: int | None = None, *, other: int | None = None) -> list[Difference]:
    """What is not as in version `number` (the latest unless named): in the version `other`, else in log and registers.

    Of those, without text: what staff have written since lies in their file.
    """
    before = report_in(version(app, by, year, number))
    if other is not None:
        return differences(before, report_in(version(app, by, year, other)))
    return differences(before, report_of(app, year, before.text))


def _fault(work: Work, frozen: Frozen) -> str:
    if not frozen.is_whole:
        return "的内容与冻结时的校验值不符：被改过。"
    try:
        head = work.log.get(frozen.head.seq)
    except KeyError:
        return "冻结时的台账被删短了。"
    return "" if head.hash == frozen.head.hash else "冻结时的台账被重写过。"


def is_out(work: Work, ref: str) -> bool:
    """Whether the public sees this edition now."""
    item_id, number = Ref.parse(ref)
    return any(one.standing is Standing.LIVE for one in work.deliveries.of_item(item_id, number))


def _state(work: Work, ref: str) -> str:
    return f"{ref} {'已公开' if is_out(work, ref) else work.reviews.get(ref).state.chinese}"
