"""A real Wagtail (PyPI) with the pages an office's developer would make for us, on SQLite, ready in two seconds."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from tests import tree

from .site import Site
from .wire import Wire, wire_to

SERVER = "tests.websites.wagtail_site.serve"
END_SECONDS = 60
KEPT = """
SELECT key || CASE live WHEN 1 THEN ' live' ELSE ' draft' END FROM website_articlepage
JOIN wagtailcore_page ON id = page_ptr_id WHERE key GLOB ? ORDER BY id
"""
FIND = "SELECT page_ptr_id FROM website_articlepage WHERE key = ?"


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A new site below `folder`."""
    with (folder / "server.log").open("wb") as log, _started(folder, log.fileno()) as server:
        port = _said(server)
        with wire_to(f"http://127.0.0.1:{port}") as wire:
            _tell(server, wire.address.rpartition(":")[2])
            tokens = json.loads(_said(server))
            yield _site(wire, tokens["token"], BackOffice(folder, port, tokens["admin"]))


class BackOffice:
    """What somebody sees and does there: an administrator, and whoever looks into the database."""

    def __init__(self, folder: Path, port: str, token: str) -> None:
        self._database = folder / "wagtail.sqlite3"
        self._pages = f"http://127.0.0.1:{port}/api/v3/pages"
        self._headers = {"authorization": f"Bearer {token}"}

    def kept(self, key: str) -> list[str]:
        return [name for (name,) in self._asked(KEPT, f"{key}*")]

    def edit(self, key: str, html: str) -> None:
        change = {"meta": {"action": "publish"}, "body": html}
        httpx.patch(self._address(key), json=change, headers=self._headers).raise_for_status()

    def remove(self, key: str) -> None:
        """Wagtail has no bin."""
        httpx.delete(self._address(key), headers=self._headers).raise_for_status()

    def _address(self, key: str) -> str:
        ((number,),) = self._asked(FIND, key)
        return f"{self._pages}/{number}/"

    def _asked(self, question: str, key: str) -> list[tuple[str]]:
        with closing(sqlite3.connect(self._database, timeout=20)) as database:
            return database.execute(question, (key,)).fetchall()


def _site(wire: Wire, token: str, office: BackOffice) -> Site:
    return Site(
        settings={
            "kind": "rest",
            "medium": "政府网站",
            "mapping": "wagtail",
            "address": wire.address,
            "config": {"home": "2"},
            "secrets": {"token": "${WAGTAIL_TOKEN}"},
        },
        environ={"WAGTAIL_TOKEN": token},
        wire=wire,
        kept=office.kept,
        edit=office.edit,
        remove=office.remove,
        wrong={"WAGTAIL_TOKEN": "wagtail_00000000000000000000000000000000"},
    )


@contextmanager
def _started(folder: Path, log: int) -> Iterator[subprocess.Popen[str]]:
    """It ends with its input: a killed test run leaves none behind."""
    environ = {**os.environ, "WAGTAIL_FOLDER": str(folder), "PYTHONPATH": str(tree.ROOT)}
    command = [sys.executable, "-m", SERVER]
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environ, text=True
    )
    try:
        yield server
    finally:
        server.communicate(timeout=END_SECONDS)


def _said(server: subprocess.Popen[str]) -> str:
    assert server.stdout
    line = server.stdout.readline()
    assert line, "Wagtail did not start: see server.log"
    return line.strip()


def _tell(server: subprocess.Popen[str], line: str) -> None:
    assert server.stdin
    print(line, file=server.stdin, flush=True)
