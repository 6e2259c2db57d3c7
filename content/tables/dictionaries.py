"""The office's own words."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from content.tables.columns import Big, moment


class OwnWordRow(SQLModel, table=True):
    """A word was put on a list, changed there, or taken off it (`stands` = False). Rows are only added: the last one of
    a list and word holds, all together are its history, and the last `id` is the version of all the lists.
    """

    __tablename__ = "own_words"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    list: str
    word: str
    says: str = ""
    stands: bool
    by: str
    at: datetime = moment()
    reason: str = ""
