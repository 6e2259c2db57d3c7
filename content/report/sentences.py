"""Section one's sentences: what was disclosed and where, and how applications came and were answered.

Each gives "" where there is nothing to say. Every number in them can be opened into its rows (bot.views.explained).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from content.counts import UNKNOWN, Basis, Counts, in_order
from content.item import Disclosure
from content.registers.applications import OUTCOMES
from content.registers.money import in_yuan
from content.report.cell import Cell, Cells
from content.report.format import Format
from content.report.phrases import PIECE, WAYS, MediumWords, Wording
from content.report.sources import Alike, Sources

ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        kind: tuple(key for key, words in OUTCOMES.items() if words.partition("：")[0] == kind)
        for kind in dict.fromkeys(words.partition("：")[0] for words in OUTCOMES.values())
    }
)
"""The six kinds of answer, and the outcomes each takes."""

HANDLED: Mapping[str, Alike] = MappingProxyType(
    {
        "新收": {"new": True},
        "上年结转": {"new": False},
        "办结": {"closed": True},
        "按期办结": {"closed": True, "late": False},
        "逾期办结": {"closed": True, "late": True},
        "结转下年度": {"closed": False},
    }
)
"""What is told of how applications were handled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """How the office says what it disclosed. `order`: of the media, as in the settings."""

    short: str
    basis: Basis
    wording: Wording = Wording.PLAIN
    order: Sequence[str] = ()
    media: Mapping[str, MediumWords] = field(default_factory=dict)

    def of(self, medium: str) -> MediumWords:
        return self.media.get(medium, MediumWords())


NOTES: Mapping[Basis, str] = MappingProxyType(
    {
        Basis.ADDED: "（同一信息在不同渠道公开的分别计数）",
        Basis.ONCE: "（同一信息在不同渠道公开的只计1条）",
        Basis.APART: "",
    }
)

LEADS: Mapping[Basis, str] = MappingProxyType({Basis.ADDED: "其中", Basis.ONCE: "按渠道分别统计"})
"""其中 promises that the parts add up; what is counted once does not."""


def disclosed(counts: Counts, saying: Saying) -> str:
    """How much was disclosed, and through what. Numbers in different units are never added: then there is no total.

    Source of the plain wording: 2020 report of a high-tech zone (791 = 629 + 102 + 60).
    """
    said = in_order(counts.media, saying.order)
    parts = [saying.of(medium).says(medium, count) for medium, count in said.items()]
    if saying.basis is Basis.APART or len({saying.of(medium).unit for medium in said}) > 1:
        return f"{_when(counts, saying)}{'，'.join(parts)}。" if parts else f"{_when(counts, saying)}没有公开信息。"
    if saying.wording is Wording.PLAIN:
        return _plain(counts, saying, parts)
    return _noted(counts, saying, parts)


def _when(counts: Counts, saying: Saying) -> str:
    return f"截至{counts.year}年12月底，{saying.short}" if saying.wording is Wording.PLAIN else "全年"


def _plain(counts: Counts, saying: Saying, parts: Sequence[str]) -> str:
    note = NOTES[saying.basis] if saying.basis is Basis.ONCE else ""
    whole = f"{_when(counts, saying)}主动公开政府信息数总计{_total(counts, saying.basis, PIECE)}{note}。"
    return f"{whole}{LEADS[saying.basis]}，{'；'.join(parts)}。" if parts else whole


def _noted(counts: Counts, saying: Saying, parts: Sequence[str]) -> str:
    unit = "条次" if saying.basis is Basis.ADDED else PIECE
    whole = f"全年主动公开政府信息{_total(counts, saying.basis, unit)}"
    listed = f"。{LEADS[saying.basis]}，{'，'.join(parts)}" if parts else ""
    if saying.basis is Basis.ONCE:
        return f"{whole}{NOTES[saying.basis]}{listed}。"
    return f"{whole}{listed}{NOTES[saying.basis]}。"


def _total(counts: Counts, basis: Basis, unit: str) -> str:
    total = counts.total(basis)
    return UNKNOWN if total is None else f"{total}{unit}"


def basis_changed(previous: str, basis: Basis) -> str:
    """Told when last year's total was made in another way: the two cannot be compared."""
    if previous in ("", basis):
        return ""
    return f"与上年度相比，统计口径有变化：上年度为{Basis(previous).says}，本年度为{basis.says}，两年数据不直接可比。"


