"""What stands around a draft: others who write on the same item, what its channels make of it, how it once was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.checking import channels_of
from bot.actions.checking import draft_of as unsent
from bot.actions.drafts import Checked, check, mine
from bot.actions.errors import CannotDo
from bot.actions.finding import item_id_of
from bot.actions.rights import Right, require
from bot.views.channels import called
from bot.views.reviews import Returned, last_return
from channels.lengths import HasLengths, Length
from content.comparing import Comparison, compared
from content.edition import Edition, Ref
from content.files import read_writing
from content.item import Item
from content.review import Act
from content.writing import Copy, Draft, Listed, Writing

if TYPE_CHECKING:
    from bot.app import App

MOST_COPIES = 100


@dataclass(frozen=True, slots=True)
class Beside:
    """`newer`: an edition that somebody handed in since the draft was begun; `drafts`: others of the same item;
    `returned`: why the item was given back, where it is to be mended for that.
    """

    newer: Edition | None = None
    drafts: Sequence[Listed] = ()
    returned: Returned | None = None


@dataclass(frozen=True, slots=True)
class OnChannel:
    """A channel an item goes to, as staff call it: its texts against its limits."""

    name: str
    lengths: Sequence[Length]


def beside(app: "App", draft: Draft) -> Beside:
    if not draft.item_id:
        return Beside()
    with app.store.read() as work:
        latest = work.items.latest(draft.item_id)
        steps = work.reviews.steps_of_item(draft.item_id)
        given_back = bool(steps) and steps[-1].act is Act.RETURNED
        returned = last_return(work, draft.item_id) if given_back else None
        others = work.drafts.open_ones(item_id=draft.item_id, most=10)
    seen = Ref.parse(draft.begun_from)[1] if draft.begun_from else latest.number
    newer = latest if latest.number > seen and latest.ref != draft.ref else None
    return Beside(newer, [one for one in others if one.id != draft.id], returned)


def as_edition(app: "App", by: str, draft: Draft, now: datetime) -> Edition:
    """The edition it would be, under the numbers of the item where it has some. Raises CannotDo where it is none."""
    edition = unsent(check(app, by, draft, now=now).item, by, now)
    if not draft.item_id:
        return edition
    latest = latest_of(app, draft.item_id)
    return replace(edition, item_id=latest.item_id, number=latest.number + 1, index_number=latest.index_number)


def latest_of(app: "App", named: str) -> Edition:
    """Of an item, by its number or that of an edition. Raises WrongUse for what is none."""
    with app.store.read() as work:
        return work.items.latest(item_id_of(work, named))


def on_channels(app: "App", checked: Checked, edition: Edition) -> list[OnChannel]:
    """Where it goes, as its author or its column says."""
    found = []
    for name in channels_of(app, checked.item):
        channel = app.channels[name]
        lengths = channel.lengths(edition) if isinstance(channel, HasLengths) else []
        found.append(OnChannel(called(app, name), lengths))
    return found


def own_words(app: "App") -> dict[str, Sequence[str]]:
    """What may be said for one channel alone, by channel."""
    return {name: channel.overrides for name, channel in app.channels.items() if isinstance(channel, HasLengths)}


def copies(app: "App", by: str, draft_id: str) -> tuple[Draft, Sequence[Copy]]:
    """The newest first."""
    with app.store.read() as work:
        return mine(work, by, draft_id), work.drafts.copies(draft_id, MOST_COPIES)


def changes(app: "App", copy: Copy, draft: Draft) -> Comparison:
    """From what a copy says to what stands now."""
    then, now = (_read(app, writing) for writing in (copy.writing, draft.writing))
    return compared(then, now)


def _read(app: "App", writing: Writing) -> Item:
    item, problems = read_writing(writing, app.columns, app.channels)
    if item is None:
        raise CannotDo("稿件信息读不出来。", problems)
    return item


def mine_open(app: "App", by: str, most: int) -> list[Listed]:
    """What somebody was writing, the last saved first."""
    with app.store.read() as work:
        return work.drafts.open_ones(owner=by, most=most)


def of_item(app: "App", by: str, item_id: str) -> Sequence[Listed]:
    """Open drafts of an item's new edition that this person may go on with."""
    with app.store.read() as work:
        person = require(work, by, Right.SUBMIT)
        found = work.drafts.open_ones(item_id=item_id, most=10)
    return [one for one in found if one.owner == by or one.unit == person.unit]


def units(app: "App") -> list[str]:
    """Those that somebody belongs to."""
    with app.store.read() as work:
        return sorted({person.unit for person in work.people.all() if person.active})


def goes_to(app: "App", item: Item) -> list[str]:
    return [called(app, name) for name in channels_of(app, item)]
