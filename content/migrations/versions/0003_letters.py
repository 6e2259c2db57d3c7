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
    _letter_steps()
    _muted()


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("rated_says", sa.String(), nullable=False),
        sa.Column("merged_into", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_at"), "letters", ["at"])
    op.create_index(op.f("ix_letters_item_id"), "letters", ["item_id"])
    op.create_index(op.f("ix_letters_merged_into"), "letters", ["merged_into"])
    op.create_index(op.f("ix_letters_origin"), "letters", ["origin"])
    op.create_index(op.f("ix_letters_settled_at"), "letters", ["settled_at"])
    op.create_index(op.f("ix_letters_state"), "letters", ["state"])
    op.create_index(op.f("ix_letters_unit"), "letters", ["unit"])
    op.create_index(op.f("ix_letters_visitor"), "letters", ["visitor"])


def _letter_parts() -> None:
    op.create_table(
        "letter_parts",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("file", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("fetching", sa.String(), nullable=False),
        sa.Column("fetch_at", Moment(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_parts")),
    )
    op.create_index(op.f("ix_letter_parts_fetching"), "letter_parts", ["fetching"])
    op.create_index(op.f("ix_letter_parts_number"), "letter_parts", ["number"])


def _letter_steps() -> None:
    op.create_table(
        "letter_steps",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("did", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_steps")),
    )
    op.create_index(op.f("ix_letter_steps_number"), "letter_steps", ["number"])


def _muted() -> None:
    op.create_table(
        "muted",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_muted")),
    )
    op.create_index(op.f("ix_muted_until"), "muted", ["until"])
