"""The parts of the tests that are not Python packages: which are there, and fetching the others where possible.

`python tests/parts.py [NAME…]` installs what is missing by apt-get when it runs as root on Debian; otherwise it says
what to install, and the tests that need it are skipped by name. Uses the standard library only.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Says whether a package just installed may start its daemon; ours says no (101), as tests start what they need.
POLICY = Path("/usr/sbin/policy-rc.d")
NOTHING_STARTS = "#!/bin/sh\nexit 101\n"
# Websites want any web server and any PHP for one: unless they are named, apt takes Apache.
PHP = "mini-httpd php-cgi php php-cli php-mbstring php-xml"


@dataclass(frozen=True)
class Part:
    """`package` is Debian's (several with blanks between); `find` gives the part's place on this machine, or None."""

    package: str
    find: Callable[[], Path | None]


def _program(*names: str) -> Path | None:
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def _newest(pattern: str) -> Path | None:
    """The last match below `/`; Debian keeps PostgreSQL's server programs out of PATH, by version."""
    return max(Path("/").glob(pattern), default=None)


def _whole(*patterns: str) -> Path | None:
    """The place of the first, where all are there."""
    found = [_newest(pattern) for pattern in patterns]
    return found[0] if all(found) else None


PARTS = {
    "postgresql": Part("postgresql", lambda: _program("initdb") or _newest("usr/lib/postgresql/*/bin/initdb")),
    "chromium": Part("chromium", lambda: _program("chromium", "chromium-browser", "google-chrome")),
    "fonts": Part("fonts-noto-cjk", lambda: _newest("usr/share/fonts/opentype/noto/NotoSansCJK-Regular*")),
    "pango": Part("libpangoft2-1.0-0", lambda: _newest("usr/lib/*/libpangoft2-1.0.so.0")),
    "libreoffice": Part("libreoffice-writer libreoffice-calc", lambda: _program("soffice", "libreoffice")),
    "poppler": Part("poppler-utils", lambda: _program("pdftoppm")),
    "wordpress": Part(
        f"{PHP} php-mysql php-gd mariadb-server-core mariadb-client-core"
        " wordpress wordpress-l10n wordpress-theme-twentytwentythree",
        lambda: _whole(
            "usr/share/wordpress/wp-load.php",
            "usr/bin/php",
            "usr/lib/php/*/mysqli.so",
            "usr/sbin/mariadbd",
            "usr/bin/mariadb",
            "usr/share/wordpress/wp-content/languages/zh_CN.mo",
            "usr/share/wordpress/wp-content/themes/twentytwentythree",
        ),
    ),
    "mediawiki": Part(
        f"{PHP} php-sqlite3 php-intl mediawiki",
        lambda: _whole("usr/share/mediawiki/index.php", "usr/bin/php", "usr/lib/php/*/pdo_sqlite.so"),
    ),
    "hugo": Part("hugo", lambda: _program("hugo")),  # only `make bench` measures against it
    "wrk": Part("wrk", lambda: _program("wrk")),  # only `make bench` knocks with it
}
FOR_TESTS = ("postgresql", "chromium", "fonts", "pango", "libreoffice", "poppler", "wordpress", "mediawiki")


def place(name: str) -> Path | None:
    """Where a part is, None when this machine has none."""
    return PARTS[name].find()


def missing(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if place(name) is None]


def install(names: list[str]) -> None:
    """Raises CalledProcessError when apt-get fails."""
    packages = list(dict.fromkeys(package for name in names for package in PARTS[name].package.split()))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("installing by apt-get:", *packages, flush=True)
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    with _nothing_starts():
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


@contextmanager
def _nothing_starts() -> Iterator[None]:
    """A policy that somebody else set stays."""
    ours = not POLICY.exists()
    if ours:
        POLICY.write_text(NOTHING_STARTS, encoding="utf-8")
        POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            POLICY.unlink()


def main(names: tuple[str, ...]) -> None:
    absent = missing(names)
    if absent and os.geteuid() == 0 and shutil.which("apt-get"):
        try:
            install(absent)
        except subprocess.CalledProcessError as error:
            print(f"apt-get failed with {error.returncode}", file=sys.stderr)
    for name in missing(names):
        print(f"missing: {name} (Debian: apt-get install {PARTS[name].package})", file=sys.stderr)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or FOR_TESTS)
