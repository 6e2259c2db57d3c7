"""The tables of items, their review, their way out, and the log."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from content.tables.columns import SHORT_TITLE, Big, moment, only, record


class PersonRow(SQLModel, table=True):
    __tablename__ = "people"
    name: str = Field(primary_key=True)
    unit: str
    roles: list[str] = Field(default_factory=list, sa_type=JSON, nullable=False)
    units: list[str] = Field(default_factory=list, sa_type=JSON, nullable=False)
    columns: list[str] = Field(default_factory=list, sa_type=JSON, nullable=False)
    active: bool = True
    added_at: datetime = moment()


class SerialRow(SQLModel, table=True):
    """The last number given out per name (`item:2026`, `dispatch`): never reused, gaps allowed."""

    __tablename__ = "serials"
    name: str = Field(primary_key=True)
    last: int


class ItemRow(SQLModel, table=True):
    """What lists are made of: from `unit`, `title` and so on to `legal_basis`, they are those of the latest edition."""

    __tablename__ = "items"
    __table_args__ = (
        Index("ix_items_numbered", "legal_basis", **only("document_number <> ''")),
        Index("ix_items_newest", "made_at", "id"),
        *(Index(f"ix_items_{name}_newest", name, "made_at", "id") for name in ("unit", "column_name", "author")),
    )
    id: str = Field(primary_key=True)
    index_number: str = Field(unique=True)
    author: str
    unit: str
    latest: int
    made_at: datetime = moment()
    title: str = ""
    column_name: str = ""
    document_number: str = ""
    legal_basis: str = ""


class EditionRow(SQLModel, table=True):
    """Frozen: the database refuses to change or delete a row."""

    __tablename__ = "editions"
    __table_args__ = (Index("ix_editions_titles", "title", "item_id", **only(SHORT_TITLE)),)
    item_id: str = Field(primary_key=True, foreign_key="items.id")
    number: int = Field(primary_key=True)
    digest: str
    title: str
    column_name: str = Field(index=True)
    unit: str
    disclosure: str = Field(index=True)
    made_on: date | None = Field(default=None, index=True)
    record: dict[str, Any] = record()
    made_at: datetime = moment()
    made_by: str


class ReviewRow(SQLModel, table=True):
    """Where one edition is in review: `step` is the index of the next step; `state` as in content.review.

    `waits`: something is still to be done, a review or, with an approved edition for the public, an order.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        Index("ix_reviews_waits", "state", "since", sqlite_where=text("waits = 1"), postgresql_where=text("waits")),
    )
    item_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    state: str
    step: int = 0
    since: datetime = moment()
    waits: bool = False


class ReviewStepRow(SQLModel, table=True):
    """What somebody did in review: submitted, passed, returned, emergency, cleared, secrecy, accepted."""

    __tablename__ = "review_steps"
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    item_id: str = Field(index=True)
    number: int
    act: str
    step: str = ""
    by: str
    digest: str
    reason: str = ""
    subject: str = ""
    at: datetime = moment()


class DispatchRow(SQLModel, table=True):
    __tablename__ = "dispatches"
    __table_args__ = (
        Index("ix_dispatches_state_due", "state", "due_at"),
        Index("ix_dispatches_channel_state", "channel", "state"),
    )
    id: str = Field(primary_key=True)
    channel: str
    act: str
    state: str
    due_at: datetime = moment()
    made_at: datetime = moment()
    made_by: str
    since: datetime = moment()
    reason: str = ""
    voids: bool = False
    renews: bool = False
    follows: str = ""
    attempt: int = 0
    begun_at: datetime | None = moment(nullable=True)
    deadline: datetime | None = moment(nullable=True)
    worker: str = ""
    ask_at: datetime | None = moment(nullable=True, index=True)
    asked: int = 0
    marks: dict[str, Any] = record()
    says: str = ""


