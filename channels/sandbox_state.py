"""What a sandbox knows, in one SQLite file that outlives a SIGKILL of the sandbox or of its callers."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock


class SandboxState:
    """Threads take turns: every call runs inside `change`, which is one transaction."""

    def __init__(self, path: Path | str, schema: str) -> None:
        self._lock = RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        # Without fsync a commit outlives the process, though not the machine: all a sandbox needs.
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(schema)

    @contextmanager
    def change(self) -> Iterator[None]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()
