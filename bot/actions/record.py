"""Write down what the press, the radio or others carried: one piece, or a table of them."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import edition_of
from bot.actions.hand_over import Brought, evidence_of
from bot.actions.refusals import in_words
from bot.actions.rights import Right, require
from channels.channel import Records
from channels.pieces import Listed, Piece
from content.cells import one_line
from content.problems import Problem
from content.receipt import Receipt

if TYPE_CHECKING:
    from bot.app import App


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
        carried = edition_of(work, piece.ref) if piece.ref else None
    title = one_line(piece.title) or (carried.item.title if carried else "")
    if wrong := _unknown_column(app, piece):
        raise WrongUse(wrong)
    facts = {name: one_line(fact) for name, fact in brought.facts.items()}
    brought = replace(brought, facts={**facts, "title": title})
    evidence = evidence_of(app, by, brought, now)
    with in_words():
        return app.recording.record(_recording(app, channel), replace(piece, title=title), evidence)


@dataclass(frozen=True, slots=True)
class Tried:
    """What writing down a table would do: `rows` would go into the log, `problems` keep the others out."""

    sha256: str
    rows: tuple[Listed, ...]
    problems: tuple[Problem, ...]


def try_table(app: "App", by: str, channel: str, path: Path, *, now: datetime) -> Tried:
    """Nothing is written down, nor any clipping kept."""
    kind = _kind_for(app, by, channel)
    rows, problems = _sorted_out(app, kind, path, by=by, now=now)
    problems += app.recording.faults(kind, rows)
    bad = {problem.where for problem in problems}
    good = tuple(row for row in rows if row.where not in bad)
    return Tried(_digest_of(path), good, tuple(_by_line(problems)))


def record_table(
    app: "App",
    by: str,
    channel: str,
    path: Path,
    *,
    digest: str = "",
    leave_out: bool = False,
    progress: Callable[[int], None] | None = None,
    now: datetime,
) -> Recorded:
    """CSV or XLSX. Nothing is written down before every row is good, unless bad ones are to be left out.

    `digest`: SHA-256 of the file that was tried before; another one is not taken.
    """
    kind = _kind_for(app, by, channel)
    if digest and digest != _digest_of(path):
        raise CannotDo(f"{path.name} 不是刚才试过的那个文件，没有登记。请重新上传，再看一遍结果。")
    rows, problems = _sorted_out(app, kind, path, by=by, now=now)
    good = [_with_clipping(app, row, path.parent) for row in rows]
    problems += app.recording.faults(kind, good)
    if problems and not (leave_out and good):
        hint = "改好后再来，或用 --leave-out 略过这些行。" if good else ""
        raise CannotDo(f"{path.name} 有 {len(problems)} 处不能登记，什么也没有登记。{hint}", _by_line(problems))
    refused = app.recording.record_all(kind, good, progress)
    left_out = dict.fromkeys([*problems, *refused])  # what somebody else recorded just now is among them too
    return Recorded(len(good) - len(refused), tuple(_by_line(left_out)))


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _kind_for(app: "App", by: str, channel: str) -> Records:
    with app.store.read() as work:
        require(work, by, Right.RECORD)
    return _recording(app, channel)


def _sorted_out(app: "App", kind: Records, path: Path, *, by: str, now: datetime) -> tuple[list[Listed], list[Problem]]:
    """The good rows, and what is wrong with the others as far as the file says."""
    rows, problems = kind.listed(path, by, now)
    problems += [*_unknown_columns(app, rows), *_unknown_refs(app, rows)]
    bad = {problem.where for problem in problems}
    return [row for row in rows if row.where not in bad], problems


def _with_clipping(app: "App", row: Listed, folder: Path) -> Listed:
    """Its clipping is kept, and named as it was kept."""
    named = row.evidence.screenshot
    if not named:
        return row
    kept = app.files.keep(folder / named, Path(named).name)
    return replace(row, evidence=replace(row.evidence, screenshot=kept.path))


def _by_line(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: int("".join(filter(str.isdecimal, problem.where)) or 0))


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
