"""The tables of frozen annual reports."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from content.tables.columns import moment


class ReportRow(SQLModel, table=True):
    """A frozen version of a year's report; never changed, never deleted.

    `head_seq` and `head_hash`: the log's last entry when it was frozen. `written` holds figures and text as JSON, to
    the letter (a JSON column would not keep money exactly); `digest` is its SHA-256 in hex.
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
    written: str


class ReportItemRow(SQLModel, table=True):
    """As which edition a version of a year's report was handed in; never changed, never deleted."""

    __tablename__ = "report_items"
    year: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    at: datetime = moment()
    by: str
