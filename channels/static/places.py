"""The fixed places of a disclosure platform.

Names and order: 国办公开办函〔2019〕61号 – 指南, 制度, 法定主动公开内容, 年报 – and 依申请公开.
"""

from dataclasses import dataclass

from channels.static import addresses


@dataclass(frozen=True, slots=True)
class FixedPlace:
    """`key` names its text and the office's own Markdown; `says` is the line under its name."""

    key: str
    name: str
    path: str
    says: str


PLACES = (
    FixedPlace("guide", "政府信息公开指南", "/zfxxgk/zhinan.html", "公开什么、怎样查找、找谁咨询"),
    FixedPlace("rules", "政府信息公开制度", "/zfxxgk/zhidu.html", "公开工作依据的法规和制度"),
    FixedPlace("contents", "法定主动公开内容", addresses.CONTENTS, "按栏目、年份编排的公开目录"),
    FixedPlace("reports", "政府信息公开年报", "/zfxxgk/nianbao.html", "历年政府信息公开工作年度报告"),
    FixedPlace("applications", "依申请公开", "/zfxxgk/ysqgk.html", "怎样申请获取未主动公开的信息"),
)
BY_KEY = {place.key: place for place in PLACES}
