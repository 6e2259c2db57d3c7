"""The hand-over queue (待人办清单): what waits for a person, who took it, and the package they need."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo
from bot.actions.finding import delivery_of
from channels.by_hand import is_late
from channels.channel import Context, HandsOver, Package, ShowsPages
from channels.lane import page_before
from channels.packages import damaged, removal, write_package
from content.delivery import Act, Delivery
from content.store.deliveries import Job, Jobs

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True)
class Waiting:
    """`since`: when it began to wait; `late`: longer ago than the age limit; `claimed`: somebody's lease runs."""

    delivery: Delivery
    act: Act
    title: str
    unit: str
    column: str
    since: datetime
    late: bool
    claimed: bool


def queue(app: "App", now: datetime, channel: str = "") -> list[Waiting]:
    """Longest waiting first."""
    return some_of_queue(app, Jobs(now, channel))


def some_of_queue(app: "App", wanted: Jobs, *, most: int | None = None, after: int = 0) -> list[Waiting]:
    """Longest waiting first: `most` of those wanted, without the first `after`."""
    with app.store.read() as work:
        found = work.deliveries.jobs(wanted, most=most, after=after)
    return [_waiting(app, job, wanted.now) for job in found]


def one_of_queue(app: "App", key: str, now: datetime) -> Waiting:
    """By the delivery's key, though it may be done or cancelled by now (see its state). Raises WrongUse."""
    with app.store.read() as work:
        delivery = delivery_of(work, key)
        dispatch = work.dispatches.get(delivery.dispatch_id)
    item = next(one for one in dispatch.editions if one.ref == delivery.ref).item
    since = dispatch.since or delivery.since
    return _waiting(app, Job(delivery, dispatch.act, item.title, item.unit, item.column, since), now)


def _waiting(app: "App", job: Job, now: datetime) -> Waiting:
    # What is to be taken down has been out for long: its own `since` is that of the publication.
    late = is_late(app.channels.get(job.delivery.channel), job.delivery, job.since, now)
    claimed = bool(job.delivery.claimer(now))
    return Waiting(job.delivery, job.act, job.title, job.unit, job.column, job.since, late, claimed)


def package(app: "App", delivery: Delivery) -> Package | None:
    """What the person needs; None for a channel that gives no package (a correction by hand, say)."""
    channel = app.channels.get(delivery.channel)
    by_a_person = channel is None or isinstance(channel, HandsOver)
    with app.store.read() as work:
        edition = work.items.edition(delivery.item_id, delivery.number)
        if work.dispatches.get(delivery.dispatch_id).act is Act.WITHDRAW and by_a_person:
            return removal(delivery, edition.item.title, on_site=isinstance(channel, ShowsPages))
        if not isinstance(channel, HandsOver):
            return None
        url = page_before(work, app.lanes[delivery.channel], delivery.item_id)
        out = tuple(one.url for one in work.deliveries.live(delivery.item_id, delivery.channel))
    return channel.package(edition, Context(page_url=url, replaces=out))


def lay_out(app: "App", delivery: Delivery, package: Package) -> Path:
    """Write the package into a folder of its own, ready to be copied to a phone; returns the page to open first.

    Laid out anew each time: the files folder stays the truth. Raises CannotDo where a kept file is damaged.
    """
    folder = app.settings.files.parent / "packages" / delivery.key
    shutil.rmtree(folder, ignore_errors=True)
    try:
        return write_package(package, app.files, folder)
    except ValueError as error:
        raise CannotDo(str(error)) from error


def verify(app: "App", package: Package) -> None:
    """Raises CannotDo where a kept file is not what was approved any more."""
    for name, path in package.files.items():
        with Path(app.files.locate(path)).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != package.hashes[name]:
                raise CannotDo(damaged(name))
