"""网页授权: the platform's page that sends a browser on with a code, and what stands behind the code."""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from channels.http import is_loopback
from channels.wechat.sandbox import followers
from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.state import State

CODE_LIVES = 300
SCOPES = frozenset({"snsapi_base", "snsapi_userinfo"})


def way_back(state: State, query: Mapping[str, str], openid: str, now: float) -> str:
    """Where the browser is sent on to; empty where the platform would show an error."""
    back = query.get("redirect_uri", "")
    right = query.get("appid") == state.config["app_id"] and query.get("response_type") == "code"
    known = followers.get(state, openid) is not None
    if not (right and known and _may(state) and query.get("scope") in SCOPES and is_loopback(back)):
        return ""
    code = secrets.token_urlsafe(24)
    state.put("code", code, {"openid": openid, "until": now + CODE_LIVES, "used": False, "scope": query["scope"]}, now)
    joint = "&" if urlsplit(back).query else "?"
    return f"{back}{joint}{urlencode({'code': code, 'state': query.get('state', '')})}"


def exchange(state: State, asked: Asked) -> dict[str, Any]:
    """sns/oauth2/access_token: AppID and secret instead of the access token; a code is good once."""
    query = asked.query
    if query.get("appid") != state.config["app_id"]:
        raise Refusal(40013)
    if query.get("secret") != state.config["secret"]:
        raise Refusal(40125)
    if query.get("grant_type") != "authorization_code":
        raise Refusal(40002)
    if not _may(state):
        raise Refusal(48001)
    return _behind(state, query.get("code", ""), asked.now)


def _behind(state: State, code: str, now: float) -> dict[str, Any]:
    if not code:
        raise Refusal(41008)
    kept = state.get("code", code)
    if kept is None:
        raise Refusal(40029)
    if kept["used"]:
        raise Refusal(40163)
    if now >= kept["until"]:
        raise Refusal(42003)
    state.put("code", code, {**kept, "used": True}, now)
    tokens = {"access_token": secrets.token_urlsafe(60), "expires_in": 7200, "refresh_token": secrets.token_urlsafe(60)}
    return {**tokens, "openid": kept["openid"], "scope": kept["scope"]}


def _may(state: State) -> bool:
    return bool(state.config["verified"] and state.config["oauth"])
