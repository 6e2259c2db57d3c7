"""The first tables, and what keeps log and editions from being changed."""

import sqlalchemy as sa
from alembic import op

from content.migrations.frozen import freeze
from content.migrations.indexes import filled
from content.store.times import Moment

revision = "0001"
down_revision = None

Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _channel_states()
    _deliveries()
    _dispatches()
    _distinct_items()
    _imported()
    _items()
    _log()
    _pages()
    _people()
    _review_steps()
    _reviews()
    _serials()
    _shelf()
    _tallies()
    _editions()
    freeze("log", key="seq = NEW.seq OR hash = NEW.hash", says="发布台账只能追加，不能修改或删除")
    freeze("editions", key="item_id = NEW.item_id AND number = NEW.number", says="版次一经保存不能修改或删除")


def _channel_states() -> None:
    op.create_table(
        "channel_states",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("paused_since", Moment(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_states")),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("dispatch_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(), nullable=True),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=False),
        sa.Column("claimed_until", Moment(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("item_id", "number", "channel", name=op.f("uq_deliveries_item_id_number_channel")),
        sa.UniqueConstraint("link", name=op.f("uq_deliveries_link")),
    )
    op.create_index(op.f("ix_deliveries_dispatch_id"), "deliveries", ["dispatch_id"])
    op.create_index(op.f("ix_deliveries_item_id"), "deliveries", ["item_id"])
    op.create_index(op.f("ix_deliveries_standing"), "deliveries", ["standing"])


def _dispatches() -> None:
    op.create_table(
        "dispatches",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("voids", sa.Boolean(), nullable=False),
        sa.Column("renews", sa.Boolean(), nullable=False),
        sa.Column("follows", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=True),
        sa.Column("deadline", Moment(), nullable=True),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("ask_at", Moment(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    op.create_index(op.f("ix_dispatches_ask_at"), "dispatches", ["ask_at"])
    op.create_index(op.f("ix_dispatches_channel"), "dispatches", ["channel"])
    op.create_index("ix_dispatches_state_due", "dispatches", ["state", "due_at"])


def _distinct_items() -> None:
    op.create_table(
        "distinct_items",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("channels", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", "subject", name=op.f("pk_distinct_items")),
    )


def _imported() -> None:
    op.create_table(
        "imported",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("seq", Big, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imported")),
    )


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("index_number", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.UniqueConstraint("index_number", name=op.f("uq_items_index_number")),
    )
    op.create_index(op.f("ix_items_unit"), "items", ["unit"])


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("seq", Big, autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("index_number", sa.String(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log")),
        sa.UniqueConstraint("hash", name=op.f("uq_log_hash")),
    )
    op.create_index("ix_log_figures", "log", ["year", "medium", "month"])
    op.create_index("ix_log_index_number", "log", ["index_number", "seq"], **filled("index_number"))
    op.create_index("ix_log_item", "log", ["item_id", "seq"], **filled("item_id"))


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("year_place", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("index_number", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrects", sa.String(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "item_id", name=op.f("pk_pages")),
    )
    op.create_index("ix_pages_change", "pages", ["channel", "change"], unique=True)
    op.create_index("ix_pages_corrects", "pages", ["channel", "corrects"])
    op.create_index("ix_pages_newest", "pages", ["channel", "published_at"])
    op.create_index("ix_pages_place", "pages", ["channel", "column_name", "place"], unique=True)
    op.create_index("ix_pages_year_place", "pages", ["channel", "column_name", "year", "year_place"], unique=True)


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_people")),
    )


def _review_steps() -> None:
    op.create_table(
        "review_steps",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_steps")),
    )
    op.create_index(op.f("ix_review_steps_item_id"), "review_steps", ["item_id"])


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "number", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_state"), "reviews", ["state"])


def _serials() -> None:
    op.create_table(
        "serials",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_serials")),
    )


def _shelf() -> None:
    op.create_table(
        "shelf",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shelf")),
    )
    op.create_index(op.f("ix_shelf_until"), "shelf", ["until"])


def _tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", "kind", "by", "medium", "key", name=op.f("pk_tallies")),
    )


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("disclosure", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_editions_item_id_items")),
        sa.PrimaryKeyConstraint("item_id", "number", name=op.f("pk_editions")),
    )
    op.create_index(op.f("ix_editions_column_name"), "editions", ["column_name"])
    op.create_index(op.f("ix_editions_disclosure"), "editions", ["disclosure"])
