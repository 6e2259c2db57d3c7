"""Who entered which notice on holidays, and when."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "holiday_notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("off", sa.JSON(), nullable=False),
        sa.Column("working", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_notices")),
    )
