"""Comments under articles, for an account with the privilege. Source: 留言管理; its pages count articles from 0."""

from typing import Any

from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.drafts import OK
from channels.wechat.sandbox.state import State

MOST_BYTES = 2048


def listed(state: State, asked: Asked) -> dict[str, Any]:
    """Newest first; what its author deleted is no longer there."""
    body = asked.body()
    place = _place(state, body)
    begin, count, kind = body.get("begin", 0), body.get("count", 0), body.get("type", 0)
    if not (isinstance(count, int) and 1 <= count < 50 and isinstance(begin, int) and begin >= 0):
        raise Refusal(88010)
    found = [one for _, one in reversed(state.all(f"comment:{place}")) if not one["gone"]]
    chosen = [one for one in found if kind == 0 or one["elected"] == (kind == 2)]
    page = [_told(state, one) for one in chosen[begin : begin + count]]
    return {**OK, "total": len(chosen), "comment": page}


def markelect(state: State, asked: Asked) -> dict[str, Any]:
    place, comment = _existing(state, asked)
    elected = sum(one["elected"] for _, one in state.all(f"comment:{place}"))
    if not comment["elected"] and elected >= int(state.config["elect_most"]):
        raise Refusal(88003)
    return _put(state, place, {**comment, "elected": True})


def unmarkelect(state: State, asked: Asked) -> dict[str, Any]:
    place, comment = _existing(state, asked)
    return _put(state, place, {**comment, "elected": False})


def delete(state: State, asked: Asked) -> dict[str, Any]:
    place, comment = _existing(state, asked)
    return _put(state, place, {**comment, "gone": True})


def add_reply(state: State, asked: Asked) -> dict[str, Any]:
    place, comment = _existing(state, asked)
    content = str(asked.body().get("content", ""))
    if not content.strip() or len(content.encode()) > MOST_BYTES:
        raise Refusal(88007)
    if state.config["sensitive"] and state.config["sensitive"] in content:
        raise Refusal(88002)
    if comment["reply"]:
        raise Refusal(88005)
    return _put(state, place, {**comment, "reply": {"content": content, "create_time": int(asked.now)}})


def delete_reply(state: State, asked: Asked) -> dict[str, Any]:
    place, comment = _existing(state, asked)
    if not comment["reply"]:
        # What the platform says here is not written anywhere; this code stands in the call's page for no other reason.
        raise Refusal(87009)
    return _put(state, place, {**comment, "reply": None})


def open_comments(state: State, asked: Asked) -> dict[str, Any]:
    state.put("commenting", _place(state, asked.body()), True, asked.now)
    return dict(OK)


def close_comments(state: State, asked: Asked) -> dict[str, Any]:
    state.put("commenting", _place(state, asked.body()), False, asked.now)
    return dict(OK)


def write(state: State, url: str, openid: str, text: str, *, now: float) -> dict[str, Any]:
    """A lever: a follower comments on the article at this address. ValueError where nobody can."""
    place = _place_of(state, url)
    comment = {
        "id": state.count("comments"),
        "openid": openid,
        "content": text,
        "at": int(now),
        "elected": False,
        "reply": None,
        "gone": False,
    }
    _put(state, place, comment)
    return comment


def take_away(state: State, url: str, comment_id: int) -> None:
    """A lever: the author deletes the comment."""
    place = _place_of(state, url)
    comment = state.get(f"comment:{place}", _name(comment_id))
    _put(state, place, {**comment, "gone": True})


def under(state: State, url: str) -> list[dict[str, Any]]:
    """What readers see under an article: what was elected."""
    return [one for _, one in state.all(f"comment:{_place_of(state, url)}") if one["elected"] and not one["gone"]]


def may_comment(state: State, url: str) -> bool:
    """Whether there is a public article whose comments are open."""
    try:
        _place_of(state, url)
    except ValueError:
        return False
    return True


def _place_of(state: State, url: str) -> str:
    page = state.get("page", url.rpartition("/")[2])
    if page is None or page["deleted"]:
        raise ValueError("没有这篇文章")
    sent, _, place = page["what"].rpartition(":")
    key = f"{sent}:{int(place) - 1}"
    opened = state.get("commenting", key)
    if not (state.config["comments"] and (page["article"]["need_open_comment"] if opened is None else opened)):
        raise ValueError("这篇文章没有打开留言")
    return key


def _place(state: State, body: dict[str, Any]) -> str:
    if not state.config["comments"]:
        raise Refusal(88000)
    sent, index = str(body.get("msg_data_id", "")), body.get("index", 0)
    done = state.get("job", sent) or state.get("send", sent)
    if done is None or not isinstance(index, int) or not 0 <= index < len(done["urls"]):
        raise Refusal(88001)
    if state.get("page", done["urls"][index].rpartition("/")[2])["deleted"]:
        raise Refusal(88001)
    return f"{sent}:{index}"


def _existing(state: State, asked: Asked) -> tuple[str, dict[str, Any]]:
    body = asked.body()
    place = _place(state, body)
    comment = state.get(f"comment:{place}", _name(body.get("user_comment_id", 0)))
    if comment is None:
        raise Refusal(88008)
    if comment["gone"]:
        raise Refusal(88004)
    return place, comment


def _put(state: State, place: str, comment: dict[str, Any]) -> dict[str, Any]:
    state.put(f"comment:{place}", _name(comment["id"]), comment, comment["at"])
    return dict(OK)


def _name(comment_id: Any) -> str:
    return f"{int(comment_id):09d}"


def _told(state: State, comment: dict[str, Any]) -> dict[str, Any]:
    reply = comment["reply"]
    told = {
        "user_comment_id": comment["id"],
        "openid": comment["openid"],
        "create_time": comment["at"],
        "content": comment["content"],
        "comment_type": int(comment["elected"]),
    }
    if reply:
        told["reply"] = [reply] if state.config["comment_reply"] == "list" else reply
    return told
