"""Frozen annual reports, and the editions they were handed in as."""

import sqlalchemy as sa
from alembic import op

from content.migrations.frozen import freeze
from content.store.times import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _reports()
    _report_items()
    says = "冻结的年报只能追加新的一版，不能修改或删除"
    freeze("reports", key="year = NEW.year AND version = NEW.version", says=says)
    freeze("report_items", key="year = NEW.year AND version = NEW.version AND ref = NEW.ref", says=says)


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
        sa.Column("written", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("year", "version", name=op.f("pk_reports")),
    )


def _report_items() -> None:
    op.create_table(
        "report_items",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("year", "version", "ref", name=op.f("pk_report_items")),
    )
