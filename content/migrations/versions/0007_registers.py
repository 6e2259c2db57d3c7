"""The other registers, and their histories."""

import sqlalchemy as sa
from alembic import op

from content.migrations.frozen import freeze, keep
from content.store.times import Moment

revision = "0007"
down_revision = "0006"

Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _register_entries()
    _register_changes()
    freeze("register_changes", key="id = NEW.id", says="登记的变更记录只能追加，不能修改或删除")
    keep("register_entries", says="登记不能删除")


def _register_entries() -> None:
    op.create_table(
        "register_entries",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_register_entries")),
        sa.UniqueConstraint("book", "year", "serial", name=op.f("uq_register_entries_book_year_serial")),
    )
    op.create_index(op.f("ix_register_entries_book"), "register_entries", ["book"])
    op.create_index(op.f("ix_register_entries_likeness"), "register_entries", ["likeness"])


def _register_changes() -> None:
    op.create_table(
        "register_changes",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_changes")),
    )
    op.create_index(op.f("ix_register_changes_number"), "register_changes", ["number"])
