"""What the catalogue (公开目录) says of an item on a website, in its order."""

from collections.abc import Callable, Mapping
from datetime import date

from content.edition import Edition

FIELDS: Mapping[str, Callable[[Edition, str], str]] = {
    "索引号": lambda edition, _: edition.index_number,
    "信息分类": lambda edition, _: edition.item.column,
    "发布机构": lambda _, office: office,
    "责任单位": lambda edition, office: edition.item.unit if edition.item.unit != office else "",
    "成文日期": lambda edition, _: _day(edition.item.made_on),
    "文号": lambda edition, _: edition.item.document_number,
    "公开属性": lambda edition, _: str(edition.item.disclosure),
    "公开依据": lambda edition, _: edition.item.legal_basis,
    "有效期至": lambda edition, _: _day(edition.item.valid_until),
    "主题词": lambda edition, _: "　".join(edition.item.keywords),
    "名称": lambda edition, _: edition.item.title,
    "内容概述": lambda edition, _: edition.item.summary,
}
"""What each says of an edition of an office; "" for nothing."""


def catalogue_fields(edition: Edition, office: str) -> Mapping[str, str]:
    """By Chinese names; empty ones left out.

    索引号、名称、内容概述、生成日期 are compulsory (政府信息公开条例 第十二条).
    """
    fields = {name: says(edition, office) for name, says in FIELDS.items()}
    return {name: value for name, value in fields.items() if value}


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
