"""A frozen report becomes an item, and goes through review and the channels like any other."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.rights import Right, require
from bot.actions.submit import Submitted, submit_made
from bot.views.report_documents import documents
from bot.views.report_versions import report_in, version
from content.body import published
from content.edition import Edition, Ref
from content.enclosures import Enclosures
from content.item import Item
from content.problems import Problem
from content.report.frozen import Frozen
from content.report.report import Report
from content.review import State
from content.store.store import Work
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

LEGAL_BASIS = "第二十条（十五）、第四十九条"
ATTACHED = (".docx", ".pdf", ".xlsx")


def publish(app: "App", by: str, year: int, *, now: datetime) -> Submitted:
    """The latest frozen version, into review. A corrected version becomes a new edition of the same item.

    Raises CannotDo where that version is in review or beyond, or the settings lack the report's column.
    """
    with app.store.read() as work:
        unit = require(work, by, Right.REPORT).unit
    _require_column(app)
    frozen = version(app, by, year)
    with app.store.read() as work:
        before = work.reports.handed_in(year)
        item_id = _item_of(work, frozen, before)

    def also(work: Work, edition: Edition) -> None:
        require(work, by, Right.REPORT)
        work.log.lock()
        if (there := work.reports.handed_in(year)) != before:
            raise CannotDo(f"{year} 年年报刚刚有人送审：{there[-1]}，没有再送。")
        work.reports.hand_in(year, frozen.version, edition.ref, by=by, now=now)

    item, problems = _item(app, frozen, unit)
    return submit_made(app, by, item, problems, item_id=item_id, also=also, now=now)


def _require_column(app: "App") -> None:
    name = app.settings.report.column
    if name not in app.columns:
        line = f"  - {{name: {name}, slug: nianbao, counts: true, channels: [website]}}"
        raise CannotDo(
            f"设置里没有“{name}”这个栏目：请在 columns 里加上一行\n{line}\n或在 report 里用 column 另指一个栏目。"
        )


def _item_of(work: Work, frozen: Frozen, before: list[str]) -> str:
    """The item earlier versions were, "" for the first. What was sent back may be handed in again."""
    if frozen.refs and work.reviews.get(frozen.refs[-1]).state is not State.RETURNED:
        state = work.reviews.get(frozen.refs[-1]).state.chinese
        raise CannotDo(
            f"{frozen.year} 年年报第 {frozen.version} 版已经送审：{frozen.refs[-1]}，{state}。"
            f"内容有变的，先冻结新的一版：gongkai report freeze {frozen.year} --reason 理由。"
        )
    return Ref.parse(before[-1])[0] if before else ""


def _item(app: "App", frozen: Frozen, unit: str) -> tuple[Item, list[Problem]]:
    """And what of its text cannot be shown: the frozen record holds no pictures."""
    from content.markdown import to_html  # noqa: PLC0415  # slow to load
    from content.report.documents.body import body  # noqa: PLC0415  # likewise

    report = report_in(frozen)
    source = body(report)
    keep = app.files.keep
    enclosures = Enclosures(app.settings.folder, keep)
    made = documents(report)
    item = Item(
        title=report.title,
        column=app.settings.report.column,
        unit=unit,
        html=published(to_html(source), report.title, enclosures, lambda _address: ""),
        source=source,
        made_on=day_of(frozen.at),
        legal_basis=LEGAL_BASIS,
        summary=_summary(report),
        attachments=tuple(keep(content, name) for name, content in made.ending(*ATTACHED).items()),
    )
    return item, enclosures.problems


def _summary(report: Report) -> str:
    headings = "、".join(section.heading for section in report.format.sections)
    return f"{report.title}，内容包括{headings}。{report.period}"
