"""An item with two pictures to a real WordPress 40 ms away, against the same calls made by hand.

By hand: one httpx client looks for the item, puts up both pictures, makes the document and reads it back. Ours is all
that the desk does, from taking up the order to the entry in the log. Runs of both are interleaved.
"""

import base64
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

import httpx
from PIL import Image

from tests.bench.rows import show, timed
from tests.databases import SQLite
from tests.websites.newsroom import Newsroom, open_newsroom
from tests.websites.wordpress import serving

AWAY = 0.04
RUNS = 11
FACTOR = 1.5
STATES = "publish,future,draft,pending,private,trash"
BODY = "三月起对辖区企业开展检查。\n\n![流程图](one.png)\n\n![分区图](two.png)\n\n请按时参加。\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(_made(Path(folder, "wordpress"))) as site:
        template = SQLite.make_template(_made(Path(folder, "empty")))
        newsroom = open_newsroom(Path(folder, "office"), template, site)
        newsroom.put_out(newsroom.brief("栏目在这以前就有了"))
        for away in (0.0, AWAY):
            site.wire.seconds = away
            _compare(newsroom, f"{away * 1000:.0f} ms away")
        newsroom.app.close()


def _compare(newsroom: Newsroom, where: str) -> None:
    ours, by_hand, calls = [], [], newsroom.site.wire.calls
    with Hand(newsroom) as hand:
        for number in range(RUNS):
            name = f"{where.partition(' ')[0]}-{number}"
            by_hand.append(timed(partial(hand.publish, name)))
            ref = newsroom.ordered(_written(newsroom, name))
            before, dispatch = len(calls), newsroom.dispatch(ref).id
            ours.append(timed(partial(newsroom.app.desk.run, dispatch)))
            assert newsroom.delivery(ref).standing == "live", newsroom.delivery(ref)
    ratio = median(ours) / median(by_hand)
    show(f"by hand, {where}, {hand.calls} calls", median(by_hand) * 1000, "ms")
    show(f"an item with two pictures live, {where}, {len(calls) - before} calls", median(ours) * 1000, "ms")
    show(f"ours ÷ by hand, {where}", ratio, "×", f"≤ {FACTOR} ×", ok=ratio <= FACTOR)


class Hand:
    """Somebody who knows WordPress and calls it with one client."""

    calls = 5

    def __init__(self, newsroom: Newsroom) -> None:
        settings, (password,) = newsroom.site.settings, newsroom.site.environ.values()
        token = base64.b64encode(f"{settings['user']}:{password}".encode()).decode()
        self._folder = newsroom.folder
        self._client = httpx.Client(
            base_url=settings["address"], headers={"authorization": f"Basic {token}"}, trust_env=False
        )

    def __enter__(self) -> "Hand":
        self._ask("GET", "/wp/v2/types")  # connected, as the channel is
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def publish(self, name: str) -> None:
        assert self._ask("GET", "/wp/v2/posts", slug=f"hand-{name}", status=STATES, context="edit").json() == []
        pictures = [self._upload(f"{name}-{number}") for number in range(2)]
        shown = "".join(f'<img src="{picture}">' for picture in pictures)
        text = {
            "title": name,
            "content": f"<p>三月起开展检查。</p>{shown}",
            "status": "publish",
            "slug": f"hand-{name}",
        }
        made = self._ask("POST", "/wp/v2/posts", json=text).json()
        self._ask("GET", f"/wp/v2/posts/{made['id']}", context="edit")

    def _upload(self, name: str) -> str:
        content = _picture(self._folder / "by-hand.png", name).read_bytes()
        sent = self._ask("POST", "/wp/v2/media", files={"file": (f"{name}.png", content, "image/png")})
        address: str = sent.json()["source_url"]
        return address

    def _ask(
        self, method: str, route: str, *, json: object = None, files: object = None, **query: str
    ) -> httpx.Response:
        asked = {"rest_route": route, **query}
        return self._client.request(method, "/index.php", params=asked, json=json, files=files).raise_for_status()


def _written(newsroom: Newsroom, name: str) -> str:
    for picture in ("one", "two"):
        _picture(newsroom.folder / f"{picture}.png", f"{name}-{picture}")
    return newsroom.handed_in(f"关于演练的通知（{name}）", BODY)


def _picture(path: Path, words: str) -> Path:
    """Other bytes for other words."""
    picture = Image.new("RGB", (640, 360), (255, 255, 255))
    picture.putdata([(sign % 256, 30, 30) for sign in words.encode()])
    picture.save(path)
    return path


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
