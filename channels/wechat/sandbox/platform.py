"""The platform: which calls there are, who may make them, how often, and what they answer."""

import random
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from channels.wechat.sandbox import (
    comments,
    customer,
    drafts,
    followers,
    mass,
    material,
    menus,
    publishing,
    rationing,
    recognition,
    temporary,
    tokens,
)
from channels.wechat.sandbox.asked import Asked, Raw, Refusal
from channels.wechat.sandbox.events import mass_event, publish_event
from channels.wechat.sandbox.state import State

Answer = Callable[[State, Asked], dict[str, Any] | Raw]

CALLS: Mapping[str, Answer] = {
    "draft/add": drafts.add,
    "draft/update": drafts.update,
    "draft/get": drafts.get,
    "draft/batchget": drafts.batchget,
    "draft/count": drafts.count,
    "draft/delete": drafts.delete,
    "freepublish/submit": publishing.submit,
    "freepublish/get": publishing.get,
    "freepublish/batchget": publishing.batchget,
    "freepublish/getarticle": publishing.getarticle,
    "freepublish/delete": publishing.delete,
    "material/add_material": material.add_material,
    "material/del_material": material.delete_material,
    "material/get_materialcount": material.count,
    "media/uploadimg": material.upload_image,
    "message/mass/sendall": mass.sendall,
    "message/mass/get": mass.get,
    "message/mass/delete": mass.delete,
    "message/mass/speed/get": mass.speed,
    "openapi/quota/get": rationing.get,
    "clear_quota": rationing.clear,
    "message/custom/send": customer.send,
    "message/custom/typing": customer.typing,
    "media/upload": temporary.upload,
    "media/get": temporary.get,
    "menu/create": menus.create,
    "menu/get": menus.get,
    "menu/delete": menus.delete,
    "get_current_selfmenu_info": menus.shown,
    "user/info": followers.described,
    "comment/list": comments.listed,
    "comment/markelect": comments.markelect,
    "comment/unmarkelect": comments.unmarkelect,
    "comment/delete": comments.delete,
    "comment/reply/add": comments.add_reply,
    "comment/reply/delete": comments.delete_reply,
    "comment/open": comments.open_comments,
    "comment/close": comments.close_comments,
}
GETS = frozenset(
    {
        "draft/count",
        "material/get_materialcount",
        "media/get",
        "menu/get",
        "menu/delete",
        "get_current_selfmenu_info",
        "user/info",
    }
)
# Since July 2025 the publishing calls are for verified accounts only; drafts and pictures are for all.
VERIFIED_ONLY = ("freepublish/", "message/mass/", "message/custom/", "menu/", "user/", "comment/")


class Platform:
    """`base` is where it can be reached; events to be sent pile up in `events`."""

    def __init__(self, state: State, base: str) -> None:
        self.state = state
        self.base = base
        self.events: list[dict[str, Any]] = []

    def now(self) -> float:
        return time.time() + float(self.state.config["clock_offset"])

    def answer(self, name: str, asked: Asked) -> dict[str, Any] | Raw:
        """What the call answers; a refusal is an answer too. One transaction."""
        with self.state.change():
            self.tick(asked.now)
            self.state.count(f"call:{name}")
        try:
            with self.state.change():
                return self._done(name, asked)
        except Refusal as refusal:
            words = f"{refusal.answer['errmsg']} rid: {'-'.join(secrets.token_hex(4) for _ in range(3))}"
            return {**refusal.answer, "errmsg": words}

    def tick(self, now: float) -> None:
        """Finish what is due. Inside a transaction."""
        for publish_id, job in publishing.finish_due(self.state, now, self.base):
            self.events.append(publish_event(publish_id, job, now))
        for msg_id, send in mass.finish_due(self.state, now, self.base):
            self.events.append(mass_event(msg_id, send, now))

    def _done(self, name: str, asked: Asked) -> dict[str, Any] | Raw:
        if name == "token":
            rationing.spend(self.state, name, asked.now)
            return tokens.plain(self.state, asked)
        if name == "stable_token":
            return tokens.stable(self.state, asked)
        if name == "sns/oauth2/access_token":
            return recognition.exchange(self.state, asked)
        call = CALLS.get(name)
        if call is None:
            raise Refusal(40066)
        tokens.require(self.state, asked)
        self._permit(name)
        if (asked.method == "GET") != (name in GETS):
            raise Refusal(43002)
        rationing.spend(self.state, name, asked.now)
        return call(self.state, asked)

    def _permit(self, name: str) -> None:
        config = self.state.config
        outsider = config["account"] == "miniprogram"
        if outsider or (name.startswith(VERIFIED_ONLY) and not config["verified"]):
            raise Refusal(48001)


def matching(faults: list[dict[str, Any]], name: str) -> dict[str, Any] | None:
    """The first fault that is meant for this call, used up once; `share` makes it a matter of chance."""
    for fault in faults:
        if fault["path"] not in {"*", name} or random.random() >= float(fault.get("share", 1)):  # noqa: S311 – a lever
            continue
        if fault["count"] > 0:
            fault["count"] -= 1
            if fault["count"] == 0:
                faults.remove(fault)
        return fault
    return None
