"""The office's own words for the checks and the search; what finds a recorded piece, and whether it still stands."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0013"
down_revision = "0012"
RECORDED = sa.text("kind = 'recorded' AND channel <> ''")


def upgrade() -> None:
    op.create_table(
        "own_words",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
    )
    op.create_index("ix_log_recorded", "log", ["year", "at", "seq"], sqlite_where=RECORDED, postgresql_where=RECORDED)
    op.create_index(op.f("ix_imported_seq"), "imported", ["seq"])
