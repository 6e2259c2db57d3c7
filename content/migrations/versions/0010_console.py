"""What the console keeps: how people sign in, what is being written, the office's own words, texts and holidays.

And what items somebody's roles are for.
"""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0010"
down_revision = "0009"

Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name in ("units", "columns"):
        op.add_column("people", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    _credentials()
    _sign_ins()
    _sessions()
    _drafts()
    _draft_saves()
    _answer_texts()
    _own_words()
    _holiday_notices()


def _credentials() -> None:
    op.create_table(
        "credentials",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("password_at", Moment(), nullable=True),
        sa.Column("totp", sa.String(), nullable=False),
        sa.Column("totp_used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_credentials")),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("id", Big, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("came", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
    )
    op.create_index(op.f("ix_sign_ins_at"), "sign_ins", ["at"])
    op.create_index(op.f("ix_sign_ins_person"), "sign_ins", ["person"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_person"), "sessions", ["person"])
    op.create_index(op.f("ix_sessions_seen_at"), "sessions", ["seen_at"])


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_closed_at"), "drafts", ["closed_at"])
    op.create_index(op.f("ix_drafts_item_id"), "drafts", ["item_id"])
    op.create_index(op.f("ix_drafts_owner"), "drafts", ["owner"])
    op.create_index(op.f("ix_drafts_state"), "drafts", ["state"])
    op.create_index(op.f("ix_drafts_unit"), "drafts", ["unit"])


def _draft_saves() -> None:
    op.create_table(
        "draft_saves",
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "number", name=op.f("pk_draft_saves")),
    )


def _answer_texts() -> None:
    op.create_table(
        "answer_texts",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_texts")),
    )
    op.create_index(op.f("ix_answer_texts_name"), "answer_texts", ["name"])


def _own_words() -> None:
    op.create_table(
        "own_words",
        sa.Column("id", Big, nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
    )


def _holiday_notices() -> None:
    op.create_table(
        "holiday_notices",
        sa.Column("id", Big, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("off", sa.JSON(), nullable=False),
        sa.Column("working", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_notices")),
    )