class DeliveryRow(SQLModel, table=True):
    """One edition on one channel; `dispatch_id` is the dispatch that last carried it."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("item_id", "number", "channel"),)
    id: int | None = Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))
    item_id: str = Field(index=True)
    number: int
    channel: str
    dispatch_id: str = Field(index=True)
    position: int = 0
    standing: str | None = Field(default=None, index=True)
    remote_id: str = ""
    url: str = ""
    link: str | None = Field(default=None, unique=True)
    says: str = ""
    since: datetime = moment()
    claimed_by: str = ""
    claimed_until: datetime | None = moment(nullable=True)
    evidence: dict[str, Any] = record()


class ChannelStateRow(SQLModel, table=True):
    """A channel that is paused, and why; no row = it runs."""

    __tablename__ = "channel_states"
    channel: str = Field(primary_key=True)
    paused_since: datetime = moment()
    says: str


class ShelfRow(SQLModel, table=True):
    __tablename__ = "shelf"
    key: str = Field(primary_key=True)
    value: str
    until: datetime = moment(index=True)


class LogRow(SQLModel, table=True):
    """The log (发布台账): append-only, the database refuses UPDATE and DELETE; see content.log for the chain.

    `change` (+1, 0, -1), `year` and `month` say what the entry does to the figures.
    """

    __tablename__ = "log"
    __table_args__ = (
        Index("ix_log_figures", "year", "medium", "month"),
        Index("ix_log_item", "item_id", "seq", **only("item_id <> ''")),
        Index("ix_log_index_number", "index_number", "seq", **only("index_number <> ''")),
        Index("ix_log_titles", "title", "seq", **only(f"item_id = '' AND title <> '' AND {SHORT_TITLE}")),
        *(Index(f"ix_log_{name}", name, "seq") for name in ("by", "kind", "year")),
        Index("ix_log_channel", "channel", "seq", **only("channel <> ''")),
        Index(
            "ix_log_updates",
            *("medium", "column_name", "channel", "at"),
            **only("kind IN ('published', 'recorded')"),
        ),
        Index(
            "ix_log_recorded",
            *("year", "at", "seq"),
            **only("kind = 'recorded' AND channel <> ''"),
        ),
    )
    seq: int = Field(sa_column=Column(Big, primary_key=True, autoincrement=False))
    at: datetime = moment()
    kind: str
    by: str
    item_id: str
    ref: str
    channel: str
    medium: str
    column_name: str
    unit: str
    title: str
    index_number: str
    counts: str
    digest: str
    evidence: dict[str, Any] = record()
    change: int
    year: int
    month: int
    version: int
    previous: str
    hash: str = Field(unique=True)


class ImportedRow(SQLModel, table=True):
    """What was imported or recorded, by a key that the same publication has however often it is brought."""

    __tablename__ = "imported"
    key: str = Field(primary_key=True)
    seq: int = Field(sa_column=Column(Big, nullable=False, index=True))


class TallyRow(SQLModel, table=True):
    """A figure kept up with the log: publications of a year in a medium, by `by` (month, column or unit) and `key`.

    `kind` is `counted` (计入) or `apart` (另计). Two figures have no medium and no key: by `distinct`, the different
    items counted in the year; by `unnamed`, the counted publications that name neither item nor index number.
    """

    __tablename__ = "tallies"
    year: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    by: str = Field(primary_key=True)
    medium: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    count: int


class DistinctRow(SQLModel, table=True):
    """An item counted at least once in a year, and on how many channels; 0 channels = no longer counted."""

    __tablename__ = "distinct_items"
    year: int = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    channels: int


class PageRow(SQLModel, table=True):
    """What a website channel shows: one page per item; its path is fixed at first publication. See content.pages."""

    __tablename__ = "pages"
    __table_args__ = (
        Index("ix_pages_place", "channel", "column_name", "place", unique=True),
        Index("ix_pages_year_place", "channel", "column_name", "year", "year_place", unique=True),
        Index("ix_pages_change", "channel", "change", unique=True),
        Index("ix_pages_newest", "channel", "published_at"),
        Index("ix_pages_corrects", "channel", "corrects"),
    )
    channel: str = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    number: int
    path: str
    column_name: str
    place: int
    year: int
    year_place: int
    change: int
    title: str
    index_number: str
    document_number: str = ""
    made_on: date | None = None
    summary: str = ""
    published_at: datetime = moment()
    updated_at: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)
    reason: str = ""
    corrects: str = ""
    left: dict[str, Any] = record()
    digest: str
