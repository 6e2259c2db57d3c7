"""What people mean by what they type: wide signs, blanks, slips of the hand, other words for the same thing."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from unicodedata import normalize


class Command(StrEnum):
    """What can be asked for in a word; the value is the word we name to people."""

    HELP = "帮助"
    SEARCH = "搜索"
    LETTER = "留言"
    PROGRESS = "查询"
    RATE = "评价"
    APPLY = "依申请公开"
    SUBMIT = "提交"
    CANCEL = "取消"
    BACK = "返回"
    SKIP = "跳过"
    MORE = "更多"


SPELLINGS: Mapping[Command, str] = MappingProxyType(
    {
        Command.HELP: "帮助 使用帮助 幫助 帮住 帮忙 help 菜单 功能 怎么用 说明 使用说明",
        Command.SEARCH: "搜索 搜一下 搜一搜 搜 搜素 搜锁 查找 找 查信息 搜索信息 信息搜索",
        Command.LETTER: "留言 我要留言 想留言 写留言 在线留言 流言 留严 刘言 提问 我要提问 人工 转人工 人工服务 写信",
        Command.PROGRESS: "查询 查询进度 进度查询 查进度 进度 查訊 查詢 查寻 查讯 我的留言 我的申请 办理进度 编号",
        Command.RATE: "评价 评分 打分 平价 評價 我要评价 满意度",
        Command.APPLY: "依申请公开 依申请 申请公开 我要申请 我要申请公开 信息公开申请 申请信息公开 政府信息公开申请",
        Command.SUBMIT: "提交 提交留言 确认提交 提交申请 提教 题交 提缴 "
        "写完了 写好了 写完 发完了 说完了 完成 完了 完毕 结束 好了 好啦 就这些",
        Command.CANCEL: "取消 放弃 退出 算了 不留了 不写了 不申请了 取销 取消留言 不要了 quit exit",
        Command.BACK: "返回 上一步 后退 回去 返回上一步 反回",
        Command.SKIP: "跳过 不填 不留 没有 无 略过 略 跳国 不用",
        Command.MORE: "更多 下一页 还有吗 还有呢 更多结果 下页 继续看 more",
    }
)
# What a word may begin with, longest first: 查询进度 is not 查询 and 进度.
_STARTS = {
    command: tuple(sorted((word for word in words.split() if len(word) > 1), key=len, reverse=True))
    for command, words in SPELLINGS.items()
}
_COMMANDS = {word: command for command, words in SPELLINGS.items() for word in words.split()}
YES = frozenset(
    [
        "是",
        "是的",
        "好",
        "好的",
        "可以",
        "同意",
        "对",
        "对的",
        "行",
        "确认",
        "确定",
        "愿意",
        "嗯",
        "ok",
        "yes",
        "y",
        "要",
    ]
)
ASKING = frozenset({"?", "??", "0"})
NO = frozenset([*"否不别n", "不是", "不同意", "不可以", "不行", "不愿意", "不好", "不要", "不对", "no"])
NUMERALS: Mapping[str, int] = MappingProxyType({sign: at for at, sign in enumerate("一二三四五六七八九", 1)})
NOT_SAID = re.compile(r"[\W_]+")
PARTED = re.compile(r"^[\W_]+")
PICKED = re.compile(r"(?:第|选|选择)?([1-9一二三四五六七八九])(?:个|条|项|号|分|星)?")

LEAST_NUMBER = 4
"""So many figures are a year, or the end of a telephone, and no place in a list."""


@lru_cache(maxsize=500)  # of one message it is asked a dozen times
def plain(text: str) -> str:
    """As meant: ordinary digits and letters, no blanks around it."""
    return normalize("NFKC", text).strip()


@lru_cache(maxsize=500)
def bare(text: str) -> str:
    """Only what is said: no blanks, no punctuation, small letters."""
    return NOT_SAID.sub("", normalize("NFKC", text)).casefold()


@lru_cache(maxsize=1000)
def bare_own(word: str) -> str:
    """As `bare`, of words in the settings: the same few for every message."""
    return bare(word)


def command(text: str) -> Command | None:
    """The command that was typed, nothing beside it."""
    return _COMMANDS.get(bare(text)) or (Command.HELP if plain(text) in ASKING else None)


def after(text: str, asked: Command, *, parted: bool = False) -> str | None:
    """What stands after the command, `12345678` in `查询：12345678`; "" = nothing, None = it does not begin so.

    `parted`: only where a blank or a sign parts the two, as 人工智能 is not 人工.
    """
    meant = plain(text)
    if command(meant) is asked:
        return ""
    folded = meant.casefold()
    if not folded.startswith(_STARTS[asked]):
        return None
    for word in _STARTS[asked]:
        rest = meant[len(word) :]
        if folded.startswith(word) and (PARTED.match(rest) or not parted):
            return PARTED.sub("", rest)
    return None


def is_yes(text: str) -> bool:
    return bare(text) in YES


def is_no(text: str) -> bool:
    return bare(text) in NO


def picked(text: str, most: int) -> int | None:
    """`3`, `３.`, `第三个`, `③`: the place chosen of a list of `most`, from 1."""
    match = PICKED.fullmatch(bare(text))
    if match is None:
        return None
    at = NUMERALS.get(match[1]) or int(match[1])
    return at if at <= most else None


def is_figure(text: str) -> bool:
    """`6`, `0`, `第六个`, `10`: somebody chooses by number, whether or not there is such a place."""
    said = bare(text)
    return PICKED.fullmatch(said) is not None or (said.isdecimal() and len(said) < LEAST_NUMBER)


def chosen(text: str, words: Sequence[str]) -> str | None:
    """One of the words, by its place in the list or by itself."""
    if at := picked(text, len(words)):
        return words[at - 1]
    said = bare(text)
    return next((word for word in words if bare(word) == said), None)


def listed(words: Sequence[str]) -> str:
    """`1 咨询  2 求助  3 建议`, to choose from."""
    return "\n".join(f"{at} {word}" for at, word in enumerate(words, 1))
