"""The tables of applications for information (依申请公开)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from content.tables.columns import moment, record


class ApplicationRow(SQLModel, table=True):
    """An application by its number; `record` holds what article 29 asks for, `state` as in content.registers."""

    __tablename__ = "applications"
    number: str = Field(primary_key=True)
    visitor: str = Field(default="", index=True)
    way: str
    applicant_kind: str
    state: str = Field(index=True)
    submitted_at: datetime = moment(index=True)
    received_on: date | None = None
    due_on: date | None = None
    phone_tail: str = ""
    record: dict[str, Any] = record()


class HelpedRow(SQLModel, table=True):
    """How often a published item answered what somebody was about to apply for, by day."""

    __tablename__ = "helped"
    day: date = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    count: int
