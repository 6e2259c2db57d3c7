"""Write down what the press, the radio or others carried: one piece, or a table of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.checking import today
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import edition_of
from bot.actions.hand_over import Brought, evidence_of
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require
from channels.by_hand import Piece
from channels.channel import Records
from channels.errors import ChannelError
from channels.orders import CannotOrder
from channels.press.clipping import Clipping
from channels.press.table import read_clippings
from content.problems import Problem
from content.receipt import Receipt

if TYPE_CHECKING:
    from bot.app import App

NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many pieces of a table were written down; `left_out` were there already, or bad and left out as asked."""

    count: int
    left_out: tuple[Problem, ...]


def record(app: "App", by: str, channel: str, piece: Piece, *, brought: Brought, now: datetime) -> Receipt:
    """One piece. `brought.published_at` is the day it was carried; `brought.facts` say outlet and page or programme.

    `channel` may be empty where only one is for recording.
    """
    with app.store.read() as work:
        require(work, by, Right.RECORD)
        title = piece.title or (edition_of(work, piece.ref).item.title if piece.ref else "")
    brought = replace(brought, facts={**brought.facts, "title": title})
    evidence = evidence_of(app, by, brought, now)
    with in_words():
        return app.by_hand.record(_recording(app, channel), piece, evidence)


def record_table(
    app: "App",
    by: str,
    channel: str,
    path: Path,
    *,
    leave_out: bool = False,
    progress: Callable[[int], None] | None = None,
    now: datetime,
) -> Recorded:
    """CSV or XLSX. Nothing is written down before every row is good, unless bad ones are to be left out."""
    with app.store.read() as work:
        require(work, by, Right.RECORD)
    name = _recording(app, channel)
    rows, problems = read_clippings(path, today(now))
    problems += _unknown_refs(app, rows)
    if problems and not (leave_out and rows):
        raise CannotDo(f"{path.name} 有 {len(problems)} 处不能登记，什么也没有登记。", problems)
    bad = {problem.where for problem in problems}
    good = [(line, clipping) for line, clipping in rows if _line(line) not in bad]
    for number, (line, clipping) in enumerate(good, start=1):
        refused = _take(app, name, clipping, path, by=by, now=now)
        problems += [refused.at(_line(line))] if refused else []
        if progress:
            progress(number)
    there = sum(problem.code == NOT_RECORDED for problem in problems)
    return Recorded(len(good) - there, tuple(problems))


def _line(line: int) -> str:
    return f"第{line}行"


def _take(app: "App", channel: str, clipping: Clipping, path: Path, *, by: str, now: datetime) -> Problem | None:
    if clipping.file:
        kept = app.files.keep(path.parent / clipping.file, Path(clipping.file).name)
        clipping = replace(clipping, file=kept.path)
    piece = Piece(
        title=clipping.title, counts=clipping.counts, column=clipping.column, unit=clipping.unit, ref=clipping.ref
    )
    try:
        app.by_hand.record(channel, piece, clipping.evidence(by, now))
    except (CannotOrder, ChannelError) as error:
        return Problem(NOT_RECORDED, "title", error.says, blocks=False, quote=clipping.title)
    return None


def _unknown_refs(app: "App", rows: list[tuple[int, Clipping]]) -> list[Problem]:
    problems = []
    with app.store.read() as work:
        for line, clipping in rows:
            try:
                if clipping.ref:
                    edition_of(work, clipping.ref)
            except WrongUse as error:
                problems.append(Problem("unknown_ref", "ref", error.says, blocks=True, where=_line(line)))
    return problems


def _recording(app: "App", name: str) -> str:
    names = [one for one, channel in app.channels.items() if isinstance(channel, Records)]
    if name in names:
        return name
    if not name and len(names) == 1:
        return names[0]
    raise WrongUse(f"请指明登记到哪个渠道（--channel）。可登记的渠道：{'、'.join(names) or '无'}。")
