"""The tables. Rows never leave `content.store`; times are aware UTC (see `content.store.times`)."""

from content.tables.applications import ApplicationChangeRow, ApplicationRow, HelpedRow, IdentityFileRow
from content.tables.comments import CommentRow, MenuRow
from content.tables.console import CredentialRow, DraftRow, DraftSaveRow, SessionRow, SignInRow
from content.tables.dictionaries import OwnWordRow
from content.tables.hearing import BindingRow, HeardRow, NoticeRow, VisitorRow
from content.tables.letters import AnswerTextRow, LetterPartRow, LetterRow, LetterStepRow, MutedRow
from content.tables.page_checks import PageCheckRow
from content.tables.publishing import (
    ChannelStateRow,
    DeliveryRow,
    DispatchRow,
    DistinctRow,
    EditionRow,
    ImportedRow,
    ItemRow,
    LogRow,
    PageRow,
    PersonRow,
    ReviewRow,
    ReviewStepRow,
    SerialRow,
    ShelfRow,
    TallyRow,
)
from content.tables.registers import HolidayNoticeRow, HolidayRow, RegisterChangeRow, RegisterEntryRow
from content.tables.reports import ReportItemRow, ReportRow

__all__ = [
    "AnswerTextRow",
    "ApplicationChangeRow",
    "ApplicationRow",
    "BindingRow",
    "ChannelStateRow",
    "CommentRow",
    "CredentialRow",
    "DeliveryRow",
    "DispatchRow",
    "DistinctRow",
    "DraftRow",
    "DraftSaveRow",
    "EditionRow",
    "HeardRow",
    "HelpedRow",
    "HolidayNoticeRow",
    "HolidayRow",
    "IdentityFileRow",
    "ImportedRow",
    "ItemRow",
    "LetterPartRow",
    "LetterRow",
    "LetterStepRow",
    "LogRow",
    "MenuRow",
    "MutedRow",
    "NoticeRow",
    "OwnWordRow",
    "PageCheckRow",
    "PageRow",
    "PersonRow",
    "RegisterChangeRow",
    "RegisterEntryRow",
    "ReportItemRow",
    "ReportRow",
    "ReviewRow",
    "ReviewStepRow",
    "SerialRow",
    "SessionRow",
    "ShelfRow",
    "SignInRow",
    "TallyRow",
    "VisitorRow",
]
