"""What followers do on their phones, as calls: each returns what came back."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from channels.http import Call, Caller
from channels.wechat.sandbox.followers import openid_of
from channels.wechat.sandbox.pushing import UNAVAILABLE

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Heard:
    """What a follower saw at once.

    `text`: the reply's, "" for silence, the platform's own words when the answer was bad or lost; `type` of the reply
    ("" = none); `articles` of a news reply; `tries`: how each push went; `lost` = never answered; `bad` = what was
    wrong with the answer.
    """

    text: str
    type: str
    articles: tuple[dict[str, str], ...]
    tries: tuple[str, ...]
    lost: bool
    bad: str
    seconds: float


class FollowerLevers:
    """Over HTTP at `url`. Followers are known by openid; the same name always gives the same one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._wire = Caller(url, who="沙箱", seconds=SECONDS)

    def let_go(self) -> None:
        """Close the connection; the next call opens a new one."""
        self._wire.close()

    def openid(self, name: str) -> str:
        return openid_of(name)

    def follow(self, name: str = "张三", scene: str = "") -> Heard:
        """Somebody follows, by a code with a `scene` or without."""
        return self._act("follow", name, name=name, scene=scene)

    def leave(self, name: str = "张三") -> Heard:
        return self._act("leave", name)

    def say(self, text: str, name: str = "张三") -> Heard:
        return self._act("say", name, text=text)

    def send_picture(self, content: bytes, media_type: str = "image/jpeg", name: str = "张三") -> Heard:
        return self._act("picture", name, content=base64.b64encode(content).decode(), type=media_type)

    def send_voice(self, name: str = "张三") -> Heard:
        return self._act("voice", name)

    def send_video(self, name: str = "张三") -> Heard:
        return self._act("video", name)

    def send_place(self, latitude: float, longitude: float, label: str = "", *, name: str = "张三") -> Heard:
        return self._act("place", name, latitude=latitude, longitude=longitude, label=label)

    def send_link(self, title: str, url: str, *, name: str = "张三") -> Heard:
        return self._act("link", name, title=title, url=url)

    def tap(self, key: str, name: str = "张三") -> Heard:
        """Press a button of the menu that sends its key."""
        return self._act("tap", name, key=key)

    def view(self, url: str, name: str = "张三") -> Heard:
        """Press a button of the menu that opens a page."""
        return self._act("view", name, url=url)

    def scan(self, scene: str, name: str = "张三") -> Heard:
        return self._act("scan", name, scene=scene)

    def event(self, event: str, name: str = "张三", **fields: Any) -> Heard:
        """Any other event, with its fields as the platform names them."""
        return self._act("event", name, event=event, fields=fields)

    def forge(self, forged: str, name: str = "张三") -> Heard:
        """Something in the follower's name that does not come from the platform: see `forging.FORGERIES`."""
        return self._act("forge", name, forged=forged)

    def repeat(self, name: str = "张三") -> Heard:
        """Push the last thing once more, as after a lost answer."""
        return self._act("repeat", name)

    def use_up(self, name: str = "张三") -> None:
        """Nothing more may be said to the follower until they write again."""
        self._do("use_up", name)

    def refuse(self, name: str = "张三", *, yes: bool = True) -> None:
        """The follower's own switch: no messages from the account."""
        self._do("refuse", name, yes=yes)

    def comment(self, url: str, text: str, name: str = "张三") -> int:
        """Under the article at this address; returns the comment's id. ValueError where nobody can."""
        return int(self._do("comment", name, url=url, text=text)["comment_id"])

    def uncomment(self, url: str, comment_id: int, name: str = "张三") -> None:
        """Its author deletes it."""
        self._do("uncomment", name, url=url, comment_id=comment_id)

    def chat(self, name: str = "张三") -> list[dict[str, Any]]:
        """The lines on the phone, oldest first: `by` (follower, account, wechat), `way`, `type`, `text` …"""
        lines: list[dict[str, Any]] = self._phone(name)["lines"]
        return lines

    def told(self, name: str = "张三") -> list[str]:
        """The texts of the customer messages that came."""
        return [line.get("text", "") for line in self.chat(name) if line.get("way") == "customer"]

    def left(self, name: str = "张三") -> int:
        """How many customer messages the account may still send."""
        return int(self._phone(name)["allowance"]["left"])

    def menu(self) -> list[dict[str, Any]]:
        """As a phone shows it."""
        buttons: list[dict[str, Any]] = self._phone("")["menu"]
        return buttons

    def check_callback(self) -> str:
        """The door's address is saved: empty when the door answered rightly, else why not."""
        return str(self._send("/__sandbox__/verify", {})["says"])

    def _phone(self, name: str) -> dict[str, Any]:
        return self._see("/__sandbox__/chat", openid=openid_of(name))

    def _act(self, do: str, who: str, **more: Any) -> Heard:
        pushed = self._do(do, who, **more)["pushed"]
        reply = pushed["reply"] or {}
        return Heard(
            text=UNAVAILABLE if pushed["lost"] or pushed["bad"] else reply.get("text", ""),
            type=reply.get("type", ""),
            articles=tuple(reply.get("articles", ())),
            tries=tuple(pushed["tries"]),
            lost=pushed["lost"],
            bad=pushed["bad"],
            seconds=pushed["seconds"],
        )

    def _do(self, do: str, who: str, **more: Any) -> dict[str, Any]:
        return self._tell("/__sandbox__/followers", {"do": do, "openid": openid_of(who), **more})

    def _tell(self, path: str, wanted: dict[str, Any]) -> dict[str, Any]:
        said = self._send(path, wanted)
        if not said["ok"]:
            raise ValueError(said["says"])
        return said

    def _send(self, path: str, wanted: dict[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = self._wire.ask(Call("POST", path, content=json.dumps(wanted).encode())).json()
        return said

    def _see(self, path: str, **params: str) -> dict[str, Any]:
        seen: dict[str, Any] = self._wire.ask(Call("GET", path, params)).json()
        return seen
