"""Alembic runs this file; the connection comes from `content.migrations.upgrade`, inside its transaction."""

from alembic import context
from sqlmodel import SQLModel

import content.tables  # noqa: F401  # registers the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # how SQLite changes a column
)
context.run_migrations()
