"""What the public waits for: letters, applications; and what the office owes it: fresh pages, its report."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.actions.rights import ROLES, Right, publishing_roles
from bot.console import refs
from bot.console.applications.paths import REGISTER
from bot.console.letters.paths import INBOX
from bot.console.report_paths import FRESHNESS, YEARS
from bot.console.workbench.cards import FEW, Card, Line
from bot.views.inbox import late_before
from bot.views.outlook import Outlook
from bot.views.report_deadline import reminder
from content.people import Person
from content.registers.due import SOON
from content.registers.working_days import working_days_after
from content.zone import day_of

if TYPE_CHECKING:
    from bot.console.room import Room

NEWS = "新发布的，一分钟内算进来。"


def public(room: "Room", me: Person, seen: Outlook | None) -> Iterator[Card]:
    if me.may(*ROLES[Right.LETTERS]):
        yield _letters(room, me)
    if me.may(*ROLES[Right.APPLICATIONS]):
        yield _applications(room)
    if seen and me.may(*publishing_roles(room.app.settings.review), *ROLES[Right.SUBMIT], *ROLES[Right.REPORT]):
        yield from _late(seen)
    if me.may(*ROLES[Right.REPORT]):
        yield from _report(room)


def _letters(room: "Room", me: Person) -> Card:
    with room.app.store.glance() as work:
        waiting, late = work.backlog.letters(me.units, late_before(room.app, room.now))
    lines = [Line("待答复的留言", INBOX, note=f"{waiting} 件")] if waiting else []
    if late:
        lines.append(Line("超过答复时限", INBOX, note=f"{late} 件", badge="已超期", kind="bad"))
    return Card("letters", "留言", INBOX, lines)


def _applications(room: "Room") -> Card:
    today = day_of(room.now)
    with room.app.store.glance() as work:
        found = work.backlog.applications(today, working_days_after(today, SOON, room.app.calendar))
    told = (
        ("等与申请人确认", found.unconfirmed, "", ""),
        ("已过答复期限", found.over, "已超期", "bad"),
        (f"{SOON} 个工作日内到期", found.soon, "快到期", "late"),
    )
    lines = [Line(words, REGISTER, f"{count} 件", badge, kind) for words, count, badge, kind in told if count]
    return Card("applications", "依申请公开", REGISTER, lines)


def _late(seen: Outlook) -> Iterator[Card]:
    """Only where there is any."""
    if seen.vetoes or seen.stale:
        lines = [Line(says, FRESHNESS, badge="单项否决", kind="bad") for says in seen.vetoes]
        lines += [
            Line(one.name, FRESHNESS, badge=one.level, kind="bad" if one.is_over else "late")
            for one in seen.stale
            if not any(says.startswith(one.name) for says in seen.vetoes)
        ]
        yield Card("stale", "栏目和账号更新", FRESHNESS, lines[:FEW], max(seen.stale_count, len(lines)), NEWS)
    if seen.unpublished:
        lines = [
            Line(one.title, refs.item_path(one.item_id), note=one.unit, badge=f"超 {one.days} 天", kind="bad")
            for one in seen.unpublished[:FEW]
        ]
        says = f"形成之日起 20 个工作日内应当公开（条例第二十六条）。{NEWS}"
        yield Card("unpublished", "应公开而没有公开", "/gaojian", lines, seen.unpublished_count, says)


def _report(room: "Room") -> Iterator[Card]:
    says = reminder(room.app, room.now)
    if says:
        yield Card("report", "年度报告", YEARS, [Line(says, f"{YEARS}/{day_of(room.now - timedelta(days=366)).year}")])
