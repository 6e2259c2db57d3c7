"""Personal data and credentials inside attachments, wherever a document can hide them.

What cannot be read (encrypted, old formats, scans, too large) is a warning: a person must look.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from content.checks.attachments import readers
from content.checks.attachments.piece import Budget, Piece, Unreadable
from content.checks.passage import Passage
from content.checks.registry import PRIVATE
from content.item import StoredFile
from content.own_words import NO_WORDS, OwnWords
from content.problems import Problem
from content.shelf import Files

_FIELD = "attachments"
REMEMBERED = 256


def check(file: StoredFile, files: Files, today: date, own: OwnWords = NO_WORDS) -> list[Problem]:
    if not readers.may_hold_text(file.suffix):
        return []
    try:
        return list(_found(file, files, today, own))  # type: ignore[arg-type]  # known by what it is, not by what is in it
    except FileNotFoundError:
        return [_unreadable(file, Unreadable("在文件夹里找不到"))]


@lru_cache(maxsize=REMEMBERED)
def _found(file: StoredFile, files: Files, today: date, own: OwnWords) -> tuple[Problem, ...]:
    """Read once a day, and when the office's words change: each step of review checks the same bytes, and a long PDF
    takes seconds.
    """
    problems: dict[str, Problem] = {}
    for problem in _look(file, files, today, own):
        problems.setdefault(f"{problem.key}:{problem.where}", problem)
    return tuple(problems.values())


def _look(file: StoredFile, files: Files, today: date, own: OwnWords) -> Iterator[Problem]:
    try:
        budget = Budget()
        budget.take_file(file.size)
        for piece in readers.pieces(file.name, files.read(file.path), budget):
            yield from _in_piece(file, piece, today, own)
    except Unreadable as why:
        yield _unreadable(file, why)


def _in_piece(file: StoredFile, piece: Piece, today: date, own: OwnWords) -> Iterator[Problem]:
    if piece.unread:
        yield _unreadable(file, Unreadable(piece.unread, piece.where))
        return
    passage = Passage(piece.text, today=today, as_is=True, own=own)
    for finding in (finding for find in PRIVATE for finding in find(passage)):
        quote = passage.text[finding.start : finding.end]
        where = " ".join(filter(None, (file.name, piece.where, _place(piece, finding.start))))
        yield Problem(finding.code, _FIELD, finding.says, finding.blocks, quote, where)


def _place(piece: Piece, start: int) -> str:
    at = bisect_right(piece.places, start, key=lambda place: place[0]) - 1
    return piece.places[at][1] if at >= 0 else ""


def _unreadable(file: StoredFile, why: Unreadable) -> Problem:
    where = " ".join(filter(None, (file.name, why.where)))
    says = f"{why}，没有检查个人信息，请人工打开查看。"
    return Problem("attachment_unreadable", _FIELD, says, blocks=False, quote=where, where=where)
