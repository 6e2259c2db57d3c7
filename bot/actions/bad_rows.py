"""Rows of a table that cannot be taken: nothing is, unless they are to be left out."""

from collections.abc import Sequence
from pathlib import Path

from bot.actions.errors import CannotDo
from content.headed import RowFault
from content.problems import Problem

SHOWN = 1000
"""Faults told; of a file that is wrong throughout, more help nobody."""


def refuse_bad_rows(path: Path, faults: Sequence[RowFault], *, leave_out: bool) -> None:
    """Raises CannotDo naming each with its line; what is wrong with the file as a whole cannot be left out."""
    whole = any(not fault.line for fault in faults)
    if whole or (faults and not leave_out):
        raise CannotDo(_refusal(path, faults, whole=whole), [_problem(fault) for fault in faults[:SHOWN]])


def _refusal(path: Path, faults: Sequence[RowFault], *, whole: bool) -> str:
    if whole:
        return f"{path.name} 不能导入。"
    more = f"，下面列出前 {SHOWN} 处" if len(faults) > SHOWN else ""
    return f"{path.name} 有 {len(faults)} 处不能导入{more}，什么也没有导入。改好后再来，或用 --leave-out 略过这些行。"


def _problem(fault: RowFault) -> Problem:
    where = f"第 {fault.line} 行" if fault.line else ""
    return Problem("bad_row", "", fault.says, blocks=True, where=where)
