"""Whether the account can be used: a token, this machine's address, and the calls that its way of sending needs."""

from contextlib import suppress
from datetime import datetime

from channels.errors import ChannelError, Misconfigured
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
    """Empty when all is well. What only fails for the moment is a warning. Never raises.

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
        code = "channel_misconfigured" if isinstance(error, Misconfigured) else "channel_unreachable"
        blocks = isinstance(error, Misconfigured)
        quote = error.evidence.get("rid", "")
        return [Problem(code, "channel", error.says, blocks=blocks, quote=quote, where=channel)]
    if settings.token and not settings.verified:
        return [Problem("channel_limited", "channel", UNVERIFIED, blocks=False, where=channel)]
    return []


def _ask_again(api: Api, call: str, now: datetime) -> None:
    with suppress(ChannelError):  # it only tells more than we know
        quota = api.call("openapi/quota/get", {"cgi_path": f"/cgi-bin/{call}"}).get("quota") or {}
        if left := int(quota.get("remain") or 0):
            api.quotas.given_anew(call, left, now)
