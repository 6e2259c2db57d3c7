"""The website at 10,000 items: a full build against Debian's Hugo on the same content, and adding one more.

Runs of both are interleaved. Hugo gets a small theme with the same pages (items, numbered lists, RSS, sitemap); ours
also makes Atom feeds, the catalogue and JSON of everything. Give a smaller number of items as an argument to try it.
"""

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from channels.channel import Surroundings
from channels.static.adapter import StaticSite, build
from channels.static.settings import Settings
from content.column import Column
from content.delivery import Act, Dispatch, State
from content.edition import Edition
from content.item import Item
from content.migrations import upgrade
from content.store.files import FilesFolder
from content.store.pages import PagesLedger
from content.store.store import Store
from tests.bench.rows import show, timed
from tests.bench.site_material import COLUMNS, HUGO_LAYOUTS, HUGO_SETTINGS, Made, made

ITEMS = 10_000
RUNS = 5
ADDED = 15
START = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    items = made(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _write_for_hugo(items, place / "hugo")
        store = Store(f"sqlite:///{place / 'gongkai.db'}")
        upgrade(store)
        _fill(store, items)
        _compare(store, place, len(items))
        _add(store, place, items[0])
        store.close()


def _compare(store: Store, place: Path, count: int) -> None:
    hugo, ours = [], []
    # Each into a folder of its own: after many files were removed, ext4 is slow at making new ones for a while.
    for number in range(RUNS):
        hugo.append(timed(partial(_run_hugo, place / "hugo", place / f"hugo{number}")))
        ours.append(timed(_channel(store, place / f"site{number}").rebuild))
    limit = f"≤ Hugo {median(hugo):.2f} s"
    show(f"Hugo, full build of {count:,} items", median(hugo), "s")
    show(f"full build of {count:,} items", median(ours), "s", limit, ok=median(ours) <= median(hugo))


def _add(store: Store, place: Path, like: Made) -> None:
    channel = _channel(store, place / "site0")
    work, wall = [], []
    for number in range(ADDED):
        edition = _create(store, _item(replace(like, title=f"新增的通知（{number}）")), START + timedelta(days=1))
        start, begun = time.process_time(), time.perf_counter()
        channel.send(_dispatch(edition), [], lambda _marks: None)
        channel.repair()
        work.append((time.process_time() - start) * 1000)
        wall.append((time.perf_counter() - begun) * 1000)
    show("adding one item, work", median(work), "ms", "≤ 100 ms", ok=median(work) <= 100)
    show("adding one item, with waiting for the disk", median(wall), "ms")


def _write_for_hugo(items: list[Made], folder: Path) -> None:
    _write(folder / "config.toml", HUGO_SETTINGS)
    for name, text in HUGO_LAYOUTS.items():
        _write(folder / "layouts" / name, text)
    for column in range(COLUMNS):
        _write(folder / "content" / f"lm{column}" / "_index.md", f"---\ntitle: 栏目{column}\n---\n")
    for item in items:
        _write(folder / "content" / f"lm{item.column}" / f"{item.number:05d}.md", item.page)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run_hugo(source: Path, public: Path) -> None:
    subprocess.run(["hugo", "--quiet", "--source", str(source), "--destination", str(public)], check=True)


def _channel(store: Store, folder: Path) -> StaticSite:
    settings = Settings(
        kind="static", medium="政府网站", folder=folder, base_url="https://www.example.gov.cn", per_page=20
    )
    return build(
        settings,
        Surroundings(
            name="website",
            medium="政府网站",
            office="示范高新区",
            clock=lambda: START + timedelta(days=1),
            shelf=store.shelf,
            files=FilesFolder(folder.parent / "files"),
            pages=PagesLedger(store.write, store.read),
            columns=tuple(Column(f"栏目{number}", f"lm{number}") for number in range(COLUMNS)),
        ),
    )


def _fill(store: Store, items: list[Made]) -> None:
    """In one unit of work: how the tables came to be is not what is measured."""
    with store.write() as work:
        for item in items:
            now = START + timedelta(minutes=item.number)
            edition = work.items.create(_item(item), "张三", _index_number, now)
            path = f"/lm{item.column}/2026/{edition.item_id}.html"
            work.pages.on("website").show(edition, path, seen=0, now=now)


def _create(store: Store, item: Item, now: datetime) -> Edition:
    with store.write() as work:
        return work.items.create(item, "张三", _index_number, now)


def _item(item: Made) -> Item:
    return Item(
        title=item.title,
        column=f"栏目{item.column}",
        unit="综合办公室",
        html=item.html,
        document_number=f"示高管〔2026〕{item.number}号",
        made_on=item.made_on,
        summary=item.summary,
    )


def _index_number(year: int, serial: int) -> str:
    return f"12410000MB0000000X/{year}-{serial:05d}"


def _dispatch(edition: Edition) -> Dispatch:
    return Dispatch("D1", "website", Act.PUBLISH, State.BEGUN, (edition,), START, START, "张三")


if __name__ == "__main__":
    main()
