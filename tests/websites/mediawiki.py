"""A real MediaWiki (Debian's package) on SQLite, below a folder; nothing of it is copied, nothing of the machine used.

Installed by its own command, with an account's bot password that may do no more than gongkai needs.
"""

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex

import httpx

from tests.databases import free_port

from .site import Site
from .wire import Wire, wire_to

PROGRAM = Path("/usr/share/mediawiki")
ROUTER = Path(__file__).with_suffix(".php")
ADMIN, PASSWORD = "Admin", "sample-password-of-an-administrator"
BOT = "gongkai"
GRANTS = "basic,editpage,createeditmovepage,uploadfile,delete"
WORKERS = "3"
START_SECONDS = 60
# Whatever ends the test run, the server ends with its standard input, and its workers with it.
KEEP = '"$@" & read -r _; kill -TERM 0'
SETTINGS = """
$wgEnableUploads = true;
$wgUploadDirectory = __DIR__ . '/images';
$wgUploadPath = '/images';
$wgFileExtensions = array_merge( $wgFileExtensions, [ 'pdf', 'docx', 'xlsx', 'zip' ] );
$wgCacheDirectory = __DIR__ . '/cache';
$wgJobRunRate = 0;
$wgUseImageMagick = false;
"""
KEPT = """
SELECT 'page ' || page_title FROM page WHERE page_namespace = 0 AND page_title GLOB ?
UNION ALL SELECT DISTINCT 'bin ' || ar_title FROM archive WHERE ar_namespace = 0 AND ar_title GLOB ?
"""


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A new site below `folder`."""
    port, password = free_port(), token_hex(16)
    with wire_to(f"http://127.0.0.1:{port}") as wire:
        _install(folder, wire.address, password)
        with _started(folder, port):
            yield _site(wire, password, BackOffice(folder, port))


def forget_sessions(folder: Path) -> None:
    """As a wiki does that lost its cache: whoever is signed in is a stranger again."""
    with closing(sqlite3.connect(folder / "wikicache.sqlite", timeout=20)) as cache, cache:
        cache.execute("DELETE FROM objectcache")


class BackOffice:
    """What somebody sees and does there: an administrator, and whoever looks into the database."""

    def __init__(self, folder: Path, port: int) -> None:
        self._database = folder / "wiki.sqlite"
        self._api = f"http://127.0.0.1:{port}/api.php"

    def kept(self, key: str) -> list[str]:
        """A page that was removed and made again is one document."""
        begins = f"{key[:1].upper()}{key[1:]}*"
        with closing(sqlite3.connect(self._database, timeout=20)) as database:
            names = [name.split(" ", 1) for (name,) in database.execute(KEPT, (begins, begins))]
        return [f"{title} {where}" for title, where in {title: where for where, title in reversed(names)}.items()]

    def edit(self, key: str, html: str) -> None:
        self._asked(action="edit", title=key, text=html, nocreate="1")

    def remove(self, key: str) -> None:
        self._asked(action="delete", title=key, reason="不再需要")

    def _asked(self, **fields: str) -> None:
        with httpx.Client() as client:
            query = {"action": "query", "meta": "tokens", "format": "json", "formatversion": "2"}
            login = client.get(self._api, params={**query, "type": "login"}).json()["query"]["tokens"]["logintoken"]
            who = {"action": "login", "lgname": ADMIN, "lgpassword": PASSWORD, "lgtoken": login, "format": "json"}
            client.post(self._api, data=who)
            token = client.get(self._api, params=query).json()["query"]["tokens"]["csrftoken"]
            answer = client.post(self._api, data={**fields, "token": token, "format": "json"}).json()
            assert "error" not in answer, answer


def _site(wire: Wire, password: str, office: BackOffice) -> Site:
    return Site(
        settings={
            "kind": "rest",
            "medium": "政府网站",
            "mapping": "mediawiki",
            "address": wire.address,
            "secrets": {"user": "${MEDIAWIKI_USER}", "password": "${MEDIAWIKI_PASSWORD}"},
        },
        environ={"MEDIAWIKI_USER": f"{ADMIN}@{BOT}", "MEDIAWIKI_PASSWORD": password},
        wire=wire,
        kept=office.kept,
        edit=office.edit,
        remove=office.remove,
        wrong={"MEDIAWIKI_PASSWORD": password[::-1]},
    )


def _install(folder: Path, address: str, password: str) -> None:
    for name in ("images", "cache"):
        (folder / name).mkdir()
    options = {
        "confpath": folder, "dbtype": "sqlite", "dbpath": folder, "dbname": "wiki", "server": address,
        "scriptpath": "", "lang": "zh-cn", "skins": "MonoBook", "pass": PASSWORD,
    }  # fmt: skip
    named = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    _run(folder, "install", "--quiet", *named, "示范高新区", ADMIN)
    with (folder / "LocalSettings.php").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    _run(folder, "createBotPassword", "--appid", BOT, "--grants", GRANTS, ADMIN, password)


def _run(folder: Path, script: str, *words: str) -> None:
    command = ["php", str(PROGRAM / "maintenance" / f"{script}.php"), *words]
    subprocess.run(command, check=True, env=_environ(folder), capture_output=True, timeout=START_SECONDS)


def _environ(folder: Path) -> dict[str, str]:
    return {**os.environ, "MW_CONFIG_FILE": str(folder / "LocalSettings.php"), "PHP_CLI_SERVER_WORKERS": WORKERS}


@contextmanager
def _started(folder: Path, port: int) -> Iterator[None]:
    command = ["sh", "-c", KEEP, "sh", "php", "-S", f"127.0.0.1:{port}", "-t", str(PROGRAM), str(ROUTER)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=_environ(folder), start_new_session=True
        )
    try:
        _wait(port)
        yield
    finally:
        server.communicate(timeout=START_SECONDS)


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            httpx.get(f"http://127.0.0.1:{port}/api.php", params={"action": "query", "format": "json"}, timeout=30)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("MediaWiki did not start: see server.log")
