"""A real WordPress on this machine's loopback: Debian's, with a database of its own, everything below one folder.

Nothing is played here, as the real thing starts in a second. Nothing is started by the system or lies outside the
folder, and both servers end with whoever started them.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from channels import loopback
from channels.wordpress.sandbox.site import Site

TREE = Path("/usr/share/wordpress")
OURS = Path(__file__).parent
PROGRAMS = {"php": "php-cli", "mariadbd": "mariadb-server-core", "mariadb": "mariadb-client-core"}
"""To the Debian package that has each."""
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin"
LANGUAGE = "zh_CN"
PASSWORDS = "passwords.json"
START_SECONDS = 60.0
WORKERS = "4"
# The server, and what it forks, end with whoever holds the other end of the standard input.
KEEP = 'trap : TERM; "$@" & read -r _; kill 0; wait'
# What is thrown away afterwards need not survive a power cut, nor be guarded from who can open its socket.
QUICK = (
    "--skip-networking",
    "--skip-grant-tables",
    "--innodb-log-file-size=8M",
    "--innodb-buffer-pool-size=32M",
    "--innodb-flush-log-at-trx-commit=0",
)


def missing() -> list[str]:
    """The Debian packages without which it cannot start."""
    absent = [package for program, package in PROGRAMS.items() if not shutil.which(program, path=PLACES)]
    return absent if TREE.is_dir() else [*absent, "wordpress"]


@contextmanager
def serving(folder: Path, port: int = 0, *, home: str = "", permalinks: str = "") -> Iterator[Site]:
    """Installed below `folder` where it is not there yet, and served on `port` (0 = any free one).

    `home`: the address it is known by, where that is not its own; `permalinks`: how pages are named, as WordPress
    writes it (`/%postname%/`), "" = by number. Raises RuntimeError where a program is missing or does not start.
    """
    if absent := missing():
        raise RuntimeError(f"没有安装 {'、'.join(absent)}（Debian：apt-get install {' '.join(absent)}）")
    address = _free(port)
    with ExitStack() as ends:
        # A short path of its own: a socket's may have 107 bytes.
        socket = Path(ends.enter_context(TemporaryDirectory(prefix="gongkai-wp-"))) / "database"
        environ = {"WP_SOCKET": str(socket), "WP_ADDRESS": home or address, "WP_PERMALINKS": permalinks}
        site = Site(folder / "site", address, socket, environ)
        _unpack(site.root)
        ends.enter_context(_running(_database(folder, socket), folder / "database.log", {}))
        _wait(lambda: site.ask("CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4", database=""))
        site.passwords.update(_passwords(site, folder / PASSWORDS))
        ends.enter_context(_running(_web(site), folder / "web.log", {**environ, "PHP_CLI_SERVER_WORKERS": WORKERS}))
        _wait(lambda: httpx.get(f"{address}/license.txt", trust_env=False))
        yield site


def _unpack(root: Path) -> None:
    """A copy of Debian's tree, with the settings beside it that it looks for there; of the languages, only ours."""
    if not root.exists():
        shutil.copytree(TREE, root, ignore=_other_languages)
    for name in ("wp-config.php", "install.php", "router.php"):
        shutil.copy(OURS / name, root / name)


def _other_languages(folder: str, names: Sequence[str]) -> set[str]:
    return {name for name in names if LANGUAGE not in name} if Path(folder).name == "languages" else set()


def _passwords(site: Site, kept: Path) -> Mapping[str, str]:
    """The users' application passwords; made, and with them the site, where there are none."""
    if not kept.exists():
        kept.write_text(site.php("install.php"), encoding="utf-8")
    made: Mapping[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    return made


def _database(folder: Path, socket: Path) -> list[str]:
    (folder / "database").mkdir(exist_ok=True)
    places = [f"--datadir={folder / 'database'}", f"--socket={socket}", f"--pid-file={socket}.pid"]
    user = ["--user=root"] if os.geteuid() == 0 else []
    return [_program("mariadbd"), "--no-defaults", *user, *places, *QUICK]


def _web(site: Site) -> list[str]:
    return [
        _program("php"),
        "-S",
        site.address.removeprefix("http://"),
        "-t",
        str(site.root),
        str(site.root / "router.php"),
    ]


def _program(name: str) -> str:
    return shutil.which(name, path=PLACES) or name


def _free(port: int) -> str:
    place = loopback.listen(port)
    try:
        return loopback.address(place)
    finally:
        place.close()


@contextmanager
def _running(command: Sequence[str], log: Path, environ: Mapping[str, str]) -> Iterator[None]:
    with log.open("wb") as out:
        server = subprocess.Popen(  # noqa: S603  # our own programs and arguments
            ["/bin/sh", "-c", KEEP, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environ},
            start_new_session=True,
        )
    try:
        yield
    finally:
        server.communicate()


def _wait(ready: Callable[[], object]) -> None:
    give_up = time.monotonic() + START_SECONDS
    while True:
        try:
            ready()
        except (httpx.TransportError, subprocess.CalledProcessError) as error:
            if time.monotonic() > give_up:
                raise RuntimeError("WordPress 沙箱没有启动，见它文件夹里的 database.log 和 web.log。") from error
            time.sleep(0.02)
        else:
            return
