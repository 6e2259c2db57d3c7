"""Public pages that are read back, and what they showed."""

import sqlalchemy as sa
from alembic import op

from content.migrations.indexes import only
from content.store.times import Moment

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "page_checks",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("looked_at", Moment(), nullable=True),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("in_a_row", sa.Integer(), nullable=False),
        sa.Column("unseen", sa.Integer(), nullable=False),
        sa.Column("unseen_says", sa.String(), nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted", sa.String(), nullable=False),
        sa.Column("noted_at", Moment(), nullable=True),
        sa.Column("noted_what", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "channel", "number", name=op.f("pk_page_checks")),
    )
    op.create_index("ix_page_checks_due", "page_checks", ["channel", "next_at"], **only("next_at IS NOT NULL"))
    op.create_index("ix_page_checks_told", "page_checks", ["told_at"], **only("told_at IS NOT NULL"))
    op.create_index("ix_page_checks_noted", "page_checks", ["noted_at"], **only("noted_at IS NOT NULL"))
