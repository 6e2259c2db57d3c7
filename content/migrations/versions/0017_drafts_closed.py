"""When a draft was handed in or thrown away: what is left of it goes so long afterwards."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("drafts", sa.Column("closed_at", Moment(), nullable=True))
    op.execute("UPDATE drafts SET closed_at = saved_at WHERE state <> 'open'")
    op.create_index(op.f("ix_drafts_closed_at"), "drafts", ["closed_at"])
