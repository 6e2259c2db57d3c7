"""One more item costs the same on a large site as on a small one, and the tables the same on both databases."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Select, text

from content.delivery import Act
from content.store import page_rows
from content.store.store import Store
from tests.channels.static.website import Website, opened, website

STATEMENTS = {name: value for name, value in vars(page_rows).items() if isinstance(value, Select) and name.isupper()}
# They take the end of an index on the channel, or (LIVE) are only a part of the others.
ENDS = {"HEAD", "LIVE", "NEWEST_OF_ALL"}


def filled(at: Website, count: int) -> None:
    """Published without writing a file for each: as a site that is built from its tables."""
    with at.store.write() as work:
        for _ in range(count):
            at.clock.on(timedelta(minutes=1))
            edition = work.items.create(at.item(), "张三", lambda y, s: f"MB0X/{y}-{s:05d}", at.clock())
            path = f"/tzgg/2026/{edition.item_id}.html"
            work.pages.on("website").show(edition, path, seen=0, now=at.clock())
    at.channel.repair()


def inodes(at: Website) -> dict[str, tuple[int, int]]:
    found = {path: path.stat() for path in at.site.rglob("*") if path.is_file() and ".gongkai" not in path.parts}
    return {str(path.relative_to(at.site)): (stat.st_ino, stat.st_mtime_ns) for path, stat in found.items()}


def touched_by_one_more(at: Website) -> set[str]:
    before = inodes(at)
    at.publish()
    after = inodes(at)
    assert before.keys() <= after.keys()
    return {path for path, stat in after.items() if before.get(path) != stat}


def test_one_more_item_touches_as_many_files_at_500_as_at_50(tmp_path: Path) -> None:
    touched = []
    for count in (50, 500):
        folder = tmp_path / str(count)
        folder.mkdir()
        with website(folder, per_page=20) as at:
            filled(at, count)
            touched.append(touched_by_one_more(at))
            assert at.text("/rss.xml").count("<item>") == at.text("/tzgg/atom.xml").count("<entry>") == 20
            assert at.everything() == at.built_from_nothing()
    assert len(touched[0]) == len(touched[1]) < 20
    assert "tzgg/p1.html" not in touched[0] | touched[1]


def test_only_the_part_that_an_old_item_is_in_changes_with_it(tmp_path: Path) -> None:
    with website(tmp_path) as at:
        filled(at, 24)
        before = inodes(at)
        with at.store.read() as work:
            edition = work.items.latest("2026-00007")
        at.withdraw(edition)
        parts = {path for path, stat in inodes(at).items() if before[path] != stat and path.startswith("tzgg/p")}
        assert parts == {"tzgg/p2.html"}


@pytest.mark.parametrize("name", sorted(STATEMENTS.keys() - ENDS))
def test_no_query_walks_over_all_pages(tmp_path: Path, name: str) -> None:
    with website(tmp_path) as at, at.store.read() as work:
        compiled = STATEMENTS[name].compile(at.store.engine)
        values = dict.fromkeys(compiled.params, 1)
        plan = [
            row[-1] for row in work.session.connection().execute(text(f"EXPLAIN QUERY PLAN {STATEMENTS[name]}"), values)
        ]
    # The serials are a few per column and year.
    lines = [line for line in plan if "serials" not in line]
    assert all(line.startswith("SEARCH") and "(channel=?)" not in line for line in lines), plan


def test_places_addresses_and_years_are_the_same_on_both_databases(store: Store, tmp_path: Path) -> None:
    at = opened(store, tmp_path)
    first, second = at.publish(title="甲"), at.publish(title="乙")
    at.clock.on(timedelta(days=305))
    third = at.publish(title="丙")
    at.correct(first, title="甲", column="工作动态")
    at.send(at.dispatch(second, Act.WITHDRAW, "有误"))
    with store.read() as work:
        pages = work.pages.on("website")
        assert list(pages.columns()) == sorted(["通知公告", "工作动态"])
        assert list(pages.years("通知公告")) == [2027, 2026]
        assert [(page.title, page.place) for page in pages.span("通知公告", 1, 9)] == [("丙", 3)]
        assert [page.title for page in pages.year_span("工作动态", 2026, 1, 9)] == ["甲"]
        moved = pages.get(first.item_id)
        assert moved is not None
        assert (moved.path, moved.left and moved.left.column) == ("/tzgg/2026/2026-00001.html", "通知公告")
        assert [page.item_id for page in pages.newest_of_all(9)] == [third.item_id, first.item_id]
        assert pages.head() == 5
