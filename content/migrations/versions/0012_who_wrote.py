"""Who wrote a letter is looked for without opening letters; of who is forgotten the index has nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
KNOWN = sa.text("(name <> '' OR phone <> '')")


def upgrade() -> None:
    columns = ["at", "number", "name", "phone"]
    op.create_index("ix_letters_who", "letters", columns, sqlite_where=KNOWN, postgresql_where=KNOWN)
