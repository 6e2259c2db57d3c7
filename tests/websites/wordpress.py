"""A real WordPress (Debian's) as an office would have it, on a MariaDB of its own, ready in two seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from channels.wordpress import sandbox
from tests.databases import free_port

from .site import Site
from .wire import Wire, wire_to

PERMALINKS = "/%postname%/"


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A new site below `folder`, whose pages name the wire as their address."""
    port = free_port()
    with (
        wire_to(f"http://127.0.0.1:{port}") as wire,
        sandbox.serving(folder, port, home=wire.address, permalinks=PERMALINKS) as server,
    ):
        yield site(server, wire)


def site(server: sandbox.Site, wire: Wire) -> Site:
    def articles(key: str) -> list[dict[str, str]]:
        return [one for one in server.kept(key) if one["type"] == "post"]

    def number(key: str) -> int:
        return next(int(one["id"]) for one in articles(key) if one["slug"] == key)

    return Site(
        settings={
            "kind": "wordpress",
            "medium": "政府网站",
            "address": wire.address,
            "user": "editor",
            "password": "${WORDPRESS_PASSWORD}",
        },
        environ={"WORDPRESS_PASSWORD": server.passwords["editor"]},
        wire=wire,
        kept=lambda key: [f"{one['slug']} {one['state']}" for one in articles(key)],
        edit=lambda key, html: server.edit(number(key), content=html),
        remove=lambda key: server.remove(number(key)),
        wrong={"WORDPRESS_PASSWORD": "abcd efgh ijkl mnop qrst uvwx"},
    )
