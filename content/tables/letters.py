"""The tables of what the public wrote (留言) and what was answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment, record

KNOWN = text("(name <> '' OR phone <> '')")
"""Who wrote a letter is not forgotten yet; said as its index says it."""


class LetterRow(SQLModel, table=True):
    """A letter by its number. `visitor`, `origin`, `name`, `phone` are emptied when they must be forgotten.

    `state` as in content.letters; `digest` tells the same words sent again.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_listed", "state", "at", "number"),
        Index("ix_letters_who", "at", "number", "name", "phone", sqlite_where=KNOWN, postgresql_where=KNOWN),
    )
    number: str = Field(primary_key=True)
    visitor: str = Field(default="", index=True)
    origin: str = Field(default="", index=True)
    door: str
    topic: str
    state: str
    unit: str = Field(default="", index=True)
    name: str = ""
    phone: str = ""
    consent: bool = False
    stars: int | None = None
    rated_says: str = ""
    merged_into: str = Field(default="", index=True)
    item_id: str = Field(default="", index=True)
    digest: str
    at: datetime = moment(index=True)
    answered_at: datetime | None = moment(nullable=True)
    settled_at: datetime | None = moment(nullable=True, index=True)


class LetterPartRow(SQLModel, table=True):
    """A text, picture, file or place of a letter, in order.

    `media` is the platform's id of what is still to be fetched (`fetching` due or lost); `file` what is stored.
    """

    __tablename__ = "letter_parts"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    number: str = Field(index=True)
    kind: str
    text: str = ""
    media: str = ""
    file: dict[str, Any] = record()
    latitude: float | None = None
    longitude: float | None = None
    fetching: str = Field(default="", index=True)
    fetch_at: datetime | None = moment(nullable=True)
    at: datetime = moment()


class LetterStepRow(SQLModel, table=True):
    """What a person of the office did with a letter: an answer (`text`), a unit, a reason."""

    __tablename__ = "letter_steps"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    number: str = Field(index=True)
    did: str
    by: str
    text: str = ""
    at: datetime = moment()


class AnswerTextRow(SQLModel, table=True):
    """An answer that is often given, as somebody wrote it down; the last row of a name counts, none is ever changed.

    `text` "" = it was taken away.
    """

    __tablename__ = "answer_texts"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    name: str = Field(index=True)
    text: str
    by: str
    at: datetime = moment()


class MutedRow(SQLModel, table=True):
    """Who may leave no letter until then: a visitor, a telephone (`phone:`), or what stands for a network address."""

    __tablename__ = "muted"
    mark: str = Field(primary_key=True)
    by: str
    until: datetime = moment(index=True)
