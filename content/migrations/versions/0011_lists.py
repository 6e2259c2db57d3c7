"""What long lists are made of and found by, so that none is read whole."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from content.migrations.indexes import filled, only

revision = "0011"
down_revision = "0010"

ITEMS = sa.table("items", *map(sa.column, ("id", "latest", "title", "column_name", "document_number")))
EDITIONS = sa.table(
    "editions",
    *map(sa.column, ("item_id", "number", "title", "column_name", "disclosure")),
    sa.column("record", sa.JSON()),
)
REVIEWS = sa.table("reviews", *map(sa.column, ("item_id", "number", "state")), sa.column("waits", sa.Boolean()))
DELIVERIES = sa.table("deliveries", *map(sa.column, ("item_id", "number")))
SHORT_TITLE = "length(title) < 600"  # PostgreSQL takes no longer ones into an index


def upgrade() -> None:
    _items()
    _reviews()
    _letters_and_applications()
    _dispatches()
    _log()


def _items() -> None:
    """An item has what lists show of its latest edition."""
    for name in ("title", "column_name", "document_number"):
        op.add_column("items", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.execute(_of_the_latest())
    op.drop_index(op.f("ix_items_unit"), "items")
    op.create_index("ix_items_newest", "items", ["made_at", "id"])
    for name in ("unit", "column_name", "author"):
        op.create_index(f"ix_items_{name}_newest", "items", [name, "made_at", "id"])
    op.create_index("ix_editions_titles", "editions", ["title", "item_id"], **only(SHORT_TITLE))


def _of_the_latest() -> sa.Update:
    values = {
        "title": EDITIONS.c.title,
        "column_name": EDITIONS.c.column_name,
        "document_number": EDITIONS.c.record["document_number"].as_string(),
    }
    latest = (EDITIONS.c.item_id == ITEMS.c.id) & (EDITIONS.c.number == ITEMS.c.latest)
    return sa.update(ITEMS).values(
        {name: sa.func.coalesce(sa.select(value).where(latest).scalar_subquery(), "") for name, value in values.items()}
    )


def _reviews() -> None:
    op.add_column("reviews", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_waiting())
    op.drop_index(op.f("ix_reviews_state"), "reviews")
    waits: dict[str, Any] = {"sqlite_where": sa.text("waits = 1"), "postgresql_where": sa.text("waits")}
    op.create_index("ix_reviews_waits", "reviews", ["state", "since"], **waits)


def _waiting() -> sa.Update:
    """Whatever is not approved; what is, where it is for the public and nobody has ordered it out."""
    ordered = sa.exists().where(DELIVERIES.c.item_id == REVIEWS.c.item_id, DELIVERIES.c.number == REVIEWS.c.number)
    public = sa.exists().where(
        EDITIONS.c.item_id == REVIEWS.c.item_id,
        EDITIONS.c.number == REVIEWS.c.number,
        EDITIONS.c.disclosure == "主动公开",
    )
    waits = sa.or_(REVIEWS.c.state != "approved", sa.and_(public, ~ordered))
    return sa.update(REVIEWS).values(waits=True).where(waits)


def _letters_and_applications() -> None:
    op.drop_index(op.f("ix_letters_state"), "letters")
    op.create_index("ix_letters_listed", "letters", ["state", "at", "number"])
    op.drop_index(op.f("ix_applications_state"), "applications")
    op.create_index("ix_applications_listed", "applications", ["state", "year", "serial"])
    op.drop_index(op.f("ix_applications_due_on"), "applications")
    op.create_index("ix_applications_due", "applications", ["state", "due_on", "number"])


def _dispatches() -> None:
    """What is open on a channel is found without reading everything that ever went out there."""
    op.drop_index(op.f("ix_dispatches_channel"), "dispatches")
    op.create_index("ix_dispatches_channel_state", "dispatches", ["channel", "state"])


def _log() -> None:
    """Entries by who, what, where and title, the newest first; recorded pieces, and whether one still stands."""
    for name in ("by", "kind", "year"):
        op.create_index(f"ix_log_{name}", "log", [name, "seq"])
    op.create_index("ix_log_channel", "log", ["channel", "seq"], **filled("channel"))
    op.create_index("ix_log_titles", "log", ["title", "seq"], **only(f"item_id = '' AND title <> '' AND {SHORT_TITLE}"))
    recorded = only("kind = 'recorded' AND channel <> ''")
    op.create_index("ix_log_recorded", "log", ["year", "at", "seq"], **recorded)
    op.create_index(op.f("ix_imported_seq"), "imported", ["seq"])
