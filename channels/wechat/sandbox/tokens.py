"""access_token and stable_token: two families that know nothing of each other."""

import secrets
from typing import Any

from channels.wechat.sandbox.asked import Asked, Refusal
from channels.wechat.sandbox.state import State

LIVES = 7200
OVERLAP = 300
FORCED_A_DAY = 20
FORCED_APART = 30


def plain(state: State, asked: Asked) -> dict[str, Any]:
    """GET token: every call makes a new one and ages the one before."""
    _credentials(state, dict(asked.query), asked)
    current = state.get("family", "plain")
    if current:
        _end(state, current, asked.now + OVERLAP)
    return {"access_token": _issue(state, "plain", asked.now), "expires_in": LIVES}


def stable(state: State, asked: Asked) -> dict[str, Any]:
    """POST stable_token: the same one while it is valid, unless forced."""
    if asked.method != "POST":
        raise Refusal(43002)
    body = asked.body()
    _credentials(state, body, asked)
    current = state.get("family", "stable")
    token = state.get("token", current) if current else None
    left = token["until"] - asked.now if token else 0
    if body.get("force_refresh"):
        _may_force(state, asked.now)
        if current:
            _end(state, current, asked.now)
    elif left > OVERLAP:
        return {"access_token": current, "expires_in": int(left)}
    return {"access_token": _issue(state, "stable", asked.now), "expires_in": LIVES}


def require(state: State, asked: Asked) -> None:
    """Raises the platform's refusal for a missing, unknown or expired token."""
    value = asked.query.get("access_token", "")
    if not value:
        raise Refusal(41001)
    token = state.get("token", value)
    if token is None:
        raise Refusal(40001)
    if asked.now >= token["until"]:
        raise Refusal(42001 if token["ran_out"] else 40001)


def revoke(state: State, now: float) -> None:
    """A lever: every token is worthless from now on, as after a forced refresh elsewhere."""
    for value, _ in state.all("token"):
        _end(state, value, now)
    for family in ("plain", "stable"):
        state.drop("family", family)


def _credentials(state: State, given: dict[str, Any], asked: Asked) -> None:
    config = state.config
    if given.get("grant_type") != "client_credential":
        raise Refusal(40002)
    if given.get("appid") != config["app_id"]:
        raise Refusal(40013)
    if given.get("secret") != config["secret"]:
        raise Refusal(40125)
    allowed = config["allowed_ips"]
    if allowed is not None and asked.address not in allowed:
        ip = asked.address
        raise Refusal(40164, f"invalid ip {ip} ipv6 ::ffff:{ip}, not in whitelist")


def _may_force(state: State, now: float) -> None:
    if not state.config["quotas"]:
        return
    last = state.get("family", "forced") or 0
    if now - last < FORCED_APART:
        raise Refusal(45011)
    if state.count(f"forced:{int(now // 86400)}") > FORCED_A_DAY:
        raise Refusal(45009)
    state.put("family", "forced", now, now)


def _issue(state: State, family: str, now: float) -> str:
    value = f"{state.count('tokens')}_{secrets.token_urlsafe(96)}"
    state.put("token", value, {"until": now + LIVES, "ran_out": True}, now)
    state.put("family", family, value, now)
    return value


def _end(state: State, value: str, at: float) -> None:
    token = state.get("token", value)
    if token and at < token["until"]:
        state.put("token", value, {"until": at, "ran_out": False}, at)
