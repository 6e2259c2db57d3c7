"""The index follows what is public, on SQLite and PostgreSQL, whoever else is at it and whatever breaks."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import event

from content.pace import Pace, Stopped
from content.search.search import Search
from content.search.upkeep import AT_A_TIME, LOCK, STATE, State, Upkeep
from content.store.store import Store
from tests.content.search.conftest import Open
from tests.content.search.index_at_work import first_index_at_work
from tests.content.search.newsroom import Newsroom, item


def refs(search: Search, text: str) -> list[str]:
    return [hit.ref for hit in search.find(text).hits]


def seen(open_search: Open, text: str) -> list[str]:
    return refs(open_search(), text)


def test_what_is_published_is_found_in_peoples_own_words(newsroom: Newsroom, search: Search) -> None:
    newsroom.publish("关于城乡居民基本医疗保险参保缴费的通告", "缴费期自十月一日起。")
    ref = newsroom.publish("公共租赁住房申请指南", "符合条件的家庭向街道提出申请。")
    (hit, *_) = search.find("廉租房怎么申请").hits
    assert hit.ref == ref
    assert hit.title == "公共租赁住房申请指南"
    assert hit.column == "通知公告"


def test_nothing_published_nothing_found(search: Search) -> None:
    found = search.find("停水")
    assert (found.hits, found.total, found.ready) == ((), 0, True)


def test_what_is_withdrawn_everywhere_is_gone(newsroom: Newsroom, open_search: Open) -> None:
    ref = newsroom.publish("停水通知", "明天停水。")
    newsroom.also(ref, "wechat")
    assert seen(open_search, "停水") == [ref]
    newsroom.withdraw(ref)
    assert seen(open_search, "停水") == [ref]  # it is still in the account
    newsroom.withdraw(ref, on="wechat")
    assert seen(open_search, "停水") == []


def test_what_was_never_public_is_not_found(newsroom: Newsroom, search: Search) -> None:
    with newsroom.store.write() as work:
        work.items.create(item("停水通知", "草稿"), "张三", lambda year, serial: f"Y/{year}-{serial}", newsroom.now)
    assert refs(search, "停水") == []


def test_a_corrected_text_is_found_by_its_new_words_only(newsroom: Newsroom, open_search: Open) -> None:
    ref = newsroom.publish("停水通知", "桂花街明天停水。")
    assert seen(open_search, "桂花街") == [ref]
    new = newsroom.correct(ref, "停水通知", "梧桐巷明天停水。")
    assert seen(open_search, "梧桐巷") == [new]
    assert seen(open_search, "桂花街") == []


def test_the_websites_address_is_shown_first_then_the_accounts(newsroom: Newsroom, open_search: Open) -> None:
    ref = newsroom.publish("停水通知", on="douyin")
    assert open_search().find("停水").hits[0].url == f"https://douyin.example.cn/{ref}"
    newsroom.also(ref, "wechat")
    assert open_search().find("停水").hits[0].url == f"https://wechat.example.cn/{ref}"
    newsroom.also(ref, "website")
    hit = open_search().find("停水").hits[0]
    assert hit.url == f"https://website.example.cn/{ref}"


def test_the_day_is_that_of_the_first_publication(newsroom: Newsroom, open_search: Open) -> None:
    first = newsroom.now
    ref = newsroom.publish("停水通知", "桂花街停水。")
    newsroom.correct(ref, "停水通知", "梧桐巷停水。")
    assert open_search().find("停水").hits[0].published_at == first


def test_pages_of_hits_follow_each_other(newsroom: Newsroom, search: Search) -> None:
    published = {newsroom.publish(f"第{number}小区停水通知") for number in range(7)}
    first, second = search.find("停水", limit=5), search.find("停水", limit=5, skip=5)
    assert (len(first.hits), len(second.hits), first.total) == (5, 2, 7)
    assert {hit.ref for hit in (*first.hits, *second.hits)} == published


def test_two_processes_share_one_index(newsroom: Newsroom, open_search: Open, tmp_path: Path) -> None:
    one, other = open_search(), open_search()
    with one.following(), other.following():
        ref = newsroom.publish("停水通知", "明天停水。")
        for process in (one, other):
            assert _soon(lambda process=process: refs(process, "停水") == [ref])  # type: ignore[misc]
        newsroom.withdraw(ref)
        for process in (one, other):
            assert _soon(lambda process=process: refs(process, "停水") == [])  # type: ignore[misc]
    assert len(list((tmp_path / "search").glob("index-*"))) == 1


def test_what_is_published_is_found_within_a_second(newsroom: Newsroom, search: Search) -> None:
    with search.following():
        assert _soon(lambda: search.find("停水").ready)
        ref = newsroom.publish("停水通知", "明天停水。")
        assert _soon(lambda: refs(search, "停水") == [ref])


def test_while_the_first_index_is_made_it_says_so(newsroom: Newsroom, search: Search, tmp_path: Path) -> None:
    newsroom.publish("停水通知")
    with first_index_at_work(search, tmp_path / "search"):
        found = search.find("停水")
    assert (found.hits, found.ready) == ((), False)


def test_whoever_stops_while_the_first_index_is_made_does_not_wait_for_it(
    newsroom: Newsroom, search: Search, tmp_path: Path
) -> None:
    for number in range(3 * AT_A_TIME):
        newsroom.publish(f"第{number}小区停水通知")
    with search.following():
        assert _soon(lambda: any((tmp_path / "search").glob("index-*")))
    assert [path.name for path in (tmp_path / "search").iterdir()] == [LOCK]


def test_what_is_given_up_half_way_is_written_the_next_time(newsroom: Newsroom, store: Store, tmp_path: Path) -> None:
    newsroom.publish("停水通知")
    upkeep, stop = Upkeep(store, tmp_path / "search"), Event()
    upkeep.catch_up()
    newsroom.publish("停电通知")
    stop.set()
    with pytest.raises(Stopped):
        upkeep.catch_up(Pace(stop).rest)
    assert upkeep.index
    assert len(upkeep.index.look()) == 1
    upkeep.catch_up()
    assert len(upkeep.index.look()) == 2


@pytest.mark.parametrize("damage", ["everything", "state", "meta", "cut", "folder"])
def test_a_damaged_index_is_made_anew(newsroom: Newsroom, open_search: Open, tmp_path: Path, damage: str) -> None:
    ref = newsroom.publish("停水通知", "明天停水。")
    assert seen(open_search, "停水") == [ref]
    _damage(tmp_path / "search", damage)
    assert seen(open_search, "停水") == [ref]
    assert seen(open_search, "停水") == [ref]


def test_whoever_asks_a_damaged_index_does_not_wait_for_another(
    newsroom: Newsroom, search: Search, tmp_path: Path
) -> None:
    ref = newsroom.publish("停水通知", "明天停水。")
    assert refs(search, "停水") == [ref]
    with first_index_at_work(search, tmp_path / "search"):
        _damage(tmp_path / "search", "garbled")
        found = search.find("明天")
    assert (found.hits, found.ready) == ((), False)
    with search.following():
        assert _soon(lambda: refs(search, "明天") == [ref])


def test_an_index_of_another_version_is_made_anew(newsroom: Newsroom, open_search: Open, tmp_path: Path) -> None:
    ref = newsroom.publish("停水通知", "明天停水。")
    assert seen(open_search, "停水") == [ref]
    state = tmp_path / "search" / STATE
    before = State.read(state)
    assert before
    State(before.folder, before.seq, before.hash, version="another").write(state)
    assert seen(open_search, "停水") == [ref]
    after = State.read(state)
    assert after
    assert after.folder != before.folder


def test_an_index_that_is_ahead_of_a_restored_database_is_made_anew(
    newsroom: Newsroom, open_search: Open, tmp_path: Path
) -> None:
    ref = newsroom.publish("停水通知", "明天停水。")
    gone = newsroom.publish("停电通知", "明天停电。")
    assert seen(open_search, "停电") == [gone]
    state = State.read(tmp_path / "search" / STATE)
    assert state
    State(state.folder, state.seq + 7, "f" * 64).write(tmp_path / "search" / STATE)
    assert seen(open_search, "停水") == [ref]


def test_rebuilding_counts_what_can_be_found(newsroom: Newsroom, search: Search, tmp_path: Path) -> None:
    for number in range(3):
        newsroom.publish(f"第{number}小区停水通知")
    told: list[int] = []
    assert search.rebuild(told.append) == 3
    assert told == [3]
    assert len(list((tmp_path / "search").glob("index-*"))) == 1


def test_a_process_killed_while_it_writes_leaves_an_index_that_goes_on(
    newsroom: Newsroom, open_search: Open, tmp_path: Path, address: str
) -> None:
    first = newsroom.publish("停水通知", "桂花街停水。")
    assert seen(open_search, "桂花街") == [first]
    published = [newsroom.publish(f"第{number}小区停水通知", "梧桐巷停水。") for number in range(60)]
    for after in (0.02, 0.1, 0.2):
        _kill_one_that_writes(address, tmp_path / "search", after)
        assert seen(open_search, "桂花街") == [first]
    found = open_search().find("梧桐巷", limit=20)
    assert {hit.ref for hit in found.hits} <= set(published)
    assert found.total == 20
    assert open_search().rebuild() == 61


def _kill_one_that_writes(address: str, folder: Path, after: float) -> None:
    program = (
        "import sys; from content.search.search import Search; from content.store.store import Store\n"
        "search = Search(Store(sys.argv[1]), __import__('pathlib').Path(sys.argv[2]), {})\n"
        "print('ready', flush=True)\n"
        "while True: search.rebuild()"
    )
    started = subprocess.Popen([sys.executable, "-c", program, address, str(folder)], stdout=subprocess.PIPE)
    try:
        assert started.stdout
        started.stdout.readline()
        time.sleep(after)
    finally:
        started.send_signal(signal.SIGKILL)
        started.wait()
        assert started.stdout
        started.stdout.close()


def _damage(folder: Path, kind: str) -> None:
    (index,) = folder.glob("index-*")
    match kind:
        case "everything":
            shutil.rmtree(folder)
        case "state":
            (folder / STATE).write_text("{")
        case "meta":
            (index / "papers" / "meta.json").write_text("{")
        case "folder":
            shutil.rmtree(index)
        case "garbled":
            for path in (*index.rglob("*.term"), *index.rglob("*.idx"), *index.rglob("*.store")):
                with path.open("r+b") as file:
                    file.write(b"x" * path.stat().st_size)
        case "cut":
            for path in (*index.rglob("*.term"), *index.rglob("*.idx"), *index.rglob("*.store")):
                left = path.read_bytes()[:10]
                path.unlink()  # cut in its place, it ends a process that still has it mapped
                path.write_bytes(left)


def _soon(holds: Callable[[], bool]) -> bool:
    """A second is what is asked for; the machine that runs the tests may be busy."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.02)
    return False


def test_following_the_log_reads_the_rows_of_what_changed_alone(newsroom: Newsroom) -> None:
    if not newsroom.store.is_sqlite:
        return  # PostgreSQL plans by how much there is
    for number in range(3):
        newsroom.publish(f"停水通知{number}", "明天停水。")
    said: list[tuple[str, Any]] = []
    with newsroom.store.read() as work:
        connection = work.session.connection()
        event.listen(connection, "before_cursor_execute", lambda *what: said.append((what[2], what[3])))
        work.public.shown(work.public.changed(1))
    with newsroom.store.read() as work:
        connection = work.session.connection()
        plans = [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()) for query, values in said]
    assert len(plans) == 4
    assert all("(item_id=?" in plan or "(rowid>?" in plan for plan in plans), plans
