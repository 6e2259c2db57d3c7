"""待上传, 领取, 确认, 放弃: what a person completes on a platform, such as a video."""

import re
from collections.abc import Sequence

from bot.chat.dialogue import Dialogue, Known, Refusal
from bot.chat.dialogues import finding
from bot.chat.dialogues.staff.desk import lines, link, refused, remembered, turn
from bot.chat.dialogues.staff.draft_words import draft_of
from bot.chat.dialogues.staff.lists import QUEUE, delivery, not_listed
from bot.chat.reply import say
from bot.chat.wishes.staff import Claim, Claimed, Confirm, Fitting, Queue, Queued, Release

KEY = r"\d{4}-\d{5,}\.\d+@[a-z][a-z0-9_-]*"
LIST = re.compile(r"待上传|待领取")
TAKE = re.compile(rf"领取\s*(?P<which>{KEY}|\d{{1,3}})")
DONE = re.compile(rf"确认\s*(?P<which>{KEY}|\d{{1,3}})?(?:[\s：:，,]+(?P<pasted>\S.*))?", re.DOTALL)
GIVE_UP = re.compile(rf"放弃\s*(?P<which>{KEY}|\d{{1,3}})?")
WITH_LINK = re.compile(r".*https?://\S+.*", re.DOTALL)
CLAIMED = "claimed"
MOST = 9


def listed(_said: re.Match[str], known: Known) -> Dialogue:
    found: tuple[Queued, ...] | Refusal = yield Queue()
    if isinstance(found, Refusal):
        return refused(known, found)
    if not found:
        return turn(known, say("没有等人办的。"), **{QUEUE: []})
    rows = [
        f"{place}. {one.doing} {one.title}（{one.key}）{'超时，' if one.late else ''}{one.taken or '待领取'}"
        for place, one in enumerate(found[:MOST], start=1)
    ]
    more = f"还有 {len(found) - MOST} 件。" if len(found) > MOST else ""
    reply = say(lines(*rows, more, "发“领取 1”取材料，办好后把链接发回来。"))
    return turn(known, reply, **{QUEUE: [one.key for one in found[:MOST]]})


def claim(said: re.Match[str], known: Known) -> Dialogue:
    key = delivery(known, said["which"])
    if not key:
        return not_listed(known, said["which"], "待上传")
    taken: Claimed | Refusal = yield Claim(key)
    if isinstance(taken, Refusal):
        return refused(known, taken)
    text = lines(
        f"{taken.key} 由您领取，到 {taken.until}。",
        taken.says,
        *(f"{place}. {point}" for place, point in enumerate(taken.checklist, start=1)),
        "办好后把公开的链接发回来就是确认；不办了发“放弃”。",
    )
    claimed = [*(key for key in remembered(known).get(CLAIMED, []) if key != taken.key), taken.key]
    return turn(known, say(text, *link(known, "打开材料（文字、文件）", taken.path)), **{CLAIMED: claimed})


def confirm(said: re.Match[str], known: Known) -> Dialogue | None:
    """None where the word alone is an answer in the public's conversation: nothing was claimed that it could mean."""
    claimed = remembered(known).get(CLAIMED, [])
    alone = not (said["which"] or said["pasted"])
    return None if alone and not claimed and known.memory.dialogue else _confirm_which(said, known, claimed)


def _confirm_which(said: re.Match[str], known: Known, claimed: list[str]) -> Dialogue:
    which = said["which"]
    pasted = (said["pasted"] or "").strip()
    if not which:
        return (yield from _confirm_fitting(known, claimed, pasted))
    key = delivery(known, which)
    return (yield from _confirm(known, key, pasted)) if key else not_listed(known, which, "待上传")


def _confirm_fitting(known: Known, claimed: list[str], pasted: str) -> Dialogue:
    """The one that is claimed, or the only one of several whose platform the link is of."""
    fits: Sequence[str] | Refusal = claimed
    if len(claimed) > 1 and pasted:
        fits = yield Fitting(tuple(claimed), pasted)
    if isinstance(fits, Refusal):
        return refused(known, fits)
    if len(fits) != 1:
        return turn(known, say(_which(claimed, "确认 {} 链接")))
    return (yield from _confirm(known, fits[0], pasted))


def link_sent(known: Known, pasted: str) -> Dialogue | None:
    """A link sent while something is claimed says that this is done. None where nothing is."""
    claimed = remembered(known).get(CLAIMED, [])
    if not claimed or not WITH_LINK.fullmatch(pasted):
        return None
    return _confirm_fitting(known, claimed, pasted)


def release(said: re.Match[str], known: Known) -> Dialogue | None:
    """None where the word alone is about a draft or the public's conversation, or about nothing."""
    claimed = remembered(known).get(CLAIMED, [])
    elsewhere = draft_of(known) or known.memory.dialogue not in ("", finding.NAME) or not claimed
    return None if elsewhere and not said["which"] else _release_which(said["which"] or "", known, claimed)


def _release_which(which: str, known: Known, claimed: list[str]) -> Dialogue:
    if not which and len(claimed) > 1:
        return turn(known, say(_which(claimed, "放弃 {}")))
    key = delivery(known, which) if which else claimed[0]
    if not key:
        return not_listed(known, which, "待上传")
    done: str | Refusal = yield Release(key)
    if isinstance(done, Refusal):
        return refused(known, done)
    return turn(known, say(f"{done} 已退回，别人可以领取。"), **{CLAIMED: _without(known, done)})


def _confirm(known: Known, key: str, pasted: str) -> Dialogue:
    done: str | Refusal = yield Confirm(key, pasted)
    if isinstance(done, Refusal):
        return turn(known, say(lines(done.says, f"（{key}）")))
    return turn(known, say(done), **{CLAIMED: _without(known, key)})


def _which(claimed: list[str], form: str) -> str:
    if not claimed:
        return "您没有领取的。发“待上传”看有哪些。"
    return lines("您领取了几件，请写明是哪一件：", *map(form.format, claimed))


def _without(known: Known, key: str) -> list[str] | None:
    return [one for one in remembered(known).get(CLAIMED, []) if one != key] or None
