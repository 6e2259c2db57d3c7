"""Write down what the press, the radio or others carried: one piece, or a table of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import edition_of
from bot.actions.hand_over import Brought, evidence_of
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require
from channels.channel import Listed, Piece, Records
from channels.errors import ChannelError
from channels.orders import CannotOrder
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
    if wrong := _unknown_column(app, piece):
        raise WrongUse(wrong)
    brought = replace(brought, facts={**brought.facts, "title": title})
    evidence = evidence_of(app, by, brought, now)
    with in_words():
        return app.by_hand.record(_recording(app, channel).name, piece, evidence)


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
    kind = _recording(app, channel)
    rows, problems = kind.listed(path, by, now)
    problems += [*_unknown_columns(app, rows), *_unknown_refs(app, rows)]
    if problems and not (leave_out and rows):
        hint = "改好后再来，或用 --leave-out 略过这些行。" if rows else ""
        raise CannotDo(f"{path.name} 有 {len(problems)} 处不能登记，什么也没有登记。{hint}", problems)
    bad = {problem.where for problem in problems}
    good = [row for row in rows if row.where not in bad]
    for number, row in enumerate(good, start=1):
        refused = _take(app, kind.name, row, path.parent)
        problems += [refused] if refused else []
        if progress:
            progress(number)
    there = sum(problem.code == NOT_RECORDED for problem in problems)
    return Recorded(len(good) - there, tuple(problems))


def _take(app: "App", channel: str, row: Listed, folder: Path) -> Problem | None:
    evidence = row.evidence
    if evidence.screenshot:
        kept = app.files.keep(folder / evidence.screenshot, Path(evidence.screenshot).name)
        evidence = replace(evidence, screenshot=kept.path)
    try:
        app.by_hand.record(channel, row.piece, evidence)
    except (CannotOrder, ChannelError) as error:
        return Problem(NOT_RECORDED, "title", error.says, blocks=False, quote=row.piece.title, where=row.where)
    return None


def _unknown_column(app: "App", piece: Piece) -> str:
    known = not piece.column or piece.column in app.columns
    return "" if known else f"没有“{piece.column}”这个栏目；有：{'、'.join(app.columns)}。"


def _unknown_columns(app: "App", rows: Sequence[Listed]) -> list[Problem]:
    faults = [(row, _unknown_column(app, row.piece)) for row in rows]
    return [Problem("unknown_column", "column", says, blocks=True, where=row.where) for row, says in faults if says]


def _unknown_refs(app: "App", rows: Sequence[Listed]) -> list[Problem]:
    problems = []
    with app.store.read() as work:
        for row in rows:
            try:
                if row.piece.ref:
                    edition_of(work, row.piece.ref)
            except WrongUse as error:
                problems.append(Problem("unknown_ref", "ref", error.says, blocks=True, where=row.where))
    return problems


def _recording(app: "App", name: str) -> Records:
    there = {one: channel for one, channel in app.channels.items() if isinstance(channel, Records)}
    if name in there:
        return there[name]
    if not name and len(there) == 1:
        return next(iter(there.values()))
    raise WrongUse(f"请指明登记到哪个渠道（--channel）。可登记的渠道：{'、'.join(there) or '无'}。")
