"""The frozen versions of a year: which there are, whether they are whole, and what differs."""

from dataclasses import replace
from urllib.parse import quote

from fastapi import FastAPI, Request, Response

from bot.actions.errors import WrongUse
from bot.actions.write_out_report import version_folder, write_out
from bot.console.jobs import begin, job
from bot.console.listing import number_of
from bot.console.once import new_word, once
from bot.console.refs import edition_path
from bot.console.report.year import Now, now_of, show
from bot.console.report_paths import FREEZE, PUBLISH, VERSIONS, YEARS, year_path
from bot.console.room import Room
from bot.console.signed import Form, Me, Posted
from bot.downloads import made_file
from bot.views.report_files import report_file, report_files
from bot.views.report_versions import Version, report_in, version, versions
from content.report.difference import Difference, differences
from content.report.report import Report

NOW = "现在的台账和登记"
WORDS = {"docx": "Word", "pdf": "PDF", "html": "网页", "xlsx": "Excel", "json": "JSON"}


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(YEARS + "/{year:int}/" + VERSIONS)
    def listed(request: Request, me: Me, year: int) -> Response:
        now = now_of(room, me, year)
        found = _versions(room, me.name, year)
        return show(
            room,
            request,
            now,
            "report-versions.html",
            tab=VERSIONS,
            versions=[_shown(room, me.name, one) for one in reversed(found)],
            job=job(room, _job(year)),
            once=new_word(),
            freeze=year_path(year, FREEZE),
            publish=year_path(year, PUBLISH),
            **_compared(room, request, now, found),
        )

    @pages.post(YEARS + "/{year:int}/" + VERSIONS + "/{number:int}")
    def write(form: Posted, year: int, number: int) -> Response:
        return once(room, form, lambda: _write_out(room, form, year, number))

    @pages.get(YEARS + "/{year:int}/" + VERSIONS + "/{number:int}/{name}")
    def document(me: Me, year: int, number: int, name: str) -> Response:
        inside = version_folder(room.app, year, number).name
        content = report_file(room.app, me.name, year, name, inside=inside)
        ending = name.rpartition(".")[2]
        return made_file(content, f"{name.removesuffix(f'.{ending}')}（第{number}版）.{ending}")


def _job(year: int) -> str:
    return f"report:{year}:version"


def _write_out(room: Room, form: Form, year: int, number: int) -> tuple[str, str]:
    name = form.me.name
    frozen = version(room.app, name, year, number)

    def act() -> str:
        _, missing = write_out(frozen, version_folder(room.app, year, number))
        return "\n".join([f"第 {number} 版的文件已生成。", *missing])

    begin(room, _job(year), name, act)
    return year_path(year, VERSIONS), ""


def _shown(room: Room, by: str, one: Version) -> tuple[Version, list[str], list[tuple[str, str]]]:
    """With the paths of its editions, and its documents by what they are."""
    year, number = one.frozen.year, one.frozen.version
    files = report_files(room.app, by, year, inside=version_folder(room.app, year, number).name)
    there = [
        (WORDS.get(file.name.rpartition(".")[2], file.name), year_path(year, f"{VERSIONS}/{number}/{quote(file.name)}"))
        for file in files
    ]
    return one, [edition_path(ref) for ref in one.frozen.refs], there


def _versions(room: Room, by: str, year: int) -> list[Version]:
    try:
        return versions(room.app, by, year)
    except WrongUse:  # none yet
        return []


def _compared(room: Room, request: Request, now: Now, found: list[Version]) -> dict[str, object]:
    """Two versions, or one and what log and registers say now: `old` and `new` in the query, `new` 0 = now."""
    numbers = [one.frozen.version for one in found]
    old, new = number_of(request, "old"), number_of(request, "new") or 0
    chosen: dict[str, object] = {
        "numbers": [(one, f"第 {one} 版") for one in numbers],
        "old": old if old in numbers else None,
        "new": new if new in numbers else 0,
    }
    if not numbers or chosen["old"] is None or now.reckoned is None:
        return {**chosen, "differences": None, "beside": NOW}
    by = request.state.me.name
    before = report_in(version(room.app, by, now.year, old))
    after = report_in(version(room.app, by, now.year, new)) if new in numbers else _as_now(now.reckoned.report, before)
    found_apart = [_paragraphs(one) for one in differences(before, after)]
    return {**chosen, "differences": found_apart, "beside": f"第 {new} 版" if new in numbers else NOW}


def _paragraphs(one: Difference) -> Difference:
    """Of a text, the paragraphs that are not in the other; all of it where only their order is another."""
    then, now = one.before.splitlines(), one.after.splitlines()
    gone, new = ([line for line in some if line not in others] for some, others in ((then, now), (now, then)))
    return replace(one, before="\n".join(gone), after="\n".join(new)) if gone or new else one


def _as_now(report: Report, before: Report) -> Report:
    """The figures as they are now: what staff have written since lies in their file."""
    return replace(report, text=before.text)
