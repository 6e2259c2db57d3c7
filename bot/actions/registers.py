"""Enter what the year's report counts, put it right, void it: one way for every register.

Every change is kept with what stood there before; nothing is deleted.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from bot.actions.bad_rows import refuse_bad_rows
from bot.actions.errors import CannotDo, WrongUse
from bot.actions.reasons import require_reason
from bot.actions.rights import Right, require
from content.headed import RowFault
from content.lined import Fault, Lined
from content.log import PLAIN
from content.registers.entering import Listed, Written, entered, entered_in, entries_in, same_in_words
from content.registers.kinds import REGISTERS, register_named
from content.registers.register import Entry, Register, Values
from content.registers.trace import said_in
from content.store.store import Work
from content.zone import day_of, to_the_minute

if TYPE_CHECKING:
    from bot.app import App

NUMBERED = re.compile(r"(.+?)\s*-\s*(\d{4})\s*-\s*(\d{1,9})")
PIECE = 100


class Unfit(WrongUse):
    """What was written is no entry: `faults` are all that is wrong, by the field that somebody wrote in."""

    def __init__(self, not_done: str, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join([f"{not_done}：", *(f"  {fault}" for fault in faults)]))
        self.faults = tuple(faults)


class AlreadyThere(CannotDo):
    """An entry says the same: `number`."""

    def __init__(self, says: str, number: str) -> None:
        super().__init__(says)
        self.number = number


@dataclass(frozen=True, slots=True)
class Entered:
    """`told`: what was taken otherwise than it was written, in Chinese."""

    entry: Entry
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """`count` rows were entered; `known` say what is there already, or was entered before it was put right.

    `told`: what became of a row other than one would think; `left_out`: bad ones; `ignored`: columns not used.
    """

    count: int
    known: int
    told: tuple[RowFault, ...]
    left_out: tuple[RowFault, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class There:
    """A row about an entry that is there: with `wrong` it says otherwise, else it is passed over, maybe `told`."""

    wrong: str = ""
    told: str = ""


def register_of(text: str) -> Register:
    """By its name in commands, or as staff call it. Raises WrongUse."""
    if (register := register_named(text.strip())) is None:
        there = "、".join(f"{one.word}（{one.name}）" for one in REGISTERS.values())
        raise WrongUse(f"没有“{text}”这本登记簿；有：{there}。")
    return register


def right_over(register: Register) -> Right:
    """To read it, and to write in it."""
    return Right.CASES if register.personal else Right.REGISTERS


def number_in(text: str) -> str:
    """`documents-2026-0007`, also for documents-2026-7 and 规范性文件-2026-7. Raises WrongUse."""
    match = NUMBERED.fullmatch(normalize("NFKC", text).strip())
    register = register_named(match[1]) if match else None
    if match is None or register is None:
        raise WrongUse(f"“{text}”不是登记的编号，应写作 documents-2026-0007 或 规范性文件-2026-7。")
    return f"{register.name}-{match[2]}-{int(match[3]):04d}"


def entry_of(work: Work, by: str, text: str, *, for_change: bool = False) -> Entry:
    """For somebody who may see it. Raises WrongUse for a number nobody has."""
    number = number_in(text)
    require(work, by, right_over(REGISTERS[number.partition("-")[0]]))
    try:
        return work.registers.for_change(number) if for_change else work.registers.get(number)
    except KeyError:
        raise WrongUse(f"没有 {number} 这一条。编号见 gongkai register list。") from None


def enter(app: "App", by: str, register: Register, lined: Lined, *, now: datetime) -> Entered:
    """One entry, as somebody wrote it. Raises WrongUse with every fault, CannotDo for what is there already."""
    written = entered_in(register, lined, day_of(now))
    with app.store.write() as work:
        require(work, by, right_over(register))
        values = _good(written, "没有登记")
        _require_another(work, register, values)
        entry = work.registers.add(register, values, by=by, salt=secrets.token_hex(16), now=now)
    return Entered(entry, written.told)


def correct_entry(
    app: "App", by: str, number: str, given: Mapping[str, Any], *, reason: str, seen: int | None = None, now: datetime
) -> Entered:
    """Put right what was entered wrongly, or add what has come since; what is given as "" is emptied.

    `seen`: so many lines its history had when somebody looked at it; they are not to undo unseen what came since.
    """
    require_reason(reason, "更正登记")
    with app.store.write() as work:
        work.registers.lock()
        one = _standing(work, by, number)
        _require_unchanged(work, one, seen)
        register = REGISTERS[one.register]
        written = entered(register, given, day_of(now), one.values)
        values = _good(written, "没有更正")
        if values == one.values:
            raise CannotDo(f"{one.number} 本来就是这样，没有更正。")
        _require_another(work, register, values, than=one.number)
        return Entered(work.registers.change(one.number, values, by=by, reason=reason, now=now), written.told)


def void_entry(app: "App", by: str, number: str, *, reason: str, now: datetime) -> Entry:
    """It counts nowhere any more, and stays."""
    require_reason(reason, "作废登记")
    with app.store.write() as work:
        work.registers.lock()
        return work.registers.void(_standing(work, by, number).number, by=by, reason=reason, now=now)


def import_entries(
    app: "App",
    by: str,
    register: Register,
    path: Path,
    *,
    leave_out: bool = False,
    progress: Callable[[int], None] | None = None,
    now: datetime,
) -> Imported:
    """Raises CannotDo naming every bad row with its line; nothing is entered then. The same file twice adds nothing."""
    with app.store.read() as work:
        require(work, by, right_over(register))
    if not path.is_file():
        raise WrongUse(f"找不到文件 {path}。")
    listed = entries_in(register, path.read_bytes(), day_of(now))
    with app.store.write() as work:
        work.registers.lock()
        there = there_already(work, register, listed)
        others = [RowFault(line, one.wrong) for line, one in there.items() if one.wrong]
        faults = sorted([*listed.faults, *others], key=lambda fault: fault.line)
        refuse_bad_rows(path, faults, leave_out=leave_out)
        new = [values for line, values in listed.rows if line not in there]
        for place, values in enumerate(new, 1):
            work.registers.add(register, values, by=by, salt=secrets.token_hex(16), now=now)
            if progress and place % PIECE == 0:
                progress(place)
    told = [*listed.told, *(RowFault(line, one.told) for line, one in there.items() if one.told)]
    return Imported(len(new), len(there) - len(others), tuple(told), tuple(faults), listed.ignored)


def there_already(work: Work, register: Register, listed: Listed) -> dict[int, There]:
    """By their lines, the rows about entries that are there."""
    alike = work.registers.alike(register, (values for _, values in listed.rows))
    first = work.registers.first_said(register)
    there: dict[int, There] = {}
    for line, values in listed.rows:
        same = alike.get(register.likeness(values))
        if same and same.values == values:
            there[line] = There()
        elif number := first.get(PLAIN.encode(said_in(values))):
            there[line] = There(told=f"是 {number}，登记后更正过，没有再登记；确是另一条的用 register add 登记。")
        elif same:
            there[line] = There(wrong=_other(same))
    return there


def _other(one: Entry) -> str:
    same = same_in_words(REGISTERS[one.register], one.values)
    return f"{same}的已经登记过，是 {one.number}，内容却不同：要改它，请用 gongkai register correct {one.number}。"


def _good(written: Written, not_done: str) -> Values:
    if written.values is None:
        raise Unfit(not_done, written.faults)
    return written.values


def _standing(work: Work, by: str, number: str) -> Entry:
    one = entry_of(work, by, number, for_change=True)
    if one.voided:
        raise CannotDo(f"{one.number} 已经作废，不能再改；要用的请重新登记。")
    return one


def _require_unchanged(work: Work, one: Entry, seen: int | None) -> None:
    since = work.registers.history(one.number)[seen:] if seen is not None else []
    if since:
        raise CannotDo(
            f"您打开以后，{since[-1].by or '别人'}在 {to_the_minute(since[-1].at)} 改过 {one.number}，"
            "您的改动还没有保存：请对照现在登记的内容，再提交一次。"
        )


def _require_another(work: Work, register: Register, values: Values, *, than: str = "") -> None:
    work.registers.lock()  # of two that say the same at once, the second sees the first
    for one in work.registers.alike(register, [values]).values():
        if one.number != than:
            same = same_in_words(register, values)
            raise AlreadyThere(
                f"{same}的已经登记过，是 {one.number}。要改它，请用 gongkai register correct {one.number}；"
                f"它登错了的，先用 gongkai register void {one.number} 作废。",
                one.number,
            )
