"""One unit of work: every subject of the store in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection
from sqlmodel import Session

from content.store.answer_texts import AnswerTexts
from content.store.application_import import ApplicationImport
from content.store.applications import Applications
from content.store.backlog import Backlog
from content.store.bindings import Bindings
from content.store.comments import Comments
from content.store.credentials import Credentials
from content.store.deliveries import Deliveries
from content.store.dispatches import Dispatches
from content.store.drafts import Drafts
from content.store.figures import Figures
from content.store.heard import Heard
from content.store.holidays import Holidays
from content.store.identity import IdentityFiles
from content.store.imports import Imports
from content.store.item_list import ItemList
from content.store.items import Items
from content.store.ledger import Ledger
from content.store.letter_files import LetterFiles
from content.store.letters import Letters
from content.store.log_list import LogList
from content.store.menus import Menus
from content.store.notices import Notices
from content.store.own_words import OwnWordLists
from content.store.page_checks import PageChecks
from content.store.pages import Pages
from content.store.people import People
from content.store.period_figures import PeriodFigures
from content.store.public import Public
from content.store.recorded import RecordedPieces
from content.store.registers import Registers
from content.store.report_figures import ReportFigures
from content.store.reports import Reports
from content.store.reviews import Reviews
from content.store.sessions import Sessions
from content.store.traces import Traces
from content.store.under_way import UnderWay
from content.store.updates import Updates
from content.store.visitors import Visitors


class Work:
    """One unit of work: every subject of the store in one transaction. Valid inside its `with` block only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opened: Session | None = None

    @property
    def session(self) -> Session:
        """Opened when first asked for: the log alone does without, and saves a third of its time."""
        if self._opened is None:
            self._opened = Session(self._connection, expire_on_commit=False)
        return self._opened

    def close(self, *, keep: bool) -> None:
        if self._opened is None:
            return
        if keep:
            self._opened.flush()
        self._opened.close()

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part that may fail by itself: on any exception what was written in it is not kept, what came before is."""
        self.session.flush()
        with self.session.begin_nested():
            yield

    @cached_property
    def people(self) -> People:
        return People(self.session)

    @cached_property
    def items(self) -> Items:
        return Items(self.session)

    @cached_property
    def item_list(self) -> ItemList:
        return ItemList(self.session)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self.session)

    @cached_property
    def backlog(self) -> Backlog:
        return Backlog(self.session)

    @cached_property
    def traces(self) -> Traces:
        return Traces(self.session)

    @cached_property
    def reviews(self) -> Reviews:
        return Reviews(self.session)

    @cached_property
    def dispatches(self) -> Dispatches:
        return Dispatches(self.session)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.session)

    @cached_property
    def under_way(self) -> UnderWay:
        return UnderWay(self.session)

    @cached_property
    def log(self) -> Ledger:
        return Ledger(self._connection)

    @cached_property
    def log_list(self) -> LogList:
        return LogList(self._connection)

    @cached_property
    def imports(self) -> Imports:
        return Imports(self._connection)

    @cached_property
    def own_words(self) -> OwnWordLists:
        return OwnWordLists(self.session)

    @cached_property
    def recorded(self) -> RecordedPieces:
        return RecordedPieces(self._connection)

    @cached_property
    def figures(self) -> Figures:
        return Figures(self._connection)

    @cached_property
    def period_figures(self) -> PeriodFigures:
        return PeriodFigures(self._connection, self.session)

    @cached_property
    def updates(self) -> Updates:
        return Updates(self._connection, self.log)

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.session)

    @cached_property
    def page_checks(self) -> PageChecks:
        return PageChecks(self.session)

    @cached_property
    def public(self) -> Public:
        return Public(self.session)

    @cached_property
    def heard(self) -> Heard:
        return Heard(self._connection)

    @cached_property
    def visitors(self) -> Visitors:
        return Visitors(self._connection)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self.session)

    @cached_property
    def letters(self) -> Letters:
        return Letters(self.session)

    @cached_property
    def answer_texts(self) -> AnswerTexts:
        return AnswerTexts(self.session)

    @cached_property
    def letter_files(self) -> LetterFiles:
        return LetterFiles(self.session)

    @cached_property
    def applications(self) -> Applications:
        return Applications(self.session, self.log)

    @cached_property
    def registers(self) -> Registers:
        return Registers(self.session, self.log)

    @cached_property
    def application_import(self) -> ApplicationImport:
        return ApplicationImport(self.session)

    @cached_property
    def holidays(self) -> Holidays:
        return Holidays(self.session)

    @cached_property
    def identity(self) -> IdentityFiles:
        return IdentityFiles(self.session)

    @cached_property
    def report_figures(self) -> ReportFigures:
        return ReportFigures(self.session)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self.session, self.log)

    @cached_property
    def comments(self) -> Comments:
        return Comments(self.session)

    @cached_property
    def menus(self) -> Menus:
        return Menus(self.session)

    @cached_property
    def bindings(self) -> Bindings:
        return Bindings(self.session)

    @cached_property
    def credentials(self) -> Credentials:
        return Credentials(self.session)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self.session)
