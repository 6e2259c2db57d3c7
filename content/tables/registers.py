"""The tables of the other registers, and of the holidays the clocks reckon with."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment, record


class RegisterEntryRow(SQLModel, table=True):
    """An entry of the register `book` (see `content.registers.register`); `on`: the day by which it counts in a year.

    `record` holds its values as JSON. `salt` goes into the digests of its changes. `likeness`: what makes it the
    same as another of its register, "" for nothing.
    """

    __tablename__ = "register_entries"
    __table_args__ = (UniqueConstraint("book", "year", "serial"),)
    number: str = Field(primary_key=True)
    book: str = Field(index=True)
    year: int
    serial: int
    on: date
    likeness: str = Field(default="", index=True)
    record: dict[str, Any] = record()
    voided: bool = False
    salt: str


class RegisterChangeRow(SQLModel, table=True):
    """A line of an entry's history; never changed, never deleted."""

    __tablename__ = "register_changes"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    number: str = Field(index=True)
    at: datetime = moment()
    by: str
    act: str
    before: dict[str, Any] = record()
    after: dict[str, Any] = record()
    reason: str = ""


class HolidayRow(SQLModel, table=True):
    """A day off (放假) or made up for (调休上班), by the notice on the holidays of `year`; `source` names it.

    A day of the week before the new year may be of the next year's notice.
    """

    __tablename__ = "holidays"
    day: date = Field(primary_key=True)
    year: int
    working: bool
    source: str


class HolidayNoticeRow(SQLModel, table=True):
    """A notice as somebody entered it; days as ISO dates. Rows are only added: the last of a year is in force."""

    __tablename__ = "holiday_notices"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    year: int
    source: str
    off: list[str] = Field(default_factory=list, sa_type=JSON, nullable=False)
    working: list[str] = Field(default_factory=list, sa_type=JSON, nullable=False)
    by: str
    at: datetime = moment()
