"""The table of comments (文章留言) under articles."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from content.tables.columns import moment


class CommentRow(SQLModel, table=True):
    """A comment by the platform's ids; `place` is the article's place in its send, from 0."""

    __tablename__ = "comments"
    channel: str = Field(primary_key=True)
    article: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    comment_id: int = Field(primary_key=True, sa_type=BigInteger)
    delivery: str = Field(index=True)
    visitor: str = Field(default="", index=True)
    text: str
    elected: bool = False
    reply: str = ""
    replied_by: str = ""
    at: datetime = moment(index=True)
    gone: bool = False
