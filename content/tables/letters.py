"""The tables of what the public wrote (留言) and what was answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment, record


class LetterRow(SQLModel, table=True):
    """A letter by its number. `visitor` is emptied when the platform requires it; `state` as in content.letters."""

    __tablename__ = "letters"
    number: str = Field(primary_key=True)
    visitor: str = Field(default="", index=True)
    door: str
    topic: str
    state: str = Field(index=True)
    unit: str = Field(default="", index=True)
    name: str = ""
    phone: str = ""
    consent: bool = False
    rating: int | None = None
    rated_says: str = ""
    merged_into: str = ""
    item_id: str = ""
    at: datetime = moment(index=True)
    answered_at: datetime | None = moment(nullable=True)


class LetterPartRow(SQLModel, table=True):
    """A text, picture or place of a letter, or (`by` a person of the office) an answer, in order.

    `media` is the platform's id of what is still to be fetched; `file` the stored file once it is.
    """

    __tablename__ = "letter_parts"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    number: str = Field(index=True)
    by: str = ""
    kind: str
    text: str = ""
    media: str = ""
    file: dict[str, Any] = record()
    at: datetime = moment()
