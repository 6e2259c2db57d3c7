"""The secrecy review: nothing is published without one. Source: 政府信息公开条例 第十七条."""

import re
from collections.abc import Iterator
from datetime import date

from content.item import Item
from content.problems import Problem

_CODE = "missing_secrecy_review"
_NO = re.compile(
    r"不得公开|不予公开|不宜公开|不能公开|不可公开|不应公开|不同意|不通过|未通过|暂缓|暂不|待定|不公开|不准"
)
_SECRET = re.compile(
    r"(?<!不)(?<!非)(?<!无)(?<!未)(?<!未发现)(?<!不含)(?<!没有)(?<!不存在)(?:涉密|涉及(?:国家|工作|商业)?秘密|属(?:于)?(?:国家|工作)秘密)"
)
_YES = re.compile(
    r"可以?(?:主动|对外|向社会)?公开|同意|准予|予以(?:主动)?公开|主动公开|不涉密|非涉密|无涉密|未涉密|不涉及|不含|不属于|通过|可以?发布|未发现"
)


def find(item: Item, today: date) -> Iterator[Problem]:
    review = item.secrecy
    if review is None:
        says = "没有保密审查（secrecy）；未经审查不得公开，请保密审查员写明审查人、日期和结论。"
        yield Problem(_CODE, "secrecy", says, blocks=True)
        return
    if not review.by.strip():
        yield Problem(_CODE, "secrecy", "保密审查没有写审查人（by），请补上。", blocks=True)
    if review.on > today:
        says = f"保密审查日期{review.on}在今天之后，请核对。"
        yield Problem(_CODE, "secrecy", says, blocks=True, quote=review.on.isoformat())
    yield from _conclusion(review.conclusion.strip())


def _conclusion(conclusion: str) -> Iterator[Problem]:
    if not conclusion:
        yield Problem(_CODE, "secrecy", "保密审查没有写结论（conclusion），请补上，如“可以公开”。", blocks=True)
    elif _NO.search(conclusion) or _SECRET.search(conclusion):
        says = f"保密审查结论是“{conclusion}”，不得发布。"
        yield Problem(_CODE, "secrecy", says, blocks=True, quote=conclusion)
    elif not _YES.search(conclusion):
        says = f"保密审查结论“{conclusion}”没有说明可否公开，请写“可以公开”或“不得公开”。"
        yield Problem(_CODE, "secrecy", says, blocks=True, quote=conclusion)
