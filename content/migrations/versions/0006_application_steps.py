"""What was done with an application on the way, what was charged, and the days the clocks reckon with."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("applications", sa.Column("steps", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("applications", sa.Column("fee_fen", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )
