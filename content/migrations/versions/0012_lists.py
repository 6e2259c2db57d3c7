"""What lists of items are made of, so that they need not open every edition; and which reviews still wait."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
WAITS, ON_SQLITE = sa.text("waits"), sa.text("waits = 1")
ITEMS = sa.table("items", *map(sa.column, ("id", "latest", "title", "column_name", "document_number")))
EDITIONS = sa.table(
    "editions",
    *map(sa.column, ("item_id", "number", "title", "column_name", "disclosure")),
    sa.column("record", sa.JSON()),
)
REVIEWS = sa.table("reviews", *map(sa.column, ("item_id", "number", "state")), sa.column("waits", sa.Boolean()))
DELIVERIES = sa.table("deliveries", *map(sa.column, ("item_id", "number")))


def upgrade() -> None:
    for name in ("title", "column_name", "document_number"):
        op.add_column("items", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("reviews", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_listed())
    op.execute(_waiting())
    op.drop_index(op.f("ix_items_unit"), "items")
    op.create_index("ix_items_newest", "items", ["made_at", "id"])
    for name in ("unit", "column_name", "author"):
        op.create_index(f"ix_items_{name}_newest", "items", [name, "made_at", "id"])
    op.drop_index(op.f("ix_reviews_state"), "reviews")
    op.create_index("ix_reviews_waits", "reviews", ["state", "since"], sqlite_where=ON_SQLITE, postgresql_where=WAITS)


def _listed() -> sa.Update:
    """Of every item its latest edition's."""
    values = {
        "title": EDITIONS.c.title,
        "column_name": EDITIONS.c.column_name,
        "document_number": EDITIONS.c.record["document_number"].as_string(),
    }
    latest = (EDITIONS.c.item_id == ITEMS.c.id) & (EDITIONS.c.number == ITEMS.c.latest)
    return sa.update(ITEMS).values(
        {name: sa.func.coalesce(sa.select(value).where(latest).scalar_subquery(), "") for name, value in values.items()}
    )


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
