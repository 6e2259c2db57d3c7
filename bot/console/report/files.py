"""The documents of a year: made beside the page, and given out."""

from fastapi import FastAPI, Request, Response

from bot.actions.make_report import Made, make
from bot.console.jobs import begin, job
from bot.console.once import new_word, once
from bot.console.report.year import now_of, show
from bot.console.report_paths import FILES, YEARS, year_path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.downloads import made_file
from bot.views.report_draft import folder_of
from bot.views.report_files import earlier_text, earlier_texts, report_file, report_files

EARLIER = "jiu"
MOST_EARLIER = 50


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS + "/{year:int}/" + FILES)
    def listed(request: Request, me: Me, year: int) -> Response:
        return show(
            room,
            request,
            now_of(room, me, year),
            "report-files.html",
            tab=FILES,
            files=report_files(room.app, me.name, year),
            earlier=earlier_texts(room.app, me.name, year)[:MOST_EARLIER],
            folder=folder_of(room.app, year),
            job=job(room, f"report:{year}:make"),
            once=new_word(),
        )

    @pages.post(YEARS + "/{year:int}/" + FILES)
    def make_files(form: Posted, year: int) -> Response:
        now_of(room, form.me, year)
        return once(room, form, lambda: _make(room, form, year))

    @pages.get(YEARS + "/{year:int}/" + FILES + "/{name}")
    def file(me: Me, year: int, name: str) -> Response:
        return made_file(report_file(room.app, me.name, year, name), name)

    @pages.get(YEARS + "/{year:int}/" + FILES + "/" + EARLIER + "/{name}")
    def old(me: Me, year: int, name: str) -> Response:
        return made_file(earlier_text(room.app, me.name, year, name), name)


def _make(room: Room, form: Form, year: int) -> tuple[str, str]:
    name = form.me.name
    begin(room, f"report:{year}:make", name, lambda: _told(make(room.app, name, year, now=room.now)))
    return year_path(year, FILES), ""


def _told(made: Made) -> str:
    said = ["各种文件已按现在的数和文字生成。"]
    said += [
        f"{one.instead_of.name} 有人改过，没有动它；新生成的是 {one.path.name}。"
        for one in made.written
        if one.instead_of
    ]
    blocking = len(made.draft.blocking)
    said += [f"还有 {blocking} 处必须先改，见“检查”。"] if blocking else []
    return "\n".join([*said, *made.missing])
