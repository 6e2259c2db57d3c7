"""The numbered documents of one article are found without looking into what editions say."""

import sqlalchemy as sa
from alembic import op

from content.migrations.indexes import filled

revision = "0014"
down_revision = "0013"

ITEMS = sa.table("items", *map(sa.column, ("id", "latest", "legal_basis")))
EDITIONS = sa.table("editions", sa.column("item_id"), sa.column("number"), sa.column("record", sa.JSON()))


def upgrade() -> None:
    op.add_column("items", sa.Column("legal_basis", sa.String(), nullable=False, server_default=""))
    latest = (EDITIONS.c.item_id == ITEMS.c.id) & (EDITIONS.c.number == ITEMS.c.latest)
    named = sa.select(EDITIONS.c.record["legal_basis"].as_string()).where(latest).scalar_subquery()
    op.execute(sa.update(ITEMS).values(legal_basis=sa.func.coalesce(named, "")))
    op.create_index("ix_items_numbered", "items", ["legal_basis"], **filled("document_number"))
