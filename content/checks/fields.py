"""The fields of an item: what the catalogue must show, and whether dates, reasons and legal basis hold.

Sources: 政府信息公开条例 第十二条 (索引、名称、内容概述、生成日期), 第十三条 to 第十七条, 第十九条 to 第二十一条;
第十二条 and 第四十九条 for the 指南, the 目录 and the 年度报告.
The index number (索引号) is given by the system and so is not asked for.
"""

import re
from collections.abc import Iterator
from datetime import date

from content.checks.numerals import small
from content.item import Disclosure, Item
from content.problems import Problem
from content.wording import POINTS

_REQUIRED = (
    ("title", "名称（title）"),
    ("summary", "内容概述（summary）"),
    ("made_on", "成文日期（made_on）"),
    ("unit", "单位（unit）"),
    ("column", "栏目（column）"),
)
_ARTICLE = re.compile(
    r"^(?:《?(?:中华人民共和国)?政府信息公开条例》?|条例)?\s?第(?P<article>十二|十九|二十一|二十|四十九|12|19|20|21|49)条\s?(?:第?[（(](?P<item>[一二三四五六七八九十]{1,3}|\d{1,2})[）)]项?)?$"
)
_ITEMS = {article: POINTS.get(article, 0) for article in (12, 19, 20, 21, 49)}
_PARTS = re.compile(r"[、，,；;]|和|及")


def find(item: Item, today: date) -> Iterator[Problem]:
    yield from _missing(item)
    yield from _reason(item)
    yield from _legal_basis(item)
    yield from _dates(item, today)


def _missing(item: Item) -> Iterator[Problem]:
    for name, said in _REQUIRED:
        value = getattr(item, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Problem("missing_field", name, f"没有填{said}；条例第十二条要求目录写明，请补上。", blocks=True)


def _reason(item: Item) -> Iterator[Problem]:
    if item.disclosure is not Disclosure.ACTIVE and not item.disclosure_reason.strip():
        says = f"公开属性是“{item.disclosure.value}”，要写明理由（disclosure_reason），请补上。"
        yield Problem("missing_field", "disclosure_reason", says, blocks=True)


def _legal_basis(item: Item) -> Iterator[Problem]:
    """Several bases may stand beside one another: 第二十条（七）、第二十条（九）."""
    for part in filter(None, (part.strip() for part in _PARTS.split(item.legal_basis))):
        found = _ARTICLE.match(part)
        says = (
            _fault(found)
            if found
            else "应写作“第二十条（七）”这样：第十二、十九、二十、二十一或四十九条，第二十条要写明第几项"
        )
        if says:
            yield Problem("wrong_legal_basis", "legal_basis", f"公开依据“{part}”{says}。", blocks=False, quote=part)


def _fault(found: re.Match[str]) -> str:
    article, item = small(found["article"]), small(found["item"]) if found["item"] else 0
    most = _ITEMS[article]
    if most and not found["item"]:
        return f"没有写明第几项；条例第二十条有{most}项"
    if found["item"] and not most:
        return f"不对：条例第{found['article']}条不分项"
    if found["item"] and not 1 <= item <= most:
        return f"不对：条例第二十条只有{most}项"
    return ""


def _dates(item: Item, today: date) -> Iterator[Problem]:
    made, valid = item.made_on, item.valid_until
    if made and made > today:
        yield _wrong("made_on", made, f"成文日期{made}在今天之后，请核对。")
    if valid and made and valid <= made:
        yield _wrong("valid_until", valid, f"有效期至{valid}，不晚于成文日期{made}，请核对。")
    elif valid and valid < today:
        yield _wrong("valid_until", valid, f"有效期至{valid}，已经过期，请核对是否还要发布。")


def _wrong(field: str, value: date, says: str) -> Problem:
    return Problem("wrong_field", field, says, blocks=False, quote=value.isoformat())
