"""The table of frozen annual reports."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from content.tables.columns import moment, record


class ReportRow(SQLModel, table=True):
    """A frozen version of a year's report; only `item_id` is filled in later, when it was made an item.

    `head_seq` and `head_hash`: the log's last entry when it was frozen. `record` holds figures and text; `digest` is
    theirs, SHA-256 in hex.
    """

    __tablename__ = "reports"
    year: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    at: datetime = moment()
    by: str
    reason: str = ""
    head_seq: int
    head_hash: str
    digest: str
    record: dict[str, Any] = record()
    item_id: str = ""
