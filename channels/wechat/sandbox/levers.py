"""The sandbox's levers, pulled over HTTP: the platform's side, the administrator's, and (inherited) the followers'."""

from typing import Any

from channels.wechat.sandbox.follower_levers import FollowerLevers


class Levers(FollowerLevers):
    """Pulls the levers of a sandbox that runs at `url`."""

    def set(self, **config: Any) -> dict[str, Any]:
        """Change its behaviour: see `state.DEFAULTS` for the names."""
        return self._pull({"set": config})

    def fault(self, do: str, path: str = "*", *, count: int = 1, **more: Any) -> None:
        """The next `count` calls of `path` (`freepublish/submit`; -1 = for ever) go wrong.

        `do`: lose_before, lose_after (the answer breaks off before or after the effect), slow (`seconds`), code
        (`code`, `errmsg`), http (`code`), html, empty, cut. `share` (0..1) makes it a matter of chance.
        """
        self._pull({"fault": {"do": do, "path": path, "count": count, **more}})

    def clear(self) -> None:
        """No more faults."""
        self._pull({"clear": True})

    def revoke(self) -> None:
        """Every token is worthless from now on."""
        self._pull({"revoke": True})

    def confirm(self, yes: bool = True) -> None:
        """The administrator's answer to every 群发 that waits for one."""
        self._pull({"confirm": yes})

    def press(self, media_id: str) -> list[str]:
        """A person presses 发表 on a draft; returns the addresses of its articles."""
        urls: list[str] = self._pull({"press": media_id})["urls"]
        return urls

    def forward(self, seconds: float) -> None:
        """Move its clock."""
        offset = float(self._pull({})["config"]["clock_offset"])
        self.set(clock_offset=offset + seconds)

    def calls(self) -> dict[str, int]:
        """How often each call came, faults that struck before it not counted."""
        counted: dict[str, int] = self._pull({})["calls"]
        return counted

    def public(self) -> dict[str, Any]:
        """`articles` (url, title, content_source_url, content, way, at, deleted), `drafts`, `open` tasks."""
        return self._see("/__sandbox__/public")

    def mark_fail(self) -> None:
        """A minute of silence begins now, whatever the door did."""
        self._pull({"markfail": True})

    def make_menu_on_website(self, buttons: list[dict[str, Any]]) -> None:
        """Somebody made this menu on the platform's website (buttons as the platform writes them)."""
        self._pull({"website_menu": buttons})

    def _pull(self, wanted: dict[str, Any]) -> dict[str, Any]:
        return self._tell("/__sandbox__/levers", wanted)
