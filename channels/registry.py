"""The kinds of channel, each in a folder of its own, loaded when a setting names it.

A kind's package is complete when it has `settings.Settings` (a pydantic model), `adapter.build(settings,
surroundings)`, `rendition`, `sandbox` and a README.md; `tests/channels/test_every_kind.py` holds them to it.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from channels.channel import Channel, Clock, Surroundings

if TYPE_CHECKING:
    from channels.cms.trial import Planned

KINDS: Mapping[str, str] = {
    "static": "channels.static",
    "manual": "channels.manual",
    "rest": "channels.rest",
    "wordpress": "channels.wordpress",
    "wechat": "channels.wechat",
    "shipinhao": "channels.shipinhao",
    "douyin": "channels.douyin",
    "press": "channels.press",
}


def settings_of(kind: str) -> type[BaseModel]:
    """The kind's settings model. Raises KeyError for a kind nobody knows."""
    model: type[BaseModel] = import_module(f"{KINDS[kind]}.settings").Settings
    return model


def build(settings: Any, surroundings: Surroundings) -> Channel:
    """The channel described by an instance of the kind's settings."""
    channel: Channel = import_module(f"{KINDS[settings.kind]}.adapter").build(settings, surroundings)
    return channel


def rehearsed(mapping: str, clock: Clock) -> "list[Planned]":
    """What a mapping comes to that no channel uses yet: a file, or the name of one that is shipped. Makes no call.

    Raises Misconfigured with every fault of it.
    """
    planned: list[Planned] = import_module(f"{KINDS['rest']}.trying").of_file(mapping, clock)
    return planned
