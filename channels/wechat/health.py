"""Whether the account can be used: a token, this machine's address, and the calls that its way of sending needs."""

from contextlib import suppress
from datetime import datetime

from channels.channel import BUSY, UNREACHABLE
from channels.errors import ChannelError, Misconfigured, TryLater
from channels.wechat.api import Api
from channels.wechat.settings import Settings
from content.problems import Problem

# For each way to send, one harmless call that the platform refuses with 48001 where the permission is missing.
PROOFS = {
    "draft": ("draft/count", {}),
    "publish": ("freepublish/batchget", {"offset": 0, "count": 1, "no_content": 1}),
    "mass": ("message/mass/speed/get", {}),
}

UNVERIFIED = "公众号没有认证：公众发来消息可以当场答复，但之后不能主动告知，也不能推送菜单。认证后请设 verified: true。"


def check(api: Api, channel: str, settings: Settings, now: datetime) -> list[Problem]:
    """Empty when all is well. What only fails for the moment does not block: it is no reason to pause. Never raises.

    Limits said to be used up are asked for again, for an administrator may have had them given anew.
    """
    try:
        api.token()
        for call in api.quotas.said_used_up(now):
            _ask_again(api, call, now)
        for mode in dict.fromkeys(("draft", settings.send_as)):
            name, body = PROOFS[mode]
            api.call(name, body)
    except ChannelError as error:
        return [_problem_of(error, channel)]
    if settings.token and not settings.verified:
        return [Problem("channel_limited", "channel", UNVERIFIED, blocks=False, where=channel)]
    return []


def _problem_of(error: ChannelError, channel: str) -> Problem:
    blocks, quote = isinstance(error, Misconfigured), error.evidence.get("rid", "")
    code = "channel_misconfigured" if blocks else BUSY if "errcode" in error.evidence else UNREACHABLE
    says = f"{error.why}。" if isinstance(error, TryLater) else error.says
    return Problem(code, "channel", says, blocks=blocks, quote=quote, where=channel)


def _ask_again(api: Api, call: str, now: datetime) -> None:
    with suppress(ChannelError):  # it only tells more than we know
        quota = api.call("openapi/quota/get", {"cgi_path": f"/cgi-bin/{call}"}).get("quota") or {}
        if left := int(quota.get("remain") or 0):
            api.quotas.given_anew(call, left, now)
