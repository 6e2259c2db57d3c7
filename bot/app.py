"""The one place where things are put together: settings, store, channels, desk, engine."""

import os
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bot.actions.drafts import clear_closed
from bot.actions.forget_letters import forget_old
from bot.actions.identity import drop_old_identity
from bot.actions.look_at_pages import look_at_pages
from bot.actions.read_comments import read_comments
from bot.actions.sessions import clear_ended
from bot.actions.sweep_waiting import sweep_waiting
from bot.actions.tell import look_after
from bot.actions.verify_log import JOB as VERIFY_LOG
from bot.actions.verify_log import verify_log
from bot.calendar import Calendar
from bot.engine import Engine
from bot.own_words import OwnWordsKept
from bot.public.pages import PAGES, address
from bot.queue import open_queue
from bot.settings import Settings, load
from bot.views.outlook import look_out
from channels import registry
from channels.bundles import Bundles
from channels.by_hand import ByHand
from channels.channel import Channel, Clock, Surroundings
from channels.desk import Desk
from channels.lane import Lane
from channels.orders import Orders
from channels.recording import Recording
from content.column import Column
from content.migrations import upgrade
from content.registers.working_days import OfficeDays
from content.store.files import FilesFolder
from content.store.identity import IdentityFolder
from content.store.pages import PagesLedger
from content.store.private import make_private
from content.store.store import Store

if TYPE_CHECKING:
    from content.search.search import Search

CONTACT = ("department", "address", "hours", "phone", "fax", "email")


def system_clock() -> datetime:
    """Aware UTC now: the only place that asks the machine for the time."""
    return datetime.now(UTC)


class App:
    """Everything a door needs. Use it in a `with` block, or `close()` it."""

    def __init__(self, settings: Settings, *, clock: Clock = system_clock, environ: Mapping[str, str]) -> None:
        self.settings = settings
        self.environ = environ
        self.clock = clock
        self.columns: Mapping[str, Column] = {column.name: column for column in settings.columns}
        self.store = _open_store(settings)
        self.files = FilesFolder(settings.files)
        with suppress(OSError):  # whoever needs the folder says why it is not there
            self.files.make()  # before an unfinished form's files wait in it
        self.worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"

    @classmethod
    def open(cls, path: Path | str, *, clock: Clock = system_clock, environ: Mapping[str, str] | None = None) -> Self:
        """Raises `bot.faults.SettingsFaults` with every fault of the file."""
        known = os.environ if environ is None else environ
        return cls(load(path, known), clock=clock, environ=known)

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self.store)

    @property
    def calendar(self) -> OfficeDays:
        """The office's working days, as they were at most a minute ago. What is written down reckons with
        `work.holidays.calendar()`.
        """
        return self._calendar.days()

    def calendar_changed(self) -> None:
        """The next who asks for the calendar reads it anew."""
        self._calendar.forget()

    @cached_property
    def own_words(self) -> OwnWordsKept:
        return OwnWordsKept(self.store)

    @cached_property
    def identity(self) -> IdentityFolder:
        return IdentityFolder(self.settings.identity)

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        return {name: registry.build(kind, self._surroundings(name)) for name, kind in self.settings.channels.items()}

    @cached_property
    def lanes(self) -> Mapping[str, Lane]:
        return {
            name: Lane(self.channels[name], kind.after, kind.at, kind.parallel)
            for name, kind in self.settings.channels.items()
        }

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.store, self.lanes, counts=self.counts, clock=self.clock, worker=self.worker)

    @cached_property
    def orders(self) -> Orders:
        return Orders(self.store, self.lanes, lambda: secrets.token_hex(3))

    @cached_property
    def bundles(self) -> Bundles:
        return Bundles(self.store, self.orders, self.lanes, lambda: secrets.token_hex(3))

    @cached_property
    def by_hand(self) -> ByHand:
        return ByHand(self.store, self.lanes, self.counts)

    @cached_property
    def recording(self) -> Recording:
        return Recording(self.store)

    @cached_property
    def engine(self) -> Engine:
        engine = Engine(self.desk, open_queue(self.settings.engine), self.clock)
        engine.add_job(VERIFY_LOG, lambda: verify_log(self))
        engine.each_minute("read_comments", lambda: read_comments(self))
        engine.each_minute("look_at_pages", lambda: look_at_pages(self))
        engine.each_minute("look_out", lambda: look_out(self, self.clock()))
        engine.each_minute("look_after", lambda: look_after(self))
        engine.each_hour("forget_old", lambda: forget_old(self, self.clock()))
        engine.each_hour("drop_old_identity", lambda: drop_old_identity(self, self.clock()))
        engine.each_hour("clear_ended", lambda: clear_ended(self, self.clock()))
        engine.each_hour("clear_closed", lambda: clear_closed(self, self.clock()))
        engine.each_hour("sweep_waiting", lambda: sweep_waiting(self.files, self.clock()))
        return engine

    @cached_property
    def search(self) -> "Search":
        """Over what is public now; the index lies beside the files folder."""
        from content.search.search import Search  # noqa: PLC0415  # its dictionary is slow to load, and few commands search

        media = {name: kind.medium for name, kind in self.settings.channels.items()}
        return Search(self.store, self.settings.files.parent / "search", media, self.own_words.now)

    def counts(self, column: str) -> bool:
        """Whether items of a column count; a column that the settings no longer name does not."""
        return column in self.columns and self.columns[column].counts

    def log_head(self) -> str:
        """The hash of the log's last entry; empty while there is none."""
        with self.store.read() as work:
            head = work.log.reached()
        return head.hash if head else ""

    def close(self) -> None:
        if "engine" in self.__dict__:
            self.engine.close()
        for channel in self.__dict__.get("channels", {}).values():
            with suppress(AttributeError):
                channel.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _surroundings(self, name: str) -> Surroundings:
        return Surroundings(
            name=name,
            medium=self.settings.channels[name].medium,
            office=self.settings.office.name,
            clock=self.clock,
            shelf=self.store.shelf,
            files=self.files,
            pages=PagesLedger(self.store.write, self.store.read),
            columns=self.settings.columns,
            contact=self._contact(),
            log_head=self.log_head,
            links=self._links(),
        )

    def _links(self) -> Mapping[str, str]:
        """What the website links to of the public's pages, by the links' words."""
        base_url = self.settings.public.base_url
        return {page.words: address(base_url, name) for name, page in PAGES.items()} if base_url else {}

    def _contact(self) -> Mapping[str, str]:
        office = self.settings.office
        return {name: getattr(office, name) for name in CONTACT if getattr(office, name)}


def _open_store(settings: Settings) -> Store:
    if settings.database.startswith("sqlite:///"):
        make_private(Path(settings.database.removeprefix("sqlite:///")))
    store = Store(settings.database)
    upgrade(store)
    return store
