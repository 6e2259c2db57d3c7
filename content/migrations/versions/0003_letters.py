"""What the public wrote, and the answers."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0003"
down_revision = "0002"

Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _letters()
    _letter_parts()


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("rated_says", sa.String(), nullable=False),
        sa.Column("merged_into", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_at"), "letters", ["at"])
    op.create_index(op.f("ix_letters_state"), "letters", ["state"])
    op.create_index(op.f("ix_letters_unit"), "letters", ["unit"])
    op.create_index(op.f("ix_letters_visitor"), "letters", ["visitor"])


def _letter_parts() -> None:
    op.create_table(
        "letter_parts",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("file", sa.JSON(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_parts")),
    )
    op.create_index(op.f("ix_letter_parts_number"), "letter_parts", ["number"])
