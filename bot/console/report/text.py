"""The report's text: read with its charts, and each section written beside its drafts."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import FastAPI, Request, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from bot.actions.errors import CannotDo
from bot.actions.presence import be_here
from bot.actions.write_report_text import Overtaken, write_section
from bot.console.report.tables import found_in
from bot.console.report.year import Now, now_of, show
from bot.console.report_paths import TEXT, YEARS, section_path, year_path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.console.told import for_the_console
from bot.views.reckoned import Reckoned, reckon
from bot.views.report_draft import draft_with
from bot.views.report_text import Section, section_of
from content import charts
from content.report.documents import sections
from content.report.report import Report
from content.report.text_editing import Piece

MOST_PIECES = 200
SECTION = YEARS + "/{year:int}/" + TEXT + "/{place:int}"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS + "/{year:int}/" + TEXT)
    def text(request: Request, me: Me, year: int) -> Response:
        now = now_of(room, me, year)
        if now.reckoned is None:
            return show(room, request, now, "report-text.html", tab=TEXT)
        draft, _ = draft_with(room.app, now.reckoned.report, now.reckoned.drafts)
        parts = _parts(year, draft.report)
        return show(room, request, now, "report-text.html", tab=TEXT, laid_out=parts, **found_in(draft))

    @pages.get(SECTION)
    def section(request: Request, me: Me, year: int, place: int) -> Response:
        now = now_of(room, me, year)
        if now.reckoned is None:
            return show(room, request, now, "report-text.html", tab=TEXT)
        there = _section(room, now.reckoned, year, place)
        return _writing(room, request, now, there, place=place)

    @pages.post(SECTION)
    def write(form: Posted, year: int, place: int) -> Response:
        return _write(room, form, now_of(room, form.me, year), place)

    @pages.get(SECTION + "/zai")
    def there(request: Request, me: Me, year: int, place: int) -> Response:
        now_of(room, me, year)
        return room.show(
            request, "_report-there.html", year=year, place=place, others=_others(room, request, year, place)
        )


Part = tuple[str, Markup, str, list[tuple[str, Markup]]]


def _parts(year: int, report: Report) -> list[Part]:
    """Of each section: title, HTML, the path where it is written ("" = a table), and its charts."""
    found: list[Part] = []
    for section in report.format.sections:
        if section.kind != "text":
            found.append((section.title, Markup(), "", []))
            continue
        html = Markup(sections.html_of(report, section.number))  # noqa: S704  # sanitised there
        drawn = _charts(report) if section == report.format.sections[0] else []
        found.append((section.title, html, section_path(year, report.format, section.number), drawn))
    return found


def _charts(report: Report) -> list[tuple[str, Markup]]:
    if report.counts is None:
        return []
    drawn = (
        (charts.medium_title(report.counts), charts.per_medium(report.counts, report.media)),
        (charts.month_title(report.counts), charts.per_month(report.counts, report.media)),
    )
    return [(title, Markup(chart)) for title, chart in drawn if chart]  # noqa: S704  # escaped where it is drawn


def _section(room: Room, reckoned: Reckoned, year: int, place: int) -> Section:
    numbers = [one.number for one in reckoned.report.format.sections]
    if not 1 <= place <= len(numbers) or numbers[place - 1] not in reckoned.drafts.titles:
        raise HTTPException(404)
    return section_of(room.app, year, reckoned.drafts, numbers[place - 1])


def _write(room: Room, form: Form, now: Now, place: int) -> Response:
    reckoned = now.reckoned or reckon(room.app, now.year)  # nobody types it again because nothing was kept
    there = _section(room, reckoned, now.year, place)
    said = _said(form, there)
    try:
        write_section(
            room.app,
            form.me.name,
            now.year,
            there.number,
            said=said,
            drafts=reckoned.drafts,
            seen=form.text("seen"),
            now=room.now,
        )
    except CannotDo as refused:
        there = _section(room, reckoned, now.year, place)
        return _writing(
            room, form.request, replace(now, reckoned=reckoned), there, place=place, said=said, refused=refused
        )
    return room.go(form.request, year_path(now.year), f"已保存“{there.title}”。")


def _said(form: Form, there: Section) -> list[Piece]:
    """The paragraphs of the form: as written, or the draft again where that was ticked; then those put back or new."""
    drafts = {one.key: one.draft for one in there.pieces if one.key} | {one.key: one.text for one in there.left_out}
    count = form.text("count")
    said = []
    for at in range(min(int(count) if count.isdecimal() else 0, MOST_PIECES)):
        key = form.text(f"key-{at}")
        draft = drafts.get(key, "")
        text = draft if draft and form.sent.ticked(f"fresh-{at}") else form.text(f"text-{at}")
        said.append(Piece(text, key if draft else "", draft))
    back = [Piece(drafts[key], key, drafts[key]) for key in form.sent.texts("back") if key in drafts]
    return [*said, *back, Piece(form.text("text-new"))]


def _writing(
    room: Room,
    request: Request,
    now: Now,
    there: Section,
    *,
    place: int,
    said: Sequence[Piece] | None = None,
    refused: CannotDo | None = None,
) -> Response:
    """`said`: what somebody wrote that was refused. Where others wrote meanwhile, what is there now stands beside."""
    overtaken = isinstance(refused, Overtaken)
    return show(
        room,
        request,
        now,
        "report-section.html",
        tab=TEXT,
        status=409 if refused else 200,
        section=there,
        pieces=[one for one in said if one.text] if said is not None else there.pieces,
        says=for_the_console(refused.says) if refused else "",
        theirs=there.pieces if overtaken else [],
        seen=there.seen,
        others=_others(room, request, now.year, place),
        place=place,
    )


def _others(room: Room, request: Request, year: int, place: int) -> Sequence[str]:
    others = be_here(room.app, request.state.me.name, f"report:{year}:text:{place}", now=room.now)
    return [one.name for one in others]
