"""How a report's text words the numbers that stand in its tables: patterns, and the cells each speaks of."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from content.checks.quantities import NUMBER
from content.report.cell import Cell
from content.report.format import TOTAL, Format

Sums = Callable[[re.Match[str], Format], list[list[Cell]]]
"""The groups of cells any of which a number may be the sum of."""
Fits = Callable[[re.Match[str], str], bool]
"""Whether a match in its sentence is about that at all."""

COUNT = (
    rf"(?:共计|共有|共|总计|合计|数量|总数|数)?(?:为|是|：|:)?\s?(?P<n>{NUMBER})\s?(?:件次|件|条|宗|份|起|次|项|个|例)"
)
EXACT = r"(?!余|多|左右|以上)"
RECEIVED = r"(?<!未)(?<!没有)(?P<verb>收到|接到|新收|接收|受理|办理)"
INFORMATION = r"(?:政府信息公开|信息公开|依申请公开)"
APPLICATION = rf"(?:{INFORMATION}申请|公开申请|依申请公开(?:事项|件)?|申请)(?:公开)?(?:事项)?"
DOCUMENT = r"(?:各类)?(?:行政)?规范性文件"
EVERYBODY = re.compile(r"(?:自然人|公民|个人)、?(?:法人)(?:(?:和|或|或者|及|以及|与|、)(?:其他|其它)组织)?")
SOME = re.compile(
    r"网络|网上|网站|互联网|微信|在线|通过(?!各|多)|指导|各单位|各部门|信函|邮寄|邮政|挂号|当面|现场|窗口|传真|邮件|邮箱|平台|系统|自然人|法人|企业|补正|延期|重复|征求"
)
"""Of the applications, only those that came in one way, or of one kind."""
OF_INFORMATION = re.compile(r"公开[^，。；]{0,8}申请|依申请公开|(?:收到|受理|办结)的?申请")
OTHER_WORK = re.compile(r"提案|建议|议案|信箱|留言|咨询|热线|信访|投诉|举报|许可|诉求|12345|信件")
ATTRIBUTE = re.compile(r"制发|制作|信息总|总数|依申请公开[^，。；]{0,6}\d|主动公开[^，。；]{0,6}\d")
AS_REVIEWER = re.compile(r"办理|审理|受理|审结")
BOTH_WAYS = re.compile(r"复议(?:和|、|及|或|或者|与)(?:行政)?诉讼")
CLAUSE = re.compile(r"[，,；;：]")


@dataclass(frozen=True, slots=True)
class Kind:
    """`of_other_time`: it speaks of last year or the next by its nature."""

    pattern: re.Pattern[str]
    sums: Sums
    fits: Fits = lambda _match, _sentence: True
    of_other_time: bool = False


def _count(words: str) -> re.Pattern[str]:
    return re.compile(f"{words}{COUNT}{EXACT}")


def _totals(*rows: str) -> list[Cell]:
    return [Cell("table3", row, TOTAL) for row in rows]


def _rows(*rows: str) -> Sums:
    return lambda _match, _form: [_totals(*rows)]


def _group(letter: str) -> Sums:
    """All results of one group: c is 不予公开."""

    def cells(_match: re.Match[str], form: Format) -> list[list[Cell]]:
        return [_totals(*(line.key for line in form.table3.rows if line.key[0] == letter and line.counts))]

    return cells


def _received(match: re.Match[str], _form: Format) -> list[list[Cell]]:
    """受理 and 办理 may count those carried over, too."""
    exact = match["verb"] not in ("受理", "办理")
    return [_totals("r1")] if exact else [_totals("r1"), _totals("r1", "r2"), _totals("g")]


def _is_received(match: re.Match[str], sentence: str) -> bool:
    between = EVERYBODY.sub("", match["mid"])
    before = CLAUSE.split(sentence[: match.start()])[-1]
    named = re.search(r"信息|公开|依申请", match[0]) is not None or not between
    return named and not SOME.search(before + between) and not OTHER_WORK.search(between)


def _is_nothing(match: re.Match[str], _sentence: str) -> bool:
    return not SOME.search(match["mid"])


def _is_about_applications(match: re.Match[str], sentence: str) -> bool:
    return bool(OF_INFORMATION.search(sentence)) and not OTHER_WORK.search(sentence) and not SOME.search(match[0])


def _is_result(_match: re.Match[str], sentence: str) -> bool:
    return bool(re.search(r"申请|答复|办理结果", sentence)) and not ATTRIBUTE.search(sentence)


def _is_case(match: re.Match[str], sentence: str) -> bool:
    own = not AS_REVIEWER.search(CLAUSE.split(sentence[: match.start()])[-1])
    return "信息公开" in sentence and own and not BOTH_WAYS.search(sentence)


def _table_two(row: str, *columns: str) -> Sums:
    """Cells whose row ends so, under these headings; the kind of decision comes from the match."""

    def cells(match: re.Match[str], form: Format) -> list[list[Cell]]:
        name = f"行政{match['kind']}" if "kind" in match.re.groupindex else row
        found = [cell for cell in form.cells() if cell.table == "table2" and cell.column in columns]
        return [[cell] for cell in found if cell.row.endswith(name)]

    return cells


def _cases(*groups: str) -> Sums:
    return lambda _match, _form: [[Cell("table4", group, TOTAL) for group in groups]]


NOTHING = rf"(?:未|没有)(?:收到|接到|受理)(?P<mid>[^，。；：\d]{{0,12}}?){INFORMATION}[^，。；\d]{{0,4}}申请(?!人)"
COUNT_FIRST = rf"{RECEIVED}(?P<mid>[^，。；：\d]{{0,12}}?){COUNT}(?:的)?{INFORMATION}(?:的)?申请"
CARRIED = r"[^，。；：\d]{0,14}?"
KINDS = (
    Kind(_count(rf"{RECEIVED}(?P<mid>[^，。；：\d]{{0,40}}?){APPLICATION}"), _received, _is_received),
    Kind(re.compile(COUNT_FIRST), _received, _is_received),
    Kind(re.compile(NOTHING), _rows("r1"), _is_nothing),
    Kind(_count(r"(?<!未)办结[^，。；：\d]{0,12}?"), _rows("g"), _is_about_applications),
    Kind(_count(rf"结转(?:至|到|下){CARRIED}"), _rows("r4"), _is_about_applications, of_other_time=True),
    Kind(_count(rf"(?:上一?年|去年)度?结转{CARRIED}"), _rows("r2"), _is_about_applications, of_other_time=True),
    Kind(_count(r"予以(?:公开)?(?:及|和|、)部分公开的?"), _rows("a", "b"), _is_result),
    Kind(_count(r"予以公开的?"), _rows("a"), _is_result),
    Kind(_count(r"(?<![及和、])部分公开的?"), _rows("b"), _is_result),
    Kind(_count(r"不予公开的?"), _group("c"), _is_result),
    Kind(_count(r"无法提供的?"), _group("d"), _is_result),
    Kind(_count(r"不予处理的?"), _group("e"), _is_result),
    Kind(_count(r"其他处理的?"), _group("f"), _is_result),
    Kind(_count(r"复议(?:案件|申请|案)?"), _cases("行政复议"), _is_case),
    Kind(_count(r"诉讼(?:案件|案)?"), _cases("未经复议直接起诉", "复议后起诉"), _is_case),
    Kind(
        _count(rf"(?:制发|制定|印发|出台|新制作)了?{DOCUMENT}"),
        _table_two("规范性文件", "本年制发件数", "本年新制作数量"),
    ),
    Kind(_count(rf"废止了?{DOCUMENT}"), _table_two("规范性文件", "本年废止件数")),
    Kind(_count(rf"现行有效的?{DOCUMENT}"), _table_two("规范性文件", "现行有效件数")),
    Kind(
        _count(r"行政(?P<kind>许可|处罚|强制)(?:处理)?决定"),
        _table_two("", "本年处理决定数量", "处理决定数量"),
    ),
    Kind(
        re.compile(rf"行政事业性收费(?:金额)?(?:为|是|共计|共|：)?\s?(?P<n>{NUMBER})\s?万元"),
        _table_two("行政事业性收费", "本年收费金额（单位：万元）"),
    ),
)
