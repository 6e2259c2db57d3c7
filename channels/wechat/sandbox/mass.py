"""群发: a message to all followers, with an idempotency key and a small quota."""

from datetime import UTC, datetime
from typing import Any

from channels.wechat.sandbox.asked import MESSAGES, Asked, Refusal
from channels.wechat.sandbox.drafts import OK
from channels.wechat.sandbox.publishing import make_page, number
from channels.wechat.sandbox.state import State
from content.zone import SHANGHAI

FIRST_ID = 1_000_000_000
KEY_LIVES = 24 * 3600
SUCCESS = "send success"
FOLLOWERS = 1200


def sendall(state: State, asked: Asked) -> dict[str, Any]:
    body = asked.body()
    key = str(body.get("clientmsgid", ""))
    if len(key.encode()) > 32:
        raise Refusal(45067)
    _refuse_repeat(state, key, asked.now)
    media_id = str((body.get("mpnews") or {}).get("media_id", ""))
    draft = state.get("draft", media_id)
    if body.get("msgtype") != "mpnews" or draft is None:
        raise Refusal(40007)
    if state.config["quotas"] and used(state, asked.now) >= 1:
        raise Refusal(45028)
    msg_id = str(FIRST_ID + state.count("sends"))
    waits = bool(state.config["confirm"]) and bool((body.get("filter") or {}).get("is_to_all"))
    delay = state.config["confirm_seconds"] if waits else state.config["mass_seconds"]
    send = {
        "articles": draft["articles"],
        "due": asked.now + float(delay),
        "waits": waits,
        "outcome": state.config["mass_outcome"],
        "urls": [],
    }
    state.put("send-open", msg_id, send, asked.now)
    state.drop("draft", media_id)
    if key:
        state.put("key", key, {"msg_id": msg_id, "at": asked.now}, asked.now)
    if waits and state.config["confirm"] == "said":
        # Not a refusal: the message is kept and waits, only the answer says no msg_id.
        return {"errcode": 89505, "errmsg": MESSAGES[89505]}
    return {**OK, "errmsg": "send job submission success", **_ids(state, msg_id)}


def _ids(state: State, msg_id: str) -> dict[str, Any]:
    ids = {"msg_id": number(state, msg_id)}
    return ids | ({"msg_data_id": number(state, msg_id)} if state.config["msg_data_id"] else {})


def _refuse_repeat(state: State, key: str, now: float) -> None:
    known = state.get("key", key) if key else None
    if known is None or now - known["at"] >= KEY_LIVES:
        return
    if state.config["quotas"] and now - known["at"] < float(state.config["repeat_seconds"]):
        raise Refusal(45066)
    raise Refusal(45065, msg_id=number(state, known["msg_id"]))


def get(state: State, asked: Asked) -> dict[str, Any]:
    msg_id = str(asked.body().get("msg_id", ""))
    if state.get("send-open", msg_id) is not None:
        return {"msg_id": number(state, msg_id), "msg_status": "SENDING"}
    send = state.get("send", msg_id)
    if send is None:
        raise Refusal(40059)
    if send["pages"] and all(state.get("page", page)["deleted"] for page in send["pages"]):
        return {"msg_id": number(state, msg_id), "msg_status": "DELETE"}
    status = "SEND_SUCCESS" if send["outcome"] == SUCCESS else "SEND_FAIL"
    return {"msg_id": number(state, msg_id), "msg_status": status}


def delete(state: State, asked: Asked) -> dict[str, Any]:
    """Articles count from 1; 0 or none deletes the whole message."""
    body = asked.body()
    msg_id, place = str(body.get("msg_id", "")), int(body.get("article_idx") or 0)
    if state.get("send-open", msg_id) is not None:
        raise Refusal(40065, "message still sending")
    send = state.get("send", msg_id)
    if send is None:
        raise Refusal(40059)
    if not 0 <= place <= len(send["pages"]):
        raise Refusal(40060)
    for name in send["pages"] if place == 0 else [send["pages"][place - 1]]:
        page = state.get("page", name)
        state.put("page", name, {**page, "deleted": True}, page["at"])
    return dict(OK)


def speed(_state: State, _asked: Asked) -> dict[str, Any]:
    return {"speed": 0, "realspeed": 80}


def answer_for_administrator(state: State, now: float, *, yes: bool) -> int:
    """A lever: the administrator's answer to everything that waits for one."""
    waiting = [(msg_id, send) for msg_id, send in state.all("send-open") if send["waits"]]
    for msg_id, send in waiting:
        outcome = send["outcome"] if yes else "err(40001)"
        state.put("send-open", msg_id, {**send, "due": now, "waits": False, "outcome": outcome}, now)
    return len(waiting)


def used(state: State, now: float) -> int:
    """Successful or running sends today (公众号), or whether the month's four or the day's one are used up (服务号)."""
    if state.config["account"] == "service":
        month, day = _period(now, "%Y-%m"), _period(now, "%Y-%m-%d")
        sends = [at for at in _sends(state) if _period(at, "%Y-%m") == month]
        return int(len(sends) >= 4 or any(_period(at, "%Y-%m-%d") == day for at in sends))
    return sum(_period(at, "%Y-%m-%d") == _period(now, "%Y-%m-%d") for at in _sends(state))


def _sends(state: State) -> list[float]:
    done = [send["due"] for _, send in state.all("send") if send["outcome"] == SUCCESS]
    return done + [send["due"] for _, send in state.all("send-open")]


def _period(at: float, pattern: str) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone(SHANGHAI).strftime(pattern)


def finish_due(state: State, now: float, base: str) -> list[tuple[str, dict[str, Any]]]:
    """Do what is due; returns (msg_id, send) of each that ended."""
    ended = []
    for msg_id, send in state.all("send-open"):
        if send["due"] > now:
            continue
        outcome = "err(40002)" if send["waits"] else send["outcome"]
        done = {**send, "outcome": outcome, "pages": []}
        if outcome == SUCCESS:
            for place, article in enumerate(send["articles"], 1):
                page = make_page(state, article, base, f"{msg_id}:{place}", at=send["due"], way="mass")
                done["pages"].append(page["page"])
                done["urls"].append(page["url"])
        state.drop("send-open", msg_id)
        state.put("send", msg_id, done, now)
        ended.append((msg_id, done))
    return ended
