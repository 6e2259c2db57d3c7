"""The running site as its back office and its database show it: what the channel is not asked about."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

KEPT = """SELECT JSON_OBJECT('id', ID, 'slug', post_name, 'type', post_type, 'state', post_status)
FROM wp_posts WHERE post_type IN ('post', 'attachment') AND post_name LIKE '{key}%' ORDER BY ID"""

FILED = """SELECT name FROM wp_terms NATURAL JOIN wp_term_taxonomy NATURAL JOIN wp_term_relationships
WHERE taxonomy = 'category' AND object_id = {id} ORDER BY term_id"""


@dataclass(frozen=True)
class Site:
    """`root`: where its files lie; `address`: where it answers; `passwords`: application passwords by the user's role.

    The users are called as their roles are: admin, editor, author.
    """

    root: Path
    address: str
    socket: Path
    environ: Mapping[str, str]
    passwords: dict[str, str] = field(default_factory=dict)

    def kept(self, key: str) -> list[dict[str, Any]]:
        """Every article and file whose slug is `key` or begins with it, whatever its state: id, slug, type, state."""
        escaped = key.replace("'", "''").replace("_", r"\_").replace("%", r"\%")
        return [json.loads(line) for line in self.ask(KEPT.format(key=escaped)).splitlines()]

    def in_production(self, yes: bool, /) -> None:
        """Whether it says so of itself: then it refuses application passwords over plain http."""
        mark = self.root / "production"
        mark.touch() if yes else mark.unlink(missing_ok=True)

    def edit(self, remote_id: int, **fields: Any) -> None:
        """As somebody does in the back office."""
        self._rest("POST", f"/wp/v2/posts/{remote_id}", json=fields)

    def remove(self, remote_id: int) -> None:
        """Into the bin."""
        self._rest("DELETE", f"/wp/v2/posts/{remote_id}")

    def remove_category(self, number: int) -> None:
        """For good: categories have no bin."""
        self._rest("DELETE", f"/wp/v2/categories/{number}", json={"force": True})

    def categories(self, remote_id: int) -> list[str]:
        """The names of an article's."""
        return self.ask(FILED.format(id=remote_id)).splitlines()

    def ask(self, statement: str, *, database: str = "wordpress") -> str:
        """What the database answers, a row a line. Raises CalledProcessError."""
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "--batch", "--raw", "--skip-column-names"]
        return _said([*command, "-e", statement, *([database] if database else [])], self.root, {})

    def php(self, script: str) -> str:
        """What a script beside the site's own says. Raises CalledProcessError."""
        return _said(["php", script], self.root, self.environ)

    def _rest(self, method: str, route: str, **more: Any) -> None:
        address, login = f"{self.address}/index.php", ("admin", self.passwords["admin"])
        with httpx.Client(trust_env=False) as client:
            client.request(method, address, params={"rest_route": route}, auth=login, **more).raise_for_status()


def _said(command: list[str], folder: Path, environ: Mapping[str, str]) -> str:
    done = subprocess.run(  # noqa: S603  # our own programs; the shell is not asked
        command, cwd=folder, env={**os.environ, **environ}, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout
