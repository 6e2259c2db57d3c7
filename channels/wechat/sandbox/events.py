"""The messages and events that the platform pushes, as mappings and as XML."""

from collections.abc import Mapping
from typing import Any

ACCOUNT = "gh_0000000000ab"
FOLLOWERS = 1200
HELPER = "mphelper"


def publish_event(publish_id: str, job: Mapping[str, Any], now: float) -> dict[str, Any]:
    """PUBLISHJOBFINISH."""
    told: dict[str, Any] = {"publish_id": publish_id, "publish_status": job["status"]}
    if job["status"]:
        told["fail_idx"] = [1]
    else:
        items = [{"idx": place, "article_url": url} for place, url in enumerate(job["urls"], 1)]
        # The platform's own sample breaks the line inside the id.
        told |= {"article_id": f"{job['article_id']}\n", "article_detail": {"count": len(items), "item": items}}
    return {**event("PUBLISHJOBFINISH", HELPER, now), "PublishEventInfo": told}


def mass_event(msg_id: str, send: Mapping[str, Any], now: float) -> dict[str, Any]:
    """MASSSENDJOBFINISH."""
    urls = [{"ArticleIdx": place, "ArticleUrl": url} for place, url in enumerate(send["urls"], 1)]
    sent = FOLLOWERS if urls else 0
    return {
        **event("MASSSENDJOBFINISH", HELPER, now),
        "MsgID": msg_id,
        "Status": send["outcome"],
        "TotalCount": FOLLOWERS,
        "FilterCount": sent,
        "SentCount": sent,
        "ErrorCount": 0,
        "CopyrightCheckResult": {"Count": 0, "ResultList": "", "CheckState": 1},
        "ArticleUrlResult": {"Count": len(urls), "ResultList": {"item": urls}},
    }


def event(name: str, openid: str, now: float, **more: Any) -> dict[str, Any]:
    """What somebody did: known by who, when and what, for it has no number."""
    return {**_head(openid, now), "MsgType": "event", "Event": name, **more}


def message(kind: str, openid: str, now: float, **more: Any) -> dict[str, Any]:
    """What somebody wrote or sent; `MsgId` is among `more`."""
    return {**_head(openid, now), "MsgType": kind, **more}


def _head(openid: str, now: float) -> dict[str, Any]:
    return {"ToUserName": ACCOUNT, "FromUserName": openid, "CreateTime": int(now)}


def to_xml(event: Mapping[str, Any]) -> str:
    return f"<xml>{_inner(event)}</xml>"


def _inner(value: Mapping[str, Any]) -> str:
    return "".join(_element(name, inner) for name, inner in value.items())


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, inner) for inner in value)
    if isinstance(value, Mapping):
        return f"<{name}>{_inner(value)}</{name}>"
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    text = str(value).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{text}]]></{name}>"
