"""What was made in a year is counted and looked through without reading every edition there is."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_index(op.f("ix_editions_made_on"), "editions", ["made_on"])
