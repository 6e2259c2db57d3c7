"""Where the staff's pages are, and which of them stand in the navigation."""

from typing import NamedTuple

from bot.actions.rights import ROLES, Right
from content.people import Person

ROOT = "/gzt"
"""工作台: everything of the console is below it."""


class Section(NamedTuple):
    """`words` is what its link says, `path` is below ROOT; `right`: what opening it takes, None = nothing."""

    words: str
    path: str
    right: Right | None = None

    def is_for(self, person: Person) -> bool:
        return self.right is None or person.may(*ROLES[self.right])


class Group(NamedTuple):
    words: str
    sections: tuple[Section, ...]

    def of(self, person: Person) -> list[Section]:
        """What of it this person may open."""
        return [section for section in self.sections if section.is_for(person)]


WORKBENCH = Section("工作台", "/")
GROUPS = (
    Group("", (WORKBENCH,)),
    Group(
        "稿件",
        (
            Section("稿件", "/gaojian"),
            Section("审核", "/shenhe"),
            Section("发布", "/fabu"),
            Section("待上传", "/shangchuan"),
            Section("媒体刊播", "/kanbo"),
        ),
    ),
    Group(
        "互动",
        (
            Section("留言", "/liuyan", Right.LETTERS),
            Section("文章留言", "/pinglun", Right.COMMENTS),
            Section("依申请公开", "/shenqing", Right.APPLICATIONS),
        ),
    ),
    Group(
        "年报",
        (
            Section("台账", "/taizhang"),
            Section("登记簿", "/dengji"),
            Section("年度报告", "/nianbao"),
        ),
    ),
    Group(
        "管理",
        (
            Section("渠道", "/qudao"),
            Section("设置", "/shezhi"),
            Section("人员", "/renyuan"),
        ),
    ),
)
SIGN_IN, SIGN_OUT, ACCOUNT = "/denglu", "/tuichu", "/wode"
LINK = SIGN_IN + "/lianjie"
STATIC = "/static"
EVERYBODY = frozenset({SIGN_IN})
"""What is shown to who is not signed in; below these paths too."""


def path(below: str) -> str:
    """The whole path of a page: `/gaojian` gives `/gzt/gaojian`."""
    return ROOT + below


def one_time_link(home: str, word: str) -> str:
    """The whole address. `home`: where the console is served, `https://…`, without a path."""
    return f"{home.rstrip('/')}{path(LINK)}/{word}"
