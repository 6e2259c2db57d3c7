"""What the sandbox knows, in one SQLite file that outlives a SIGKILL of the sandbox or of its callers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from channels.sandbox_state import SandboxState

SCHEMA = """
CREATE TABLE IF NOT EXISTS things (
    kind TEXT NOT NULL, id TEXT NOT NULL, at REAL NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS things_by_age ON things (kind, at);
CREATE TABLE IF NOT EXISTS pictures (id TEXT PRIMARY KEY, media_type TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, n INTEGER NOT NULL);
"""

DEFAULTS: Mapping[str, Any] = {
    "app_id": "wx0000000000000000",
    "secret": "sandbox-secret",
    "name": "示范高新区发布",
    "account": "subscription",  # or service, or miniprogram
    "verified": True,
    "quotas": True,
    "comments": False,
    "ids": "number",  # or string: how publish_id and msg_id are written
    "msg_data_id": True,
    "allowed_ips": None,  # a list = the whitelist
    "confirm": "",  # quiet: 群发 waits for the administrator; said: and the answer says so with 89505
    "confirm_seconds": 1800,
    "publish_seconds": 0.2,
    "mass_seconds": 0.2,
    "repeat_seconds": 60,  # a repeated clientmsgid sooner than this is 45066
    "outcome": 0,  # publish_status the next jobs end with
    "mass_outcome": "send success",
    "draft_leaves": "submit",  # or finish: when a published draft leaves the draft box
    "latency": 0.0,
    "down": False,
    "clock_offset": 0.0,
    "callback": "",  # a loopback address that gets messages and events
    "callback_token": "",
    "callback_aes_key": "",
    "callback_mode": "plain",  # or compat, or safe
    "push_seconds": 5.0,  # how long the door may take
    "push_tries": 3,  # in all
    "slow_door": 0.0,  # so many seconds are added to what the door took
    "outage": False,  # nothing gets through to the door
    "markfail_after": 10,  # so many pushes lost one after the other, and there is silence
    "markfail_seconds": 60,
    "oauth": True,
    "comment_reply": "object",  # or list: how a reply is written
    "elect_most": 100,  # elected comments under an article
    "sensitive": "",  # a word that the platform does not let stand in a reply
}


class State(SandboxState):
    """Every call runs inside `change`."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, SCHEMA)
        self.config: dict[str, Any] = dict(DEFAULTS)
        for name, value in self.all("config"):
            self.config[name] = value

    def set(self, **config: Any) -> None:
        for name, value in config.items():
            if name not in DEFAULTS:
                raise KeyError(name)
            self.config[name] = value
            self.put("config", name, value, 0)

    def get(self, kind: str, name: str) -> Any:
        row = self._db.execute("SELECT value FROM things WHERE kind = ? AND id = ?", (kind, name)).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, kind: str, name: str, value: Any, at: float) -> None:
        text = json.dumps(value, ensure_ascii=False)
        self._db.execute("INSERT OR REPLACE INTO things VALUES (?, ?, ?, ?)", (kind, name, at, text))

    def drop(self, kind: str, name: str) -> None:
        self._db.execute("DELETE FROM things WHERE kind = ? AND id = ?", (kind, name))

    def all(self, kind: str) -> list[tuple[str, Any]]:
        """Oldest first."""
        rows = self._db.execute("SELECT id, value FROM things WHERE kind = ? ORDER BY at, id", (kind,))
        return [(name, json.loads(value)) for name, value in rows]

    def newest(self, kind: str, offset: int, count: int) -> list[tuple[str, Any, float]]:
        rows = self._db.execute(
            "SELECT id, value, at FROM things WHERE kind = ? ORDER BY at DESC, id DESC LIMIT ? OFFSET ?",
            (kind, count, offset),
        )
        return [(name, json.loads(value), at) for name, value, at in rows]

    def how_many(self, kind: str) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM things WHERE kind = ?", (kind,)).fetchone()[0])

    def count(self, name: str, step: int = 1) -> int:
        """The counter after the step."""
        self._db.execute(
            "INSERT INTO counts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = n + excluded.n", (name, step)
        )
        return int(self._db.execute("SELECT n FROM counts WHERE name = ?", (name,)).fetchone()[0])

    def counted(self, beginning: str) -> dict[str, int]:
        rows = self._db.execute("SELECT name, n FROM counts WHERE name LIKE ? ORDER BY name", (f"{beginning}%",))
        return {name.removeprefix(beginning): n for name, n in rows}

    def keep_picture(self, name: str, media_type: str, content: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)", (name, media_type, content))

    def picture(self, name: str) -> tuple[str, bytes] | None:
        row = self._db.execute("SELECT media_type, content FROM pictures WHERE id = ?", (name,)).fetchone()
        return (row[0], row[1]) if row else None
