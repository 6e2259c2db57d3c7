"""Freezing a year's report and handing it in: what it will do and what stands against it, then done beside the page."""

from fastapi import FastAPI, Request, Response

from bot.actions.freeze_report import EXPLAINED, freeze
from bot.actions.publish_report import publish
from bot.console.jobs import begin, job
from bot.console.once import new_word, once
from bot.console.report.tables import found_in
from bot.console.report.year import Now, now_of, show
from bot.console.report_paths import FREEZE, PUBLISH, VERSIONS, YEARS, year_path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.views.report_draft import Draft, draft_with, folder_of, moved_since
from bot.views.report_folder import ReportFolder
from bot.views.report_versions import frozen_report
from content.report.record import as_json


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS + "/{year:int}/" + FREEZE)
    def freezing(request: Request, me: Me, year: int) -> Response:
        return _freezing(room, request, now_of(room, me, year))

    @pages.post(YEARS + "/{year:int}/" + FREEZE)
    def act(form: Posted, year: int) -> Response:
        now_of(room, form.me, year)
        return once(room, form, lambda: _freeze(room, form, year))

    @pages.get(YEARS + "/{year:int}/" + PUBLISH)
    def publishing(request: Request, me: Me, year: int) -> Response:
        now = now_of(room, me, year)
        return show(
            room,
            request,
            now,
            "report-publish.html",
            tab=VERSIONS,
            job=job(room, f"report:{year}:publish"),
            column=room.app.settings.report.column,
            there=room.app.settings.report.column in room.app.columns,
            steps=room.app.settings.review,
            once=new_word(),
        )

    @pages.post(YEARS + "/{year:int}/" + PUBLISH)
    def hand_in(form: Posted, year: int) -> Response:
        now_of(room, form.me, year)
        return once(room, form, lambda: _publish(room, form, year))


def _freezing(room: Room, request: Request, now: Now) -> Response:
    if now.reckoned is None:
        return show(room, request, now, "report-freeze.html", tab=VERSIONS)
    draft, merged = draft_with(room.app, now.reckoned.report, now.reckoned.drafts)
    written = ReportFolder(folder_of(room.app, now.year)).text()
    frozen = frozen_report(room.app, now.year)
    return show(
        room,
        request,
        now,
        "report-freeze.html",
        tab=VERSIONS,
        job=job(room, f"report:{now.year}:freeze"),
        is_written=written == merged.text and not moved_since(room.app, now.reckoned.report),
        is_same=frozen is not None and as_json(frozen) == as_json(draft.report),
        asks=_asks(draft),
        once=new_word(),
        **found_in(draft),
    )


def _asks(draft: Draft) -> bool:
    """Whether something is otherwise than last year, or than computed, that a reason must be given for."""
    return bool(draft.stale) or any(one.identity in EXPLAINED for one in draft.findings)


def _freeze(room: Room, form: Form, year: int) -> tuple[str, str]:
    name, reason = form.me.name, form.text("reason")

    def act() -> str:
        done = freeze(room.app, name, year, reason=reason, now=room.now).frozen
        return f"已冻结第 {done.version} 版，台账到第 {done.head.seq} 条。校验值 {done.digest}。接着可以送审。"

    begin(room, f"report:{year}:freeze", name, act, typed=reason)
    return year_path(year, FREEZE), ""


def _publish(room: Room, form: Form, year: int) -> tuple[str, str]:
    name = form.me.name

    def act() -> str:
        done = publish(room.app, name, year, now=room.now)
        return f"已编成稿件 {done.edition.ref}《{done.edition.item.title}》，{done.review.state.chinese}。"

    begin(room, f"report:{year}:publish", name, act)
    return year_path(year, PUBLISH), ""
