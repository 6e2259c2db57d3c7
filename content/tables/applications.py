"""The tables of applications for information (依申请公开)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment, record


class ApplicationRow(SQLModel, table=True):
    """An application by its number; `record` holds what article 29 asks for, `state` as in content.registers.

    `year` and `serial` find it however its number is written. `salt` goes into the digests of its changes, so that
    nobody guesses from the log what stood in a short field. `visitor` is emptied when the platform requires it;
    `origin` stands for the network address it came from (see `bot.actions.origins`). `steps` holds what was done on the
    way (补正, 第三方, 延长, 收费); `fee_fen` what was charged, in 分.
    """

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        Index("ix_applications_listed", "state", "year", "serial"),
        Index("ix_applications_due", "state", "due_on", "number"),
    )
    number: str = Field(primary_key=True)
    year: int
    serial: int
    visitor: str = Field(default="", index=True)
    origin: str = ""
    way: str
    applicant_kind: str
    state: str
    submitted_at: datetime = moment(index=True)
    received_on: date | None = None
    due_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""
    says: str = ""
    phone_tail: str = ""
    steps: dict[str, Any] = record()
    record: dict[str, Any] = record()
    fee_fen: int = 0
    salt: str


class ApplicationChangeRow(SQLModel, table=True):
    """A line of an application's history; never changed, never deleted."""

    __tablename__ = "application_changes"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    number: str = Field(index=True)
    at: datetime = moment()
    by: str
    act: str
    before: dict[str, Any] = record()
    after: dict[str, Any] = record()
    reason: str = ""


class IdentityFileRow(SQLModel, table=True):
    """A picture of somebody's identity document: `key` opens the file kept apart; both go when it is dropped."""

    __tablename__ = "identity_files"
    id: str = Field(primary_key=True)
    number: str = Field(index=True)
    media_type: str
    size: int
    key: str
    at: datetime = moment()


class HelpedRow(SQLModel, table=True):
    """How often a published item answered what somebody was about to apply for, by day."""

    __tablename__ = "helped"
    day: date = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    count: int
