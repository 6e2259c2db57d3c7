"""What every figure of a report is called, and finding it by what people write: 表三.本年新收.自然人."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from unicodedata import normalize

from content.report.cell import Cell
from content.report.format import Format
from content.report.labels import CHINESE, row_of

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "media": "载体",
        "apart": "另计",
        "made": "制发",
        "ways": "申请方式",
        "handled": "办理",
        "answers": "答复",
        "charged": "收费",
        "disputes": "复议诉讼",
        "letters": "留言",
        "reviews": "审查",
        "facts": "年度事项",
    }
)
"""The figures of section one come in these groups: `ways.传真`."""
NEAR = 3


@dataclass(frozen=True, slots=True)
class Place:
    """`address`: `table3.r1.自然人`, `ways.传真`; `label`: the same for people."""

    address: str
    label: str

    @property
    def cell(self) -> Cell | None:
        """None for a figure of section one."""
        return Cell.parse(self.address) if self.address.startswith("table") else None

    @property
    def group(self) -> tuple[str, str]:
        """Of a figure of section one: its group, and its name there."""
        group, _, name = self.address.partition(".")
        return group, name


class NoPlace(ValueError):
    """No figure is called so; `near`: what may be meant."""

    def __init__(self, written: str, near: Sequence[Place]) -> None:
        super().__init__(written)
        self.near = tuple(near)


def places(form: Format, first: Iterable[str]) -> list[Place]:
    """Every figure there is. `first`: the addresses of section one's."""
    tables = [Place(str(cell), f"{CHINESE[cell.table]}.{row_of(cell, form)}.{cell.column}") for cell in form.cells()]
    return [*(Place(one, _label(one)) for one in first), *tables]


def _label(address: str) -> str:
    group, _, name = address.partition(".")
    return f"{GROUPS[group]}.{name}"


def find(written: str, known: Sequence[Place]) -> Place:
    """By its address, its label, or so much of both that only one fits. Raises NoPlace."""
    wanted = _bare(written)
    for one in known:
        if wanted in (_bare(one.address), _bare(one.label)):
            return one
    fitting = [one for one in known if _fits(wanted, one)]
    closest = [one for one in fitting if _is_closest(wanted, one)]
    for some in (closest, fitting):
        if len(some) == 1:
            return some[0]
    raise NoPlace(written, (closest or fitting or _near(wanted, known))[:NEAR])


def _bare(text: str) -> str:
    text = re.sub(r"[\s“”\"]", "", normalize("NFKC", text)).lower().replace("。", ".")
    return re.sub(r"^表([二三四])\.?", lambda found: f"table{'二三四'.index(found[1]) + 2}.", text)


def _fits(wanted: str, place: Place) -> bool:
    """Whether each part of what was written is in the part of the same place, of the address or of the label."""
    table, row, column = _parts(wanted)
    return any(
        table == own_table and (row in own_row or row == own_row) and column in own_column
        for own_table, own_row, own_column in map(_parts, (_bare(place.address), _bare(place.label)))
    )


def _is_closest(wanted: str, place: Place) -> bool:
    """As `_fits`, and the column is it, the row too, or begins with it (一 → 一、…), or ends (其他 → 3.其他)."""
    _, row, column = _parts(wanted)
    return any(
        column == own_column and (own_row == row or own_row.startswith(f"{row}、") or own_row.endswith(f".{row}"))
        for _, own_row, own_column in map(_parts, (_bare(place.address), _bare(place.label)))
    )


def _parts(text: str) -> tuple[str, str, str]:
    """Table or group, row, column: a row may hold dots of its own."""
    first, _, rest = text.partition(".")
    row, _, column = rest.rpartition(".")
    return first, row, column


def _near(wanted: str, known: Sequence[Place]) -> list[Place]:
    by_words = {words: one for one in known for words in (_bare(one.address), _bare(one.label))}
    close = get_close_matches(wanted, by_words, n=2 * NEAR, cutoff=0.3)
    return list(dict.fromkeys(by_words[words] for words in close))


def summary(known: Iterable[Place]) -> list[str]:
    """What can be asked, shortly: each group with what it counts, each table with one example."""
    groups: dict[str, list[Place]] = {}
    for one in known:
        groups.setdefault(one.address.partition(".")[0], []).append(one)
    return [
        f"  {group}.…（{GROUPS[group]}）：{'、'.join(one.group[1] for one in some)}"
        if group in GROUPS
        else f"  {group}.行.列，如 {some[0].address}、{some[-1].label}"
        for group, some in groups.items()
    ]
