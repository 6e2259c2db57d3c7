"""What a follower does, from a lever or a page: kept as a line of the chat, pushed to the door, answered.

Each act is a JSON object, `{"do": "say", "openid": "o…", "text": "…"}`; see ACTS.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any

from channels.wechat.sandbox import comments, followers, pushes, temporary
from channels.wechat.sandbox.events import event, message
from channels.wechat.sandbox.forging import FORGERIES
from channels.wechat.sandbox.platform import Platform
from channels.wechat.sandbox.pushing import UNAVAILABLE, Pushed, Pusher
from channels.wechat.sandbox.state import State

FIRST_MESSAGE = 23_000_000_000_000_000
PRESSES = frozenset({"CLICK", "scancode_push", "scancode_waitmsg"})
Given = Mapping[str, Any]


class Done:
    """What an act says where there is nothing to push."""

    def __init__(self, **said: Any) -> None:
        self.said = said


async def act(platform: Platform, pusher: Pusher, given: Given) -> dict[str, Any]:
    """`{"ok", "says", "pushed": …}`; `pushed` as in `pushing.Pushed`, where something was."""
    does = ACTS.get(str(given.get("do", "")))
    if does is None:
        return {"ok": False, "says": f"没有“{given.get('do')}”这个动作"}
    try:
        with platform.state.change():
            told = does(platform.state, given, platform.now())
    except (KeyError, ValueError) as error:
        return {"ok": False, "says": f"{error}"}
    if isinstance(told, Done):
        return {"ok": True, **told.said}
    pushed = await pusher.push(told, str(given.get("forged", "")))
    with platform.state.change():
        _answered(platform.state, told, given, pushed, now=platform.now())
    return {"ok": True, "pushed": pushed.plain()}


def _answered(state: State, told: Given, given: Given, pushed: Pushed, *, now: float) -> None:
    openid = str(told["FromUserName"])
    state.put("last", openid, told, now)
    pushes.keep(state, openid, {"told": told, "pushed": pushed.plain(), "forged": bool(given.get("forged"))}, now)
    if told.get("Event") == "unsubscribe" or given.get("forged"):
        return  # there is nobody to see it
    if pushed.reply is not None:
        followers.write_line(state, openid, followers.ACCOUNT, {**pushed.reply, "way": "passive"}, now=now)
    elif pushed.bad or (pushed.lost and told["MsgType"] != "event"):
        line = {"type": "text", "text": UNAVAILABLE, "why": pushed.bad or "；".join(pushed.tries)}
        followers.write_line(state, openid, followers.WECHAT, line, now=now)


def _said(state: State, given: Given, now: float, kind: str, *, line: Given, **fields: Any) -> dict[str, Any]:
    """A message: opens 48 hours."""
    openid = _follower(state, given)
    followers.open_allowance(state, openid, followers.MESSAGE, now)
    followers.write_line(state, openid, followers.FOLLOWER, {"type": kind, **line}, now=now)
    number = FIRST_MESSAGE + state.count("messages")
    return message(kind, openid, now, **fields, MsgId=number)


def _follower(state: State, given: Given) -> str:
    openid = str(given["openid"])
    kept = followers.get(state, openid)
    if kept is None or not kept["followed"]:
        raise ValueError("没有关注公众号，先 follow")
    return openid


def _say(state: State, given: Given, now: float) -> dict[str, Any]:
    words = str(given["text"])
    return _said(state, given, now, "text", line={"text": words}, Content=words)


def _picture(state: State, given: Given, now: float) -> dict[str, Any]:
    content = base64.b64decode(given["content"])
    media_id = temporary.keep(state, content, str(given.get("type", "image/jpeg")), now)
    name = state.get("temporary", media_id)["name"]
    url = f"{given.get('origin', '')}/mmbiz_jpg/{name}/0"
    return _said(state, given, now, "image", line={"media": media_id, "url": url}, PicUrl=url, MediaId=media_id)


def _voice(state: State, given: Given, now: float) -> dict[str, Any]:
    content = base64.b64decode(given.get("content", "IyFBTVIK"))
    media_id = temporary.keep(state, content, "audio/amr", now)
    wide = temporary.keep(state, content, "audio/speex", now)
    fields = {"MediaId": media_id, "Format": "amr", "MediaId16K": wide}
    return _said(state, given, now, "voice", line={"media": media_id}, **fields)


def _video(state: State, given: Given, now: float) -> dict[str, Any]:
    media_id = temporary.keep(state, base64.b64decode(given.get("content", "AAAA")), "video/mp4", now)
    return _said(state, given, now, "video", line={"media": media_id}, MediaId=media_id, ThumbMediaId=media_id)


def _place(state: State, given: Given, now: float) -> dict[str, Any]:
    latitude, longitude, label = float(given["latitude"]), float(given["longitude"]), str(given.get("label", ""))
    line = {"text": label, "latitude": latitude, "longitude": longitude}
    fields = {"Location_X": f"{latitude:.6f}", "Location_Y": f"{longitude:.6f}", "Scale": 15, "Label": label}
    return _said(state, given, now, "location", line=line, **fields)


def _link(state: State, given: Given, now: float) -> dict[str, Any]:
    title, url, about = str(given["title"]), str(given["url"]), str(given.get("description", ""))
    line = {"text": title, "url": url}
    return _said(state, given, now, "link", line=line, Title=title, Description=about, Url=url)


def _follow(state: State, given: Given, now: float) -> dict[str, Any]:
    openid = str(given["openid"])
    followers.follow(state, openid, str(given.get("name", "")), now)
    followers.open_allowance(state, openid, followers.PRESS, now)
    scene = str(given.get("scene", ""))
    more = {"EventKey": f"qrscene_{scene}", "Ticket": "sandbox-ticket"} if scene else {"EventKey": ""}
    return event("subscribe", openid, now, **more)


def _leave(state: State, given: Given, now: float) -> dict[str, Any]:
    openid = _follower(state, given)
    followers.leave(state, openid, now)
    return event("unsubscribe", openid, now, EventKey="")


def _tap(state: State, given: Given, now: float) -> dict[str, Any]:
    openid, key = _follower(state, given), str(given["key"])
    followers.open_allowance(state, openid, followers.PRESS, now)
    followers.write_line(state, openid, followers.FOLLOWER, {"type": "press", "text": given.get("name", key)}, now=now)
    return event("CLICK", openid, now, EventKey=key)


def _view(state: State, given: Given, now: float) -> dict[str, Any]:
    """Opening a page opens no allowance."""
    return event("VIEW", _follower(state, given), now, EventKey=str(given["url"]), MenuId="420000001")


def _scan(state: State, given: Given, now: float) -> dict[str, Any]:
    openid = _follower(state, given)
    followers.open_allowance(state, openid, followers.PRESS, now)
    return event("SCAN", openid, now, EventKey=str(given["scene"]), Ticket="sandbox-ticket")


def _forge(state: State, given: Given, now: float) -> dict[str, Any]:
    """A message in the follower's name that they never wrote; `forged` says how."""
    if given["forged"] not in FORGERIES:
        raise ValueError(f"没有“{given['forged']}”这种伪造")
    openid = _follower(state, given)
    return message("text", openid, now, Content="你好", MsgId=FIRST_MESSAGE + state.count("messages"))


