"""The tables of the console: how people sign in, and what they are writing."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment, record


class CredentialRow(SQLModel, table=True):
    """See `content.credentials`. Wrong tries are counted on the shelf, for names that nobody has too."""

    __tablename__ = "credentials"
    person: str = Field(primary_key=True)
    password: str = ""
    password_at: datetime | None = moment(nullable=True)
    totp: str = ""
    totp_used: int = 0


class SignInRow(SQLModel, table=True):
    """Somebody who signed in, or tried."""

    __tablename__ = "sign_ins"
    id: int | None = Field(default=None, primary_key=True, sa_type=Big)
    at: datetime = moment(index=True)
    came: str
    person: str = Field(default="", index=True)
    address: str = ""
    browser: str = ""


class SessionRow(SQLModel, table=True):
    __tablename__ = "sessions"
    key: str = Field(primary_key=True)
    person: str = Field(index=True)
    made_at: datetime = moment()
    seen_at: datetime = moment(index=True)
    place: str = ""
    browser: str = ""


class DraftRow(SQLModel, table=True):
    """What somebody is writing in the console; `item_id` is the item it becomes a new edition of, `ref` what it became.

    `version` counts the saves: who saves names the one they wrote on. `closed_at`: when it was handed in or dropped.
    """

    __tablename__ = "drafts"
    id: str = Field(primary_key=True)
    item_id: str = Field(default="", index=True)
    ref: str = ""
    title: str = ""
    unit: str = Field(default="", index=True)
    owner: str = Field(index=True)
    state: str = Field(default="open", index=True)
    version: int = 0
    record: dict[str, Any] = record()
    made_at: datetime = moment()
    saved_at: datetime = moment()
    saved_by: str = ""
    closed_at: datetime | None = moment(nullable=True, index=True)


class DraftSaveRow(SQLModel, table=True):
    """A draft as it was saved: nothing anybody wrote is lost. `aside`: it met a newer one and was kept beside."""

    __tablename__ = "draft_saves"
    draft_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    by: str
    at: datetime = moment()
    aside: bool = False
    record: dict[str, Any] = record()
