"""What is open on a channel is found without reading everything that ever went out there."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.drop_index(op.f("ix_dispatches_channel"), "dispatches")
    op.create_index("ix_dispatches_channel_state", "dispatches", ["channel", "state"])
