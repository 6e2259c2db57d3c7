"""Applications for information."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _applications()
    _helped()


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("applicant_kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("phone_tail", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_applications")),
    )
    op.create_index(op.f("ix_applications_state"), "applications", ["state"])
    op.create_index(op.f("ix_applications_submitted_at"), "applications", ["submitted_at"])
    op.create_index(op.f("ix_applications_visitor"), "applications", ["visitor"])


def _helped() -> None:
    op.create_table(
        "helped",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "item_id", name=op.f("pk_helped")),
    )