def made(by_disclosure: Mapping[Disclosure, int]) -> str:
    """制发政府信息总数: what was made in the year, by 公开属性, the unpublished as well."""
    total = sum(by_disclosure.values())
    parts = "、".join(f"{name}{count}条" for name, count in by_disclosure.items())
    return f"本年度制发政府信息总数{total}条，其中{parts}。" if total else ""


WORDS_OF_DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "documents_made": "新制发",
        "documents_repealed": "废止",
        "documents_in_force": "现行有效",
        "documents_published": "新公开",
        "documents_public": "累计对外公开",
    }
)


def documents(form: Format, cells: Cells) -> str:
    """规章 and 规范性文件, as table two has them."""
    said = []
    for row, columns in ((row, block.columns) for block in form.table2 for row in block.rows):
        words = {
            WORDS_OF_DOCUMENTS[one.measure]: cells.get(Cell("table2", row.label, one.label))
            for one in columns
            if one.measure in WORDS_OF_DOCUMENTS
        }
        if any(words.values()):
            said.append(row.label + "、".join(f"{word}{number}件" for word, number in words.items()))
    return f"{'；'.join(said)}。" if said else ""


def received(sources: Sources, always: Collection[str] = ()) -> str:
    """共接到…件, by the ways they came; those of `always` are named even when none did."""
    total = sources.count(new=True)
    ways = {name: sources.count(new=True, ways=takes) for name, takes in WAYS.items()}
    named = [*always, *(name for name in ways if name not in always)]
    parts = "，".join(f"{name}申请数{ways[name]}件" for name in named if ways[name] or name in always)
    return f"本年度共接到依申请公开事项{total}件{f'，其中{parts}' if parts else ''}。"


def handled(sources: Sources) -> str:
    """Carried over, closed, on time and late, and what goes on."""
    count = {name: sources.count(**alike) for name, alike in HANDLED.items()}
    split = f"其中按期办结{count['按期办结']}件，逾期办结{count['逾期办结']}件"
    said = [
        f"上年结转{count['上年结转']}件" if count["上年结转"] else "",
        f"本年度办结{count['办结']}件，{split if count['逾期办结'] else '均按期办结'}" if count["办结"] else "",
        f"结转下年度继续办理{count['结转下年度']}件" if count["结转下年度"] else "",
    ]
    words = "；".join(one for one in said if one)
    return f"{words}。" if words else ""


def answered(sources: Sources) -> str:
    """The answers by kind."""
    kinds = {kind: sources.count(outcomes=keys) for kind, keys in ANSWERS.items()}
    parts = "，".join(f"{kind}{count}件" for kind, count in kinds.items() if count)
    return f"办理结果为：{parts}。" if parts else ""


def disputed(cells: Cells, form: Format) -> str:
    """复议 and 诉讼 as table four has them."""
    return f"政府信息公开{'，'.join(f'{words}{count}件' for words, count in disputes(cells, form).items())}。"


def disputes(cells: Cells, form: Format) -> dict[str, int]:
    """The totals of table four by their headings: 行政复议, 行政诉讼."""
    totals: dict[str, int] = {}
    for group in form.table4.groups:
        number = cells.get(Cell("table4", group.label, form.table4.total)) or 0
        totals[group.under or group.label] = totals.get(group.under or group.label, 0) + int(number)
    return totals


def complaints(sources: Sources) -> str:
    return f"收到投诉举报{sum(1 for _ in sources.in_year('complaints'))}件。"


def charged(fen: int) -> str:
    """信息处理费 in 元, told even when nil (国办公开办函〔2021〕30号)."""
    return f"本年度{fee(fen)}" if fen else "本年度无收取信息处理费情况。"


def fee(fen: int) -> str:
    return f"收取信息处理费{in_yuan(fen)}元。"


def opened(accounts: Sequence[str]) -> str:
    return f"本年度开通{'、'.join(accounts)}。" if accounts else ""


def secrecy(count: int) -> str:
    return f"全年公开前开展保密审查{count}件次。" if count else ""


def emergency(count: int) -> str:
    return f"紧急情况下先发布、后审核{count}件次。" if count else ""


def letters(came: int, settled: int) -> str:
    """留言: answered, or closed with a reason."""
    return f"全年收到公众留言{came}件，已办结{settled}件。" if came else ""
