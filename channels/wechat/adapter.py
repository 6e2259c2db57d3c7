"""A WeChat official account as a channel: one class for each of its three ways to send."""

from channels.channel import Surroundings
from channels.wechat.account import Account
from channels.wechat.as_draft import AsDraft
from channels.wechat.as_mass import AsMass
from channels.wechat.as_publish import AsPublish
from channels.wechat.settings import Settings

WAYS: dict[str, type[Account]] = {"draft": AsDraft, "publish": AsPublish, "mass": AsMass}


def build(settings: Settings, surroundings: Surroundings) -> Account:
    """The channel. Makes no call."""
    return WAYS[settings.send_as](settings, surroundings)
