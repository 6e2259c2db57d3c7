"""The tables of the doors where the public talks to the office: what was heard, said, and is still to be told."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment, record


class HeardRow(SQLModel, table=True):
    """A message or event by the key under which the platform delivers it again; `reply` is None while at work on it.

    Kept for the platform's three days: `kind` and `at` say what a visitor may still be told (see `content.telling`).
    """

    __tablename__ = "heard"
    __table_args__ = (
        Index("ix_heard_at_work", "at", sqlite_where=text("reply IS NULL"), postgresql_where=text("reply IS NULL")),
    )
    key: str = Field(primary_key=True)
    visitor: str = Field(index=True)
    kind: str
    at: datetime = moment(index=True)
    reply: str | None = None


class VisitorRow(SQLModel, table=True):
    """Where somebody's conversation is; `version` goes up with each change, so that of two at once one begins anew."""

    __tablename__ = "visitors"
    visitor: str = Field(primary_key=True)
    memory: dict[str, Any] = record()
    version: int = 0
    at: datetime = moment(index=True)


class NoticeRow(SQLModel, table=True):
    """What a visitor is to be told later: `due`, `sent`, `lapsed` (the allowance was used up) or `failed`."""

    __tablename__ = "notices"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    visitor: str = Field(index=True)
    text: str
    about: str = Field(index=True)
    state: str = Field(index=True)
    made_at: datetime = moment()
    settled_at: datetime | None = moment(nullable=True)
    says: str = ""


class BindingRow(SQLModel, table=True):
    """The account of the chat that is a person of the office."""

    __tablename__ = "bindings"
    visitor: str = Field(primary_key=True)
    person: str = Field(index=True)
    at: datetime = moment()
