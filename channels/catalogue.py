"""What the catalogue (公开目录) says of an item on a website, in its order."""

from collections.abc import Mapping
from datetime import date

from content.edition import Edition

_NAMES = "索引号 信息分类 发布机构 责任单位 成文日期 文号 公开属性 公开依据 有效期至 主题词 名称 内容概述"
NAMES = tuple(_NAMES.split())
"""Those of the fields, all of them."""


def catalogue_fields(edition: Edition, office: str) -> Mapping[str, str]:
    """By Chinese names; empty ones left out.

    索引号、名称、内容概述、生成日期 are compulsory (政府信息公开条例 第十二条).
    """
    item = edition.item
    fields = {
        "索引号": edition.index_number,
        "信息分类": item.column,
        "发布机构": office,
        "责任单位": item.unit if item.unit != office else "",
        "成文日期": _day(item.made_on),
        "文号": item.document_number,
        "公开属性": str(item.disclosure),
        "公开依据": item.legal_basis,
        "有效期至": _day(item.valid_until),
        "主题词": "　".join(item.keywords),
        "名称": item.title,
        "内容概述": item.summary,
    }
    return {name: value for name, value in fields.items() if value}


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
