"""Each server once per run (with xdist, per worker), each test an office of its own at it."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests import parts

from .newsroom import Newsroom, open_newsroom
from .site import Site

SERVERS = ("wordpress", "wagtail", "mediawiki")
Open = Callable[..., Newsroom]


def _server(name: str) -> Any:
    """Skipped by name where its part is missing."""
    return pytest.param(name, marks=[pytest.mark.part(name)] if name in parts.PARTS else [])


@pytest.fixture(scope="session", params=[_server(name) for name in SERVERS])
def _running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    module = import_module(f"tests.websites.{request.param}")
    with module.serving(tmp_path_factory.mktemp(request.param)) as site:
        yield site


@pytest.fixture
def site(_running: Site) -> Iterator[Site]:
    """Shared with other tests, whose documents have other keys; the wire is whole when a test begins."""
    _running.wire.heal()
    yield _running
    _running.wire.heal()


@pytest.fixture
def newsrooms(site: Site, tmp_path: Path, sqlite_template: Path) -> Iterator[Open]:
    """Opens an office at the site, with more settings of the channel."""
    opened: list[Newsroom] = []

    def opening(**more: Any) -> Newsroom:
        opened.append(open_newsroom(tmp_path / f"office{len(opened)}", sqlite_template, site, **more))
        return opened[-1]

    yield opening
    for one in opened:
        one.app.close()


@pytest.fixture
def newsroom(newsrooms: Open) -> Newsroom:
    return newsrooms()
