"""What finds when something new last came out in a column of a medium, however long the log."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
NEW = sa.text("kind IN ('published', 'recorded')")


def upgrade() -> None:
    op.create_index(
        "ix_log_updates",
        "log",
        ["medium", "column_name", "channel", "at"],
        sqlite_where=NEW,
        postgresql_where=NEW,
    )
