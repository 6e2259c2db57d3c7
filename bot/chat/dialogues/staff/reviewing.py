"""待审, 看, 通过, 退回, 保密, 说明, 发布: review by number."""

import re
from collections.abc import Iterable
from functools import partial

from bot.chat.dialogue import Dialogue, Known, Refusal
from bot.chat.dialogues.staff.desk import lines, link, refused, turn
from bot.chat.dialogues.staff.lists import REVIEWS, edition, not_listed, to_keep
from bot.chat.reply import say
from bot.chat.retold import problem_for_the_chat
from bot.chat.wishes.staff import Approve, GiveBack, Look, Looked, Ordered, Passed, Publish, WaitsForMe
from bot.views.reviews import InReview
from content.problems import Problem, blocking_first
from content.zone import to_the_minute

REF = r"\d{4}-\d{5,}\.\d+"
WHICH = rf"(?P<which>{REF}|\d{{1,3}})(?![\d.-])"
LIST = re.compile(r"待审|待办")
SEE = re.compile(rf"(?:看|查看|预览)\s*{WHICH}")
PASS = re.compile(
    rf"通过\s*{WHICH}(?:[\s，,]+保密[\s：:]*(?P<secrecy>.+?))?(?:[\s，,]+说明[\s：:]*(?P<reason>.+))?", re.DOTALL
)
SECRECY = re.compile(rf"保密\s*{WHICH}[\s：:，,]*(?P<secrecy>.+)", re.DOTALL)
KEEP = re.compile(rf"说明\s*{WHICH}[\s：:，,]*(?P<reason>.+)", re.DOTALL)
RETURN = re.compile(rf"退回\s*{WHICH}[\s：:，,]*(?P<reason>.*)", re.DOTALL)
SEND = re.compile(rf"发布\s*{WHICH}")
MOST = 9
HOW = "发“看 1”看稿，“通过 1”或“退回 1 理由”办理，“发布 1”发布。"
HOW_TO_KEEP = "要保留提示的，发“通过 {0} 说明 理由”；要改的，发“退回 {0} 理由”。"
HOW_TO_CLEAR = "要先有保密审查：保密审查员发“保密 {} 结论”。"
UNFIT = "保密审查员重新审查、改了结论的，发“保密 {} 结论”；不能公开的，发“退回 {} 理由”。"


def listed(_said: re.Match[str], known: Known) -> Dialogue:
    found: tuple[InReview, ...] | Refusal = yield WaitsForMe()
    if isinstance(found, Refusal):
        return refused(known, found)
    if not found:
        return turn(known, say("没有等您办的稿件。"), **{REVIEWS: []})
    rows = [
        f"{place}. 【{one.waits_for}】{one.title}（{one.author}，{to_the_minute(one.since)}，{one.ref}）"
        for place, one in enumerate(found[:MOST], start=1)
    ]
    more = [f"还有 {len(found) - MOST} 件，办完前面的再列。"] if len(found) > MOST else []
    return turn(known, say(lines(*rows, *more, HOW)), **{REVIEWS: to_keep(found[:MOST])})


def see(said: re.Match[str], known: Known) -> Dialogue:
    meant = edition(known, said["which"])
    if meant is None:
        return not_listed(known, said["which"], "待审")
    seen: Looked | Refusal = yield Look(meant.ref)
    if isinstance(seen, Refusal):
        return refused(known, seen)
    if meant.digest and meant.digest != seen.digest:
        return turn(known, say(f"{seen.ref} 的内容变了，发“待审”重新列出。"))
    text = lines(
        f"{seen.ref}《{seen.title}》",
        f"{seen.column}，{seen.unit}，作者{seen.author}，{seen.state}",
        f"概述：{seen.summary}" if seen.summary else "",
        *problems(seen.problems),
    )
    return turn(known, say(text, *link(known, "看预览（24小时内有效）", seen.path)))


def _decide(said: re.Match[str], known: Known, *, step: bool) -> Dialogue:
    """`step`: whether the edition goes on with it, or only an opinion is written down."""
    which, written = said["which"], said.groupdict()
    meant = edition(known, which)
    if meant is None:
        return not_listed(known, which, "待审")
    secrecy, reason = ((written.get(name) or "").strip() for name in ("secrecy", "reason"))
    done: Passed | Refusal = yield Approve(meant.ref, meant.digest, secrecy, reason, step=step)
    if isinstance(done, Refusal):
        return turn(known, say(lines(done.says, _way_on(done.says, which, meant.ref))))
    return turn(known, say(lines(_outcome(done), *problems(done.problems))))


approve, opine = partial(_decide, step=True), partial(_decide, step=False)


def give_back(said: re.Match[str], known: Known) -> Dialogue:
    meant = edition(known, said["which"])
    if meant is None:
        return not_listed(known, said["which"], "待审")
    if not said["reason"].strip():
        return turn(known, say(f"退回要写明理由，例如：退回 {said['which']} 第二段数字请核对。"))
    done: Passed | Refusal = yield GiveBack(meant.ref, said["reason"].strip(), meant.digest)
    if isinstance(done, Refusal):
        return refused(known, done)
    return turn(known, say(f"{done.ref}《{done.title}》已退回{done.waits_for}。"))


def publish(said: re.Match[str], known: Known) -> Dialogue:
    meant = edition(known, said["which"])
    if meant is None:
        return not_listed(known, said["which"], "待审")
    done: Ordered | Refusal = yield Publish(meant.ref, meant.digest)
    if isinstance(done, Refusal):
        return refused(known, done)
    head = f"{done.ref}《{done.title}》已安排发布："
    return turn(known, say(lines(head, *done.lines, f"发“进度 {done.ref.partition('.')[0]}”看结果。")))


def problems(found: Iterable[Problem]) -> list[str]:
    """What blocks first."""
    return [problem_for_the_chat(one) for one in blocking_first(found)]


def _outcome(done: Passed) -> str:
    named = f"{done.ref}《{done.title}》"
    if done.passed:
        return f"{named}{done.state}" + (f"，接下来：{done.waits_for}。" if done.waits_for else "。")
    unfit = "结论不是可以公开，没有通过这一步。" if done.unfit else ""
    return f"{named}的意见已记下。{unfit}" + (f"现在等{done.waits_for}。" if done.waits_for else "")


def _way_on(says: str, which: str, ref: str) -> str:
    """What to send next, where warnings or the secrecy review stand in the way. Another's number is not this one's."""
    if "没说明理由的提示" in says:
        return HOW_TO_KEEP.format(which)
    if "保密审查结论" in says:
        return UNFIT.format(ref, which)
    return HOW_TO_CLEAR.format(ref) if "保密审查" in says and "必须先解决" in says else ""
