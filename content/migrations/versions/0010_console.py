"""How people sign in at the console, and what they write there; and what items somebody's roles are for."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    for name in ("units", "columns"):
        op.add_column("people", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    _credentials()
    _sign_ins()
    _sessions()
    _drafts()
    _draft_saves()


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
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
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
