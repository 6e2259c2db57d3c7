"""What an operation took, as the algorithm knows it: a document on the site, with its state, time and texts."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from channels.cms.document import Remote, State
from channels.errors import Misconfigured
from channels.rest.templates import Names
from content.zone import SHANGHAI

EMPTY: tuple[Any, ...] = (None, "", [], {})
MILLISECONDS = 100_000_000_000
"""Numbers from here on are milliseconds since 1970, not seconds."""


def remote_of(
    taken: Names,
    states: Mapping[str, State],
    whole: Callable[[Any], str],
    *,
    who: str,
    usual: State | None = None,
    before: Remote | None = None,
) -> Remote:
    """`states`: what the site calls them; `whole` completes addresses; `usual` is the state where none was taken;
    `before` gives what was not taken.

    Raises Misconfigured where the mapping does not know what the site says.
    """
    html = taken.get("html")
    warnings = taken.get("warnings") or ()
    return Remote(
        id=text_of(taken["id"]),
        state=_state(taken.get("state"), states, who, usual),
        title=text_of(taken.get("title")) or (before.title if before else ""),
        html=None if html is None else str(html),
        url=whole(taken.get("url")) or (before.url if before else ""),
        revision=text_of(taken.get("revision")),
        at=_moment(taken.get("at"), who),
        says=text_of(taken.get("says")),
        warnings=tuple(text_of(one) for one in (warnings if isinstance(warnings, list | tuple) else [warnings])),
    )


def text_of(value: Any) -> str:
    """Ids are numbers on some sites; nothing, no and empty things are no text."""
    return "" if value is False or value in EMPTY else str(value)


def _state(said: Any, states: Mapping[str, State], who: str, usual: State | None) -> State:
    if said is None and usual is not None:
        return usual
    name = str(said).lower() if isinstance(said, bool) else text_of(said)
    if name not in states:
        raise Misconfigured(f"{who}说状态是“{name}”，映射的 states 里没有这一种：请补上。")
    return states[name]


def _moment(said: Any, who: str) -> datetime | None:
    """A time without a zone is China's."""
    if text_of(said) == "":
        return None
    try:
        number = float(said)
    except (TypeError, ValueError):
        return _written_moment(str(said), who)
    try:
        return datetime.fromtimestamp(number / 1000 if number >= MILLISECONDS else number, UTC)
    except (ValueError, OverflowError, OSError):
        raise _unreadable(said, who) from None


def _written_moment(said: str, who: str) -> datetime:
    try:
        at = datetime.fromisoformat(said.strip().replace("/", "-"))
    except ValueError:
        raise _unreadable(said, who) from None
    return (at if at.tzinfo else at.replace(tzinfo=SHANGHAI)).astimezone(UTC)


def _unreadable(said: Any, who: str) -> Misconfigured:
    return Misconfigured(f"看不懂{who}的时间“{said}”，应是 ISO 8601 或秒数：请改映射的 take.at。")
