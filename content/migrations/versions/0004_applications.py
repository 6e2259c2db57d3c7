"""Applications for information."""

import sqlalchemy as sa
from alembic import op

from content.migrations.frozen import freeze, keep
from content.store.times import Moment

revision = "0004"
down_revision = "0003"

Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _applications()
    _application_changes()
    _identity_files()
    _helped()
    freeze("application_changes", key="id = NEW.id", says="登记的变更记录只能追加，不能修改或删除")
    keep("applications", says="申请登记不能删除")


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("applicant_kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("phone_tail", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_applications")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_applications_year_serial")),
    )
    op.create_index(op.f("ix_applications_due_on"), "applications", ["due_on"])
    op.create_index(op.f("ix_applications_state"), "applications", ["state"])
    op.create_index(op.f("ix_applications_submitted_at"), "applications", ["submitted_at"])
    op.create_index(op.f("ix_applications_visitor"), "applications", ["visitor"])


def _application_changes() -> None:
    op.create_table(
        "application_changes",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_changes")),
    )
    op.create_index(op.f("ix_application_changes_number"), "application_changes", ["number"])


def _identity_files() -> None:
    op.create_table(
        "identity_files",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_files")),
    )
    op.create_index(op.f("ix_identity_files_number"), "identity_files", ["number"])


def _helped() -> None:
    op.create_table(
        "helped",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "item_id", name=op.f("pk_helped")),
    )
