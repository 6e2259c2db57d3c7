"""The account's part of the demo: a follower asks, writes and applies; staff answer and review in the same chat."""

import re
from collections.abc import Callable, Sequence
from time import monotonic, sleep

from bot.actions.bindings import make_code
from bot.actions.menu import push_menu
from bot.demo import people
from bot.demo.narration import Narration
from bot.demo.samples import made_up_id_number
from bot.demo.stage import Stage
from bot.views.channels import preview
from channels.wechat.sandbox import Sandbox

CITIZEN = "市民甲"
SHORT = 56
SECONDS = 15.0
LETTER = ("东门公交站的路灯不亮了", "提交", "求助", "跳过", "不同意")
APPLICATION = ("继续", "自然人", CITIZEN, made_up_id_number(), "13800000000", "电子文档", "当面领取")
"""In the order of the questions; the document's number belongs to nobody."""
ITEM = (
    "投稿",
    "关于东门公交站路灯维修的公告",
    "东门公交站的路灯将于近日维修，请过往行人注意安全。",
    "完成",
    "通知公告",
    "今天",
    "0",
)


class Talk:
    """The followers' phones, and what is told of them."""

    def __init__(self, account: Sandbox, narration: Narration) -> None:
        self._account, self._narration = account, narration

    def say(self, name: str, text: str) -> str:
        """What was answered; both are told in a line."""
        return self._told(name, text, self._account.say(text, name=name).text)

    def say_all(self, name: str, texts: Sequence[str]) -> str:
        """One after the other; only the first and the last are told, and the last answer."""
        answered = [self._account.say(text, name=name).text for text in texts]
        return self._told(name, f"{texts[0]} …… {texts[-1]}", answered[-1])

    def follow(self, name: str) -> str:
        return self._told(name, "（关注）", self._account.follow(name).text)

    def tap(self, name: str, key: str) -> str:
        return self._told(name, f"（点菜单“{key}”）", self._account.tap(key, name=name).text)

    def waits_for(self, name: str, words: str) -> bool:
        """Whether a customer message with these words comes."""
        return within(SECONDS, lambda: any(words in text for text in self._account.told(name)))

    def _told(self, name: str, text: str, answer: str) -> str:
        plain = " ".join(re.sub(r"<[^>]*>", "", answer).split())
        short = plain if len(plain) <= SHORT else f"{plain[:SHORT]}…"
        self._narration.tell(f"{name}：{text} → {short}")
        return answer


def play(set_up: Stage, narration: Narration, ref: str) -> None:
    """`ref`: the item that the follower looks for."""
    talk = Talk(set_up.account, narration)
    _open(set_up, narration)
    _find(set_up, narration, talk, ref)
    number = _write(set_up, narration, talk)
    _answer(set_up, narration, talk, number)
    _apply(narration, talk)
    _review(set_up, narration, talk)


def _open(set_up: Stage, narration: Narration) -> None:
    app, account = set_up.app, set_up.account
    narration.begin(f"公众号也是窗口。{people.ADMINISTRATOR}推送菜单，平台核对服务器地址：")
    push_menu(app, people.ADMINISTRATOR, now=app.clock())
    names = [button["name"] for button in account.menu()]
    narration.expect(names == [section.name for section in app.settings.chat.menu], f"菜单：{'、'.join(names)}")
    narration.expect(account.check_callback() == "", "服务器地址核对通过，消息都签名并加密")


def _find(set_up: Stage, narration: Narration, talk: Talk, ref: str) -> None:
    narration.begin(f"{CITIZEN}关注公众号，点菜单，用自己的话找刚公开的信息：")
    title = preview(set_up.app, "website", ref).title
    within(SECONDS, lambda: any(hit.title == title for hit in set_up.app.search.find(title).hits))
    talk.follow(CITIZEN)
    talk.tap(CITIZEN, "搜索")
    found = talk.say(CITIZEN, "安全生产检查怎么安排")
    narration.expect(title in found, f"找到《{title}》，带日期和链接")


def _write(set_up: Stage, narration: Narration, talk: Talk) -> str:
    """The number of the letter."""
    narration.begin(f"{CITIZEN}留言；微信没收到应答，把最后一条又推送了一次：")
    talk.tap(CITIZEN, "留言")
    talk.say_all(CITIZEN, LETTER)
    taken = talk.say(CITIZEN, "提交")
    number = _found(r"编号 (\d{8})", taken)
    again = set_up.account.repeat(CITIZEN).text
    with set_up.app.store.read() as work:
        kept = len(work.letters.of_visitor(set_up.account.openid(CITIZEN)))
    narration.expect(bool(number) and again == taken and kept == 1, "重复的推送答得一样，留言只有一件")
    return number


def _answer(set_up: Stage, narration: Narration, talk: Talk, number: str) -> None:
    narration.begin(f"{people.CLERK}把微信号绑定到自己名下，在对话里答复：")
    _bind(set_up, narration, talk, people.CLERK)
    talk.say(people.CLERK, "信箱")
    talk.say(people.CLERK, f"答复 {number} 已报市政抢修，两天之内修好。")
    narration.expect(talk.waits_for(CITIZEN, "两天之内修好"), f"{CITIZEN}收到客服消息：留言已答复")
    told = talk.say(CITIZEN, f"查询{number}")
    narration.expect("两天之内修好" in told, "凭编号也查得到")


def _apply(narration: Narration, talk: Talk) -> None:
    narration.begin(f"{CITIZEN}申请公开没有公开的信息，先看有没有现成的：")
    talk.tap(CITIZEN, "依申请公开")
    seen = talk.say(CITIZEN, "路灯维护的合同和费用明细")
    talk.say_all(CITIZEN, [*(["都不是"] if "都不是" in seen else []), "在这里填", *APPLICATION])
    done = talk.say(CITIZEN, "提交")
    number = _found(r"编号 (\S+)。", done)
    narration.expect(bool(number), f"申请编号 {number}，确认收到以后 20 个工作日内答复")


def _review(set_up: Stage, narration: Narration, talk: Talk) -> None:
    narration.begin(f"{people.WRITER}在对话里投稿，{people.FIRST}在对话里审核：")
    for name in (people.WRITER, people.FIRST):
        _bind(set_up, narration, talk, name)
    talk.say_all(people.WRITER, ITEM)
    talk.say(people.WRITER, "提交")
    waiting = talk.say(people.FIRST, "待审")
    narration.expect(ITEM[1] in waiting, f"{people.FIRST}看到待审的稿件")
    passed = talk.say(people.FIRST, "通过 1")
    narration.expect("接下来" in passed, "通过初审，等复审")


def _bind(set_up: Stage, narration: Narration, talk: Talk, name: str) -> None:
    code = make_code(set_up.app, people.ADMINISTRATOR, name, now=set_up.app.clock())
    set_up.account.follow(name)
    narration.expect("已绑定" in talk.say(name, f"绑定 {code}"), f"{name}的微信号凭一次性的绑定码绑定")


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether it came to hold in this time."""
    ends = monotonic() + seconds
    while not (held := holds()) and monotonic() < ends:
        sleep(0.1)
    return held
