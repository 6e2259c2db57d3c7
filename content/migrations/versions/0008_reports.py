"""Frozen annual reports."""

import sqlalchemy as sa
from alembic import op

from content.migrations.frozen import keep
from content.store.times import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _reports()
    keep("reports", says="年报的各版不能删除")


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("year", "version", name=op.f("pk_reports")),
    )
