"""Public pages as they were when they were last read back, for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.errors import WrongUse
from bot.actions.finding import delivery_of, item_id_of
from bot.actions.look_at_pages import watching
from content.edition import Edition, Ref
from content.page_checks import PageCheck
from content.people import Person
from content.store.page_checks import ListedPage

if TYPE_CHECKING:
    from bot.app import App

ON_A_PAGE = 50
TOLD, NOTED = "yaoban", "zhidao"


@dataclass(frozen=True, slots=True)
class PageWords:
    """`words`: how the page is, `mood` as of a badge, `says`: what differs, or why it could not be looked at."""

    words: str
    mood: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class PageShown:
    """`check` is None for what is not looked at: it is not public, or not on a website that is watched.

    `latest`: the number of the item's last edition.
    """

    edition: Edition
    key: str
    channel: str
    latest: int
    check: PageCheck | None


def in_words(check: PageCheck) -> PageWords:
    if check.matter is not None and check.is_noted:
        return PageWords(f"{check.matter.chinese}，已知道", "late", check.matter_says)
    if check.matter is not None and check.is_sure:
        return PageWords(check.matter.chinese, "bad", check.matter_says)
    if check.matter is not None:
        return PageWords("过一会儿再看一次", "late", check.matter_says)
    if check.unseen:
        return PageWords("暂时打不开", "late", check.unseen_says)
    if check.looked_at is None:
        return PageWords("还没有核对", "soft")
    return PageWords("与稿件一致" if check.is_public else "已经看不到", "good")


def pages_told(app: "App", person: Person | None, tab: str, page: int) -> tuple[Sequence[ListedPage], bool]:
    """What is to be told (or, of the other tab, what somebody knows of), newest first; and whether there is more.

    None = of all items.
    """
    skip, most = (page - 1) * ON_A_PAGE, ON_A_PAGE + 1
    with app.store.glance() as work:
        listed = work.page_checks.noted if tab == NOTED else work.page_checks.told
        found = listed(list(watching(app)), person, skip=skip, most=most)
    return found[:ON_A_PAGE], len(found) > ON_A_PAGE


def page_shown(app: "App", key: str) -> PageShown:
    """By its delivery's key. Raises WrongUse."""
    with app.store.read() as work:
        delivery = delivery_of(work, key)
        edition = work.items.edition(*Ref.parse(delivery.ref))
        latest = work.items.latest(delivery.item_id).number
        check = work.page_checks.get(key)
    return PageShown(edition, key, delivery.channel, latest, check if delivery.channel in watching(app) else None)


def pages_of(app: "App", named: str) -> list[PageCheck]:
    """Of an item, or of one of its editions. Raises WrongUse for what is none, or has no page that is looked at."""
    with app.store.read() as work:
        checks = work.page_checks.of_item(item_id_of(work, named))
    watched = watching(app)
    found = [one for one in checks if one.channel in watched and ("." not in named or one.ref == named.strip())]
    if not found:
        raise WrongUse(f"{named} 没有要核对的网页：没有在网站上公开过，或设置里写了不核对（watch: false）。")
    return found
