"""What was heard and said in the chat."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0002"
down_revision = "0001"

Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _heard()
    _visitors()
    _notices()
    _bindings()


def _heard() -> None:
    op.create_table(
        "heard",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_heard")),
    )
    op.create_index(op.f("ix_heard_at"), "heard", ["at"])
    unfinished = sa.text("reply IS NULL")
    op.create_index(op.f("ix_heard_at_work"), "heard", ["at"], sqlite_where=unfinished, postgresql_where=unfinished)
    op.create_index(op.f("ix_heard_visitor"), "heard", ["visitor"])


def _visitors() -> None:
    op.create_table(
        "visitors",
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("visitor", name=op.f("pk_visitors")),
    )
    op.create_index(op.f("ix_visitors_at"), "visitors", ["at"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("says", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_about"), "notices", ["about"])
    op.create_index(op.f("ix_notices_state"), "notices", ["state"])
    op.create_index(op.f("ix_notices_visitor"), "notices", ["visitor"])


def _bindings() -> None:
    op.create_table(
        "bindings",
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("visitor", name=op.f("pk_bindings")),
    )
    op.create_index(op.f("ix_bindings_person"), "bindings", ["person"])
