"""What the platform knows, in one SQLite file that outlives a kill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from channels.sandbox_state import SandboxState

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source_id TEXT UNIQUE NOT NULL, channel TEXT NOT NULL, title TEXT NOT NULL,
    source TEXT NOT NULL, content TEXT NOT NULL, status INTEGER NOT NULL, version INTEGER NOT NULL,
    opinion TEXT NOT NULL DEFAULT '', shown_title TEXT, shown_content TEXT, published_at TEXT
);
CREATE TABLE IF NOT EXISTS files (key TEXT PRIMARY KEY, name TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS nonces (nonce TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS calls (name TEXT PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO sqlite_sequence (name, seq) SELECT 'documents', 100200
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'documents');
"""
SUBMITTED, PUBLISHED, SENT_BACK, REVOKED = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Doc:
    """A row of `documents`; `shown_*` is what readers see, None where they see nothing."""

    id: int
    source_id: str
    channel: str
    title: str
    source: str
    content: str
    status: int
    version: int
    opinion: str
    shown_title: str | None
    shown_content: str | None
    published_at: str | None


class State(SandboxState):
    """Every call runs inside `change`."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, SCHEMA)

    def all(self) -> list[Doc]:
        return [Doc(*row) for row in self._db.execute("SELECT * FROM documents ORDER BY id")]

    def by_id(self, number: str) -> Doc | None:
        return self._one("id = ?", number)

    def by_source(self, source_id: str) -> Doc | None:
        return self._one("source_id = ?", source_id)

    def add(self, fields: Mapping[str, Any]) -> Doc:
        columns = (fields["sourceId"], fields["channelId"], fields["title"], fields["source"], fields["content"])
        added = self._db.execute(
            "INSERT INTO documents (source_id, channel, title, source, content, status, version)"
            " VALUES (?, ?, ?, ?, ?, ?, 1) RETURNING *",
            (*columns, SUBMITTED),
        ).fetchone()
        return Doc(*added)

    def set(self, doc: Doc, **changes: Any) -> Doc:
        """With the next version."""
        named = ", ".join(f"{name} = ?" for name in changes)
        statement = f"UPDATE documents SET {named}, version = version + 1 WHERE id = ? RETURNING *"  # noqa: S608
        return Doc(*self._db.execute(statement, (*changes.values(), doc.id)).fetchone())

    def keep(self, key: str, name: str, content: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (key, name, content))

    def file(self, key: str) -> tuple[str, bytes] | None:
        row = self._db.execute("SELECT name, content FROM files WHERE key = ?", (key,)).fetchone()
        return (row[0], row[1]) if row else None

    def spend(self, nonce: str, at: datetime, keep_seconds: float) -> bool:
        """Whether it was not used before."""
        moment = at.timestamp()
        self._db.execute("DELETE FROM nonces WHERE at < ?", (moment - keep_seconds,))
        kept = self._db.execute("INSERT OR IGNORE INTO nonces VALUES (?, ?)", (nonce, moment))
        return kept.rowcount == 1

    def count(self, name: str) -> None:
        self._db.execute("INSERT INTO calls VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET n = n + 1", (name,))

    def calls(self) -> dict[str, int]:
        return dict(self._db.execute("SELECT name, n FROM calls ORDER BY name").fetchall())

    def _one(self, where: str, value: str) -> Doc | None:
        row = self._db.execute(f"SELECT * FROM documents WHERE {where}", (value,)).fetchone()  # noqa: S608
        return Doc(*row) if row else None