def _event(state: State, given: Given, now: float) -> dict[str, Any]:
    """Any other event: `event` and its `fields` as the platform names them."""
    openid, name = _follower(state, given), str(given["event"])
    if name in PRESSES:
        followers.open_allowance(state, openid, followers.PRESS, now)
    return event(name, openid, now, **given.get("fields", {}))


def _repeat(state: State, given: Given, _now: float) -> dict[str, Any]:
    """The last push once more, as after a lost answer: the same MsgId, or the same time and event."""
    told: dict[str, Any] | None = state.get("last", str(given["openid"]))
    if told is None:
        raise ValueError("还没有推送过")
    return told


def _use_up(state: State, given: Given, now: float) -> Done:
    followers.use(state, _follower(state, given), now, times=max(followers.MOST.values()))
    return Done()


def _refuse(state: State, given: Given, _now: float) -> Done:
    followers.refuse(state, _follower(state, given), bool(given.get("yes", True)))
    return Done()


def _comment(state: State, given: Given, now: float) -> Done:
    written = comments.write(state, str(given["url"]), _follower(state, given), str(given["text"]), now=now)
    return Done(comment_id=written["id"])


def _uncomment(state: State, given: Given, _now: float) -> Done:
    comments.take_away(state, str(given["url"]), int(given["comment_id"]))
    return Done()


ACTS: Mapping[str, Callable[[State, Given, float], dict[str, Any] | Done]] = {
    "follow": _follow,
    "leave": _leave,
    "say": _say,
    "picture": _picture,
    "voice": _voice,
    "video": _video,
    "place": _place,
    "link": _link,
    "tap": _tap,
    "view": _view,
    "scan": _scan,
    "event": _event,
    "forge": _forge,
    "repeat": _repeat,
    "use_up": _use_up,
    "refuse": _refuse,
    "comment": _comment,
    "uncomment": _uncomment,
}
