"""The tables of what an account shows beside its articles: comments (文章留言) under them, and menus it had."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment


class CommentRow(SQLModel, table=True):
    """A comment by the platform's ids; `place` is the article's place in its send, from 0. Who wrote it is not kept."""

    __tablename__ = "comments"
    __table_args__ = (UniqueConstraint("channel", "article", "place", "comment_id"),)
    number: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    channel: str
    article: str
    place: int
    comment_id: int = Field(sa_type=BigInteger)
    delivery: str = Field(index=True)
    text: str
    elected: bool = False
    reply: str = ""
    replied_by: str = ""
    at: datetime = moment(index=True)
    gone: bool = False


class MenuRow(SQLModel, table=True):
    """A menu that an account had until `by` pushed another one."""

    __tablename__ = "menus"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    channel: str = Field(index=True)
    buttons: list[dict[str, Any]] = Field(sa_type=JSON, nullable=False)
    by: str
    at: datetime = moment()
