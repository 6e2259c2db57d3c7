"""Comments under articles, and menus that accounts had."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0005"
down_revision = "0004"

Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _comments()
    _menus()


def _comments() -> None:
    op.create_table(
        "comments",
        sa.Column("number", Big, autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("elected", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("replied_by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_comments")),
        sa.UniqueConstraint(
            "channel", "article", "place", "comment_id", name=op.f("uq_comments_channel_article_place_comment_id")
        ),
    )
    op.create_index(op.f("ix_comments_at"), "comments", ["at"])
    op.create_index(op.f("ix_comments_delivery"), "comments", ["delivery"])


def _menus() -> None:
    op.create_table(
        "menus",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_menus")),
    )
    op.create_index(op.f("ix_menus_channel"), "menus", ["channel"])
