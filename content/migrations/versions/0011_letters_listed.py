"""Answers that are often given; and what lists letters and applications in order, page by page."""

import sqlalchemy as sa
from alembic import op

from content.store.times import Moment

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "answer_texts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_texts")),
    )
    op.create_index(op.f("ix_answer_texts_name"), "answer_texts", ["name"])
    op.drop_index(op.f("ix_letters_state"), "letters")
    op.create_index("ix_letters_listed", "letters", ["state", "at", "number"])
    op.drop_index(op.f("ix_applications_state"), "applications")
    op.create_index("ix_applications_listed", "applications", ["state", "year", "serial"])
    op.drop_index(op.f("ix_applications_due_on"), "applications")
    op.create_index("ix_applications_due", "applications", ["state", "due_on", "number"])
