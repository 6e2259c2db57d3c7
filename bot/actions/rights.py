"""Who may do what, by role. A review step's name is itself the role that may do it (see `content.review`).

No role stands above the others: 管理员 registers people and keeps channels running, and reviews nothing.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.actions.errors import NotAllowed, WrongUse
from content.item import Item
from content.people import Person, objection_to
from content.store.store import Work

ADMINISTRATOR = "管理员"
WRITER = "信息员"
SECRECY_REVIEWER = "保密审查员"


class Right(StrEnum):
    """What may be done, as staff read it."""

    PEOPLE = "登记人员、改角色"
    BIND = "替别人绑定或解绑聊天账号"
    SUBMIT = "写稿送审"
    PUBLISH = "发布"
    CORRECT = "更正"
    WITHDRAW = "撤回"
    CANCEL = "取消发送"
    HAND_OVER = "领取和确认人工转发"
    RELEASE = "退回别人领取的人工转发"
    SETTLE = "核定结果不明的发送"
    RECORD = "登记媒体刊播"
    IMPORT = "导入历年台账"
    VOID = "作废台账记录"
    CHANNELS = "恢复渠道"
    TRY = "试用渠道"
    FIGURES = "按台账重算统计数"
    MENU = "设置公众号菜单"
    COMMENTS = "办理文章留言"
    APPLICATIONS = "办理依申请公开申请"
    HOLIDAYS = "更新放假安排"
    LETTERS = "办理留言"
    REGISTERS = "登记年报数据"
    CASES = "登记复议诉讼和投诉举报"
    REPORT = "编制年度报告"
    WORDS = "维护词表"


ROLES: Mapping[Right, frozenset[str]] = {
    Right.PEOPLE: frozenset({ADMINISTRATOR}),
    Right.BIND: frozenset({ADMINISTRATOR}),
    Right.SUBMIT: frozenset({WRITER}),
    Right.PUBLISH: frozenset({"发布员"}),
    Right.CORRECT: frozenset({"发布员"}),
    Right.WITHDRAW: frozenset({"发布员"}),
    Right.CANCEL: frozenset({"发布员"}),
    Right.HAND_OVER: frozenset({"上传员", "发布员"}),
    Right.RELEASE: frozenset({ADMINISTRATOR}),
    Right.SETTLE: frozenset({"发布员", ADMINISTRATOR}),
    Right.RECORD: frozenset({"统计", "发布员"}),
    Right.IMPORT: frozenset({"统计", ADMINISTRATOR}),
    Right.VOID: frozenset({"统计", "发布员"}),
    Right.CHANNELS: frozenset({ADMINISTRATOR}),
    Right.TRY: frozenset({ADMINISTRATOR}),
    Right.FIGURES: frozenset({"统计", ADMINISTRATOR}),
    Right.MENU: frozenset({ADMINISTRATOR}),
    Right.COMMENTS: frozenset({"信箱员"}),
    Right.APPLICATIONS: frozenset({"依申请公开"}),
    Right.HOLIDAYS: frozenset({ADMINISTRATOR, "依申请公开"}),
    Right.LETTERS: frozenset({"信箱员"}),
    Right.REGISTERS: frozenset({"统计"}),
    Right.CASES: frozenset({"统计", "依申请公开"}),
    Right.REPORT: frozenset({"统计"}),
    Right.WORDS: frozenset({ADMINISTRATOR, SECRECY_REVIEWER}),
}

PUBLISHERS = ROLES[Right.PUBLISH]


def known(work: Work, name: str) -> Person:
    """The active person of this name. Raises WrongUse for a stranger, NotAllowed for somebody who left."""
    if not name:
        raise WrongUse("请写明由谁办理：--by 姓名，或设环境变量 GONGKAI_BY。")
    person = work.people.get(name)
    if person is None:
        raise WrongUse(f"没有登记过“{name}”。已登记的人员见 gongkai people list。")
    if not person.active:
        raise NotAllowed(f"{name}已停用，不能再办理。")
    return person


def require_theirs(person: Person, item: Item) -> None:
    """Raises NotAllowed unless their roles are for items of its unit in its column."""
    if objection := objection_to(person, item.unit, item.column):
        raise NotAllowed(objection)


def publishing_roles(steps: Sequence[str]) -> frozenset[str]:
    """Who publishes: where nothing is reviewed, also whoever writes. `steps`: of review, as in the settings."""
    return PUBLISHERS if steps else PUBLISHERS | {WRITER}


def those_who_may(work: Work, right: Right) -> list[str]:
    """The names of everybody a role gives the right, who still works here."""
    return [person.name for person in work.people.all() if person.may(*ROLES[right])]


def require(work: Work, name: str, right: Right, *also: str) -> Person:
    """The person, if a role of theirs gives the right; `also` are further roles that do in this house's settings."""
    return require_role(known(work, name), right, *also)


def require_role(person: Person, right: Right, *also: str) -> Person:
    """Of whoever is known already. Raises NotAllowed."""
    allowed = ROLES[right] | frozenset(also)
    if not person.roles & allowed:
        raise NotAllowed(f"{person.name}不能{right}：需要的角色是{'或'.join(sorted(allowed))}。")
    return person
