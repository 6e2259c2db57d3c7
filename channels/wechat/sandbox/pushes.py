"""What was pushed for a follower and what became of it, in words, for whoever looks after the door."""

from collections.abc import Mapping, Sequence
from typing import Any

from channels.wechat.sandbox.events import to_xml
from channels.wechat.sandbox.pushing import SILENCE
from channels.wechat.sandbox.state import State

SHOWN = 5
LONGEST = 20
KINDS = {"image": "图片", "voice": "语音", "video": "视频", "location": "位置", "link": "链接"}
EVENTS = {"subscribe": "关注", "unsubscribe": "取消关注", "CLICK": "点菜单", "VIEW": "从菜单打开网页", "SCAN": "扫码"}
REPLIES = {"text": "文字", "news": "图文", "image": "图片", "voice": "语音", "video": "视频", "music": "音乐"}
UNSEEN = "关注者什么也看不到"
FAULT = "关注者看到“该公众号暂时无法提供服务”"


def keep(state: State, openid: str, push: Mapping[str, Any], now: float) -> None:
    """`told`, `pushed` as `pushing.Pushed` in plain words, `forged` where somebody else sent it."""
    state.put(f"pushed:{openid}", f"{state.count('pushes'):09d}", {**push, "at": now}, now)


def recent(state: State, openid: str) -> list[dict[str, Any]]:
    """Newest first: `id`, `at`, `what`, `tries`, `outcome`, `well`, and as it went over the wire."""
    return [_shown(name, kept) for name, kept, _ in state.newest(f"pushed:{openid}", 0, SHOWN)]


def what(told: Mapping[str, Any]) -> str:
    """What the follower did."""
    if told["MsgType"] == "text":
        words = " ".join(str(told["Content"]).split())
        return f"文字“{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}”"
    if told["MsgType"] == "event":
        return EVENTS.get(str(told["Event"]), str(told["Event"]))
    return KINDS.get(str(told["MsgType"]), str(told["MsgType"]))


def tried(tries: Sequence[str]) -> str:
    if SILENCE in tries:
        return SILENCE
    return "，".join(f"第 {number} 次{way if way[0] > '~' else f' {way}'}" for number, way in enumerate(tries, 1))


def _shown(name: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    told, pushed = kept["told"], kept["pushed"]
    return {
        "id": name,
        "at": kept["at"],
        "what": f"{'伪造的' if kept['forged'] else ''}{what(told)}",
        "tries": tried(pushed["tries"]) or "没有设置推送地址",
        "outcome": _outcome(kept),
        "well": pushed["lost"] if kept["forged"] else not (pushed["lost"] or pushed["bad"]),
        "seconds": pushed["seconds"],
        "xml": to_xml(told),
        "sent": pushed["sent"],
        "answered": pushed["answered"],
    }


def _outcome(kept: Mapping[str, Any]) -> str:
    told, pushed = kept["told"], kept["pushed"]
    if kept["forged"]:
        return "服务器拒收" if pushed["lost"] else "服务器竟然收下了"
    if pushed["bad"]:
        return f"应答有误（{pushed['bad']}），{FAULT}"
    if pushed["lost"]:
        return f"没有应答，{UNSEEN if told['MsgType'] == 'event' else FAULT}"
    if pushed["reply"] is None:
        return "没有马上回复"
    return f"应答{REPLIES.get(pushed['reply']['type'], pushed['reply']['type'])}"
