"""The table of public pages that are read back."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from content.tables.columns import moment, only


class PageCheckRow(SQLModel, table=True):
    """The page of a delivery on a website: what it should show, what it showed. See content.page_checks.

    No index leads to all rows of a channel: SQLite would take it for the short lists of what is told.
    """

    __tablename__ = "page_checks"
    __table_args__ = (
        Index("ix_page_checks_due", "channel", "next_at", **only("next_at IS NOT NULL")),
        Index("ix_page_checks_told", "told_at", **only("told_at IS NOT NULL")),
        Index("ix_page_checks_noted", "noted_at", **only("noted_at IS NOT NULL")),
    )
    item_id: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    url: str
    is_public: bool
    turn: int = 0
    looks: int = 0
    next_at: datetime | None = moment(nullable=True)
    looked_at: datetime | None = moment(nullable=True)
    finding: str = ""
    says: str = ""
    in_a_row: int = 0
    unseen: int = 0
    unseen_says: str = ""
    told_at: datetime | None = moment(nullable=True)
    noted_by: str = ""
    noted: str = ""
    noted_at: datetime | None = moment(nullable=True)
    noted_what: str = ""
