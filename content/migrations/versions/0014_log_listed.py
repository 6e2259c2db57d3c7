"""What finds entries of the log by who, what, where and title, the newest first."""

import sqlalchemy as sa
from alembic import op

from content.migrations.indexes import filled

revision = "0014"
down_revision = "0013"
SHORT = "length(title) < 600"  # an index takes no longer ones on PostgreSQL
TITLED, SHORT_ENOUGH = sa.text(f"item_id = '' AND title <> '' AND {SHORT}"), sa.text(SHORT)


def upgrade() -> None:
    for name in ("by", "kind", "year"):
        op.create_index(f"ix_log_{name}", "log", [name, "seq"])
    op.create_index("ix_log_channel", "log", ["channel", "seq"], **filled("channel"))
    op.create_index("ix_log_titles", "log", ["title", "seq"], sqlite_where=TITLED, postgresql_where=TITLED)
    op.create_index(
        "ix_editions_titles",
        "editions",
        ["title", "item_id"],
        sqlite_where=SHORT_ENOUGH,
        postgresql_where=SHORT_ENOUGH,
    )
