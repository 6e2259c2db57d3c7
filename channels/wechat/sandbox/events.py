"""The events that the platform pushes, as mappings and as the XML on the wire (plain mode)."""

import hashlib
import secrets
from collections.abc import Mapping
from html import escape
from typing import Any

ACCOUNT = "gh_0000000000ab"
FOLLOWERS = 1200


def publish_event(publish_id: str, job: Mapping[str, Any], now: float) -> dict[str, Any]:
    """PUBLISHJOBFINISH."""
    told: dict[str, Any] = {"publish_id": publish_id, "publish_status": job["status"]}
    if job["status"]:
        told["fail_idx"] = [1]
    else:
        items = [{"idx": place, "article_url": url} for place, url in enumerate(job["urls"], 1)]
        # The platform's own sample breaks the line inside the id.
        told |= {"article_id": f"{job['article_id']}\n", "article_detail": {"count": len(items), "item": items}}
    return {**_head("PUBLISHJOBFINISH", now), "PublishEventInfo": told}


def mass_event(msg_id: str, send: Mapping[str, Any], now: float) -> dict[str, Any]:
    """MASSSENDJOBFINISH."""
    urls = [{"ArticleIdx": place, "ArticleUrl": url} for place, url in enumerate(send["urls"], 1)]
    sent = FOLLOWERS if urls else 0
    return {
        **_head("MASSSENDJOBFINISH", now),
        "MsgID": msg_id,
        "Status": send["outcome"],
        "TotalCount": FOLLOWERS,
        "FilterCount": sent,
        "SentCount": sent,
        "ErrorCount": 0,
        "CopyrightCheckResult": {"Count": 0, "ResultList": "", "CheckState": 1},
        "ArticleUrlResult": {"Count": len(urls), "ResultList": {"item": urls}},
    }


def _head(event: str, now: float) -> dict[str, Any]:
    names = {"ToUserName": ACCOUNT, "FromUserName": "mphelper", "CreateTime": int(now)}
    return {**names, "MsgType": "event", "Event": event}


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
    return f"<{name}><![CDATA[{escape(str(value), quote=False)}]]></{name}>"


def signed(token: str, now: float) -> dict[str, str]:
    """The query of a push in plain mode."""
    timestamp, nonce = str(int(now)), str(secrets.randbelow(10**9))
    joined = "".join(sorted([token, timestamp, nonce]))
    return {
        "signature": hashlib.sha1(joined.encode()).hexdigest(),  # noqa: S324 – the platform's own signature
        "timestamp": timestamp,
        "nonce": nonce,
        "openid": "mphelper",
    }
