"""Find what a person named: an edition by its ref, an item by its id, or a WrongUse that says how to write it."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING
from unicodedata import normalize

from bot.actions.errors import WrongUse
from channels.talking import Talks
from content.delivery import Delivery
from content.edition import Edition, Ref
from content.people import Person
from content.registers.applications import Application
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

YEAR_AND_SERIAL = re.compile(r"((?:19|20)\d\d)\D*(\d{1,9})\D*$")


def require_channels(app: "App", names: Sequence[str]) -> None:
    """Raises WrongUse unless all of them are set up."""
    if unknown := [name for name in names if name not in app.channels]:
        raise WrongUse(f"没有渠道“{'、'.join(unknown)}”。已设置的渠道：{'、'.join(app.channels)}。")


def account(app: "App") -> Talks | None:
    """The account that talks to the public, where the settings name one."""
    channel: object = app.channels.get(app.settings.chat.channel)
    return channel if isinstance(channel, Talks) else None


def talker(app: "App") -> tuple[str, Talks]:
    """The account that talks to the public, after its name in the settings. Raises WrongUse."""
    if (talks := account(app)) is None:
        raise WrongUse("设置里没有写由哪个账号对外对话：请在 chat: 的 channel 里写上公众号的渠道名。")
    return app.settings.chat.channel, talks


def require_unit(unit: str, people: Iterable[Person]) -> None:
    """Raises WrongUse, with the units there are, unless one of these people belongs to it."""
    units = list(dict.fromkeys(person.unit for person in people))
    if unit not in units:
        near = "".join(f"是不是“{one}”？" for one in get_close_matches(unit, units, n=1))
        raise WrongUse(f"没有人属于单位“{unit}”。{near}登记过的单位：{'、'.join(units)}。")


def person_of(work: Work, name: str) -> Person:
    """Also one who left."""
    person = work.people.get(name)
    if person is None:
        raise WrongUse(f"没有登记过“{name}”。")
    return person


def edition_of(work: Work, ref: str) -> Edition:
    """`2026-00137.2`."""
    try:
        return work.items.edition(*Ref.parse(ref))
    except ValueError as error:
        raise WrongUse(str(error)) from error
    except KeyError:
        raise WrongUse(f"没有 {ref} 这一版稿件。编号见 gongkai status。") from None


def item_id_of(work: Work, text: str) -> str:
    """An item's id, also out of the ref of one of its editions."""
    item_id = text.strip().partition(".")[0]
    try:
        return work.items.latest(item_id).item_id
    except KeyError:
        raise WrongUse(f"没有 {text} 这篇稿件。编号写作 2026-00137。") from None


def delivery_of(work: Work, key: str) -> Delivery:
    """`2026-00137.2@douyin`."""
    try:
        return work.deliveries.get(key)
    except ValueError as error:
        raise WrongUse(str(error)) from error
    except KeyError:
        raise WrongUse(f"没有 {key} 这条投递；编号写作 2026-00137.1@渠道名，见 gongkai status。") from None


def is_year_and_serial(text: str) -> bool:
    """Whether it can name an application."""
    return YEAR_AND_SERIAL.search(normalize("NFKC", text)) is not None


def application_of(work: Work, text: str) -> Application | None:
    """By its number, or by the year and serial in what somebody typed: 依申请（2026）12号, 2026-12, 20260012."""
    try:
        return work.applications.get(text.strip())
    except KeyError:
        match = YEAR_AND_SERIAL.search(normalize("NFKC", text))
    return work.applications.by_serial(int(match[1]), int(match[2])) if match else None
