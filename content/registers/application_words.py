"""What people write in the cells of a table of applications, as values. Each reader raises ValueError, in Chinese."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from types import MappingProxyType
from unicodedata import normalize

from content.cells import moment_in
from content.registers.application_table import BETWEEN, BETWEEN_PARTS
from content.registers.applications import OUTCOMES, STATE_WORDS, ApplicantKind, State, Way
from content.registers.clocks import LONGEST_EXTENSION
from content.registers.money import fen_in
from content.registers.steps import Answer, Asked, Consultation
from content.report.format import formats

WAYS: Mapping[str, Way] = MappingProxyType(
    {way.value: way for way in Way}
    | dict.fromkeys(("当面提交", "现场", "现场提交"), Way.IN_PERSON)
    | dict.fromkeys(("挂号信", "快递", "特快专递", "EMS", "邮政快递"), Way.POST)
    | dict.fromkeys(("网络", "互联网", "在线", "网站", "在线申请"), Way.ONLINE)
    | dict.fromkeys(("电邮", "邮件", "电子信箱"), Way.EMAIL)
    | dict.fromkeys(("微信公众号",), Way.WECHAT)
)
KINDS: Mapping[str, ApplicantKind] = MappingProxyType(
    {kind.value: kind for kind in ApplicantKind}
    | dict.fromkeys(("公民", "个人"), ApplicantKind.PERSON)
    | dict.fromkeys(("企业", "公司"), ApplicantKind.COMPANY)
)
STATES: Mapping[str, State] = MappingProxyType({word: state for state, word in STATE_WORDS.items()})
YES, NO = ("是", "有", "√"), ("", "否", "无", "0")
NUMBERING = re.compile(r"[（(][一二三四五六七][)）]|\d[.．、]|[一二三四]、|[（(]区分处理的.*?[)）]")
SIGNS = re.compile(r"[\s“”\"'：:，,、。.（）()—-]")


def way_in(cell: str) -> Way:
    if (way := WAYS.get(cell) or WAYS.get(cell.upper())) is None:
        raise ValueError(f"“{cell}”不能用，可写：{'、'.join(Way)}")
    return way


def kind_in(cell: str) -> ApplicantKind:
    if (kind := KINDS.get(cell)) is None:
        raise ValueError(f"“{cell}”不能用，可写：{'、'.join(ApplicantKind)}")
    return kind


def state_in(cell: str) -> State | None:
    if cell and cell not in STATES:
        raise ValueError(f"“{cell}”不能用，可写：{'、'.join(STATES)}")
    return STATES.get(cell)


@lru_cache(maxsize=10_000)  # of many rows the same days are written
def moment(cell: str) -> datetime | None:
    return moment_in(cell) if cell else None


def day_in(cell: str) -> date | None:
    found = moment(cell)
    return found.date() if found else None


def outcome_in(cell: str) -> str:
    """A key of OUTCOMES, for it or for a label of table three in either format, with its numbers and signs or without.

    Row f of the format 2019 is not split: it becomes f3.
    """
    if not cell:
        return ""
    if cell.lower() in OUTCOMES:
        return cell.lower()
    if key := _labels().get(_bare(cell)):
        return key
    raise ValueError(f"“{cell}”不能用，可写：{'；'.join(f'{key} {words}' for key, words in OUTCOMES.items())}")


@cache
def _labels() -> Mapping[str, str]:
    found = {_bare(words): key for key, words in OUTCOMES.items()}
    found |= {_bare(words.partition("：")[2]): key for key, words in OUTCOMES.items() if "：" in words}
    for form in formats():
        for line in form.table3.rows:
            if line.counts:
                key = line.counts[-1]
                whole = _bare(form.table3.labels[line.key])
                found |= {whole: key, whole.removeprefix("本年度办理结果"): key, _bare(line.texts[-1].text): key}
    return MappingProxyType(found)


def _bare(words: str) -> str:
    return SIGNS.sub("", NUMBERING.sub("", normalize("NFKC", words).replace("(", "（").replace(")", "）")))


def charge_in(cell: str) -> int:
    """In 分; 0 where nothing was charged."""
    return 0 if cell in NO else fen_in(cell)


def days_in(cell: str) -> int:
    """Of an extension: 是 is the longest there may be; 0 for none."""
    if cell in NO:
        return 0
    if cell in YES:
        return LONGEST_EXTENSION
    found = re.fullmatch(r"(\d{1,2})(?:个?工作日|天|日)?", normalize("NFKC", cell))
    if found is None or not 1 <= int(found[1]) <= LONGEST_EXTENSION:
        raise ValueError(f"“{cell}”不能用，可写“是”或 1 到 {LONGEST_EXTENSION} 的工作日数")
    return int(found[1])


def yes_in(cell: str) -> bool:
    if cell not in (*YES, *NO):
        raise ValueError(f"“{cell}”不能用，可写“是”或“否”")
    return cell in YES


def consultations_in(cell: str) -> tuple[Consultation, ...]:
    """As `content.registers.application_table.consulted_cell` writes them."""
    return tuple(_consultation(one) for one in cell.split(BETWEEN)) if cell else ()


def _consultation(words: str) -> Consultation:
    parts = ["" if part.strip() == "-" else part.strip() for part in words.split(BETWEEN_PARTS.strip())]
    try:
        asked, party, asked_on, reached_on, until, answer, answered_on, says = parts
        return Consultation(
            asked=Asked(asked),
            party=party,
            asked_on=moment_in(asked_on).date(),
            reached_on=day_in(reached_on),
            until=moment_in(until).date(),
            answer=Answer(answer) if answer else None,
            answered_on=day_in(answered_on),
            says=says,
        )
    except ValueError:
        order = "第三方或其他机关 | 名称 | 征求日期 | 送达日期 | 答复期限 | 答复 | 答复日期 | 说明"
        raise ValueError(f"“{words[:30]}”看不懂，应写作：{order}，没有的写 -，几个之间用 ||") from None
