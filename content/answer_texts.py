"""Answers that are often given (常用答复): those that come with the program, and what the office makes of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

OURS: Mapping[str, str] = MappingProxyType(
    {
        "办事指引": "您好，您的留言收悉。您咨询的事项，请到〔地点〕办理，需要带〔材料〕，办理时间为〔时间〕。"
        "如有疑问，可拨打〔电话〕咨询。感谢您的关注和支持！",
        "转请核实": "您好，您的留言收悉。您反映的情况已转请〔单位〕核实处理，预计〔时间〕前答复您。感谢您的监督！",
        "已经办结": "您好，您的留言收悉。经〔单位〕核实：〔情况〕。现已〔处理结果〕。"
        "如还有问题，请再联系我们：〔电话〕。",
        "已经公开": "您好，您的留言收悉。您需要的内容已经公开，请看：〔链接〕。感谢您的关注！",
        "申请公开": "您好，您的留言收悉。您需要的信息可以通过政府信息公开申请获取，"
        "在本账号发“申请公开”，或在网站“依申请公开”栏目提交。感谢您的关注！",
    }
)
"""By name. What stands in 〔〕 is filled in by whoever answers."""


@dataclass(frozen=True, slots=True)
class AnswerText:
    """As somebody wrote it down; `text` "" = they took it away. `by` "" and no `at`: it comes with the program."""

    name: str
    text: str
    by: str = ""
    at: datetime | None = None


def current(saves: Iterable[AnswerText]) -> list[AnswerText]:
    """Those there are, in the order in which they came. `saves`: all that was written down, oldest first."""
    found = {name: AnswerText(name, text) for name, text in OURS.items()}
    for one in saves:
        found[one.name] = one
    return [one for one in found.values() if one.text]
