"""Comments under articles."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _comments()


def _comments() -> None:
    op.create_table(
        "comments",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("elected", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("replied_by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "article", "place", "comment_id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_at"), "comments", ["at"])
    op.create_index(op.f("ix_comments_delivery"), "comments", ["delivery"])
    op.create_index(op.f("ix_comments_visitor"), "comments", ["visitor"])
