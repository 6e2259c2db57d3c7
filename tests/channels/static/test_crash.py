"""The tables are the truth: whatever dies, is lost, is damaged or runs beside, the folder comes to match them."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from channels.channel import Found, SurelyAbsent
from channels.errors import Late, Misconfigured, Refused, Unconfirmed
from content.delivery import Act
from content.pages import OvertakenError
from content.store.pages import PagesLedger
from content.store.store import Store
from tests.channels.static.website import NINE, Website, opened

ROOT = Path(__file__).parents[3]


def seen(at: Website, **changes: object) -> None:
    """Change what the folder remembers."""
    path = at.site / ".gongkai" / "seen.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")


def test_killed_at_any_file_a_look_finishes_what_the_row_says(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.channels.static.killing", str(tmp_path)]
    lines = [line.split() for line in subprocess.check_output(command, text=True, cwd=ROOT).splitlines()]
    assert {(act, told, agrees) for act, _, told, agrees in lines} == {
        ("publish", "live", "agrees"),
        ("move", "live", "agrees"),
        ("withdraw", "withdrawn", "agrees"),
    }
    assert len(lines) >= 40


def test_killed_before_the_row_it_is_surely_absent(at: Website) -> None:
    edition = at.write(attachments=(at.files.keep(b"table", "表.xlsx"),))
    at.breaks[:] = [True]
    with pytest.raises(Misconfigured):
        at.publish(edition)
    assert isinstance(at.channel.look(at.dispatch(edition)), SurelyAbsent)
    assert at.mentions(edition.item_id) == set()


def test_a_disk_that_fails_after_the_row_leaves_it_unconfirmed_and_a_repair_finishes_it(at: Website) -> None:
    edition = at.write(attachments=(at.files.keep(b"table", "表.xlsx"),))
    at.breaks[:] = [False, True]
    with pytest.raises(Unconfirmed):
        at.publish(edition)
    assert at.channel.repair() > 0
    assert at.everything() == at.built_from_nothing()
    assert isinstance(at.channel.look(at.dispatch(edition)), Found)


def test_a_repair_does_nothing_when_nothing_is_wrong(at: Website) -> None:
    at.publish()
    assert at.channel.repair() == 0
    assert at.channel.rebuild() == 0


@pytest.mark.parametrize("act", [Act.PUBLISH, Act.WITHDRAW])
def test_a_look_mends_a_page_that_somebody_damaged(at: Website, act: Act) -> None:
    edition = at.publish()
    if act == Act.WITHDRAW:
        at.withdraw(edition)
    (at.site / at.channel.path_of(edition).lstrip("/")).write_text("damaged", "utf-8")
    assert isinstance(at.channel.look(at.dispatch(edition, act)), Found)
    assert at.everything() == at.built_from_nothing()


def test_a_rebuild_restores_what_is_missing_and_removes_what_should_not_be_there(at: Website) -> None:
    at.publish(attachments=(at.files.keep(b"table", "表.xlsx"),))
    (at.site / "tzgg" / "index.html").unlink()
    for stray in ("files/2026-00009/left.pdf", "old/page.html", "favicon.ico"):
        (at.site / stray).parent.mkdir(parents=True, exist_ok=True)
        (at.site / stray).write_text("stray", "utf-8")
    at.channel.rebuild()
    there = at.everything()
    assert there.pop("favicon.ico") == b"stray"
    assert there == at.built_from_nothing()
    assert not (at.site / "old").exists()


def test_after_a_restart_of_the_machine_lost_lists_are_noticed(at: Website) -> None:
    at.publish()
    (at.site / "tzgg" / "rss.xml").write_text("", "utf-8")
    assert at.channel.repair() == 0
    seen(at, boot="another")
    assert at.channel.repair() == 1
    assert at.everything() == at.built_from_nothing()


def test_a_folder_that_is_ahead_of_a_restored_database_is_made_anew(at: Website) -> None:
    at.publish()
    (at.site / "tzgg" / "2026" / "2026-00099.html").write_text("from the future", "utf-8")
    seen(at, change=99)
    assert at.channel.repair() == 1
    assert at.everything() == at.built_from_nothing()


def test_new_pages_are_out_before_their_lists_and_a_move_in_between_leaves_no_trace(at: Website) -> None:
    at.publish()
    new, other = at.write(title="新的"), at.write(title="另一件")
    for edition in (new, other):
        at.channel.send(at.dispatch(edition), [], lambda _marks: None)
    assert at.mentions("新的") == {"tzgg/2026/2026-00002.html", "tzgg/2026/2026-00002.json"}
    for column in ("工作动态", "年度报告", "年度报告"):
        moved = at.revise(new, title="新的", column=column)
        at.channel.send(at.dispatch(moved), [], lambda _marks: None)
    at.channel.repair()
    assert at.mentions("新的") >= {"ndbg/index.html", "index.html"}
    assert at.everything() == at.built_from_nothing()


def test_changed_settings_change_every_page(at: Website) -> None:
    edition = at.publish()
    at.channel = at.anew(site_name="示范高新区政府信息公开网")
    assert at.channel.repair() > 0
    assert "示范高新区政府信息公开网" in at.page(edition).text


def test_a_column_that_the_settings_no_longer_name_keeps_its_pages_and_its_list(at: Website) -> None:
    edition = at.publish(title="旧栏目的稿件")
    at.columns = at.columns[1:]
    at.channel = at.anew()
    at.channel.repair()
    assert "旧栏目的稿件" in at.page(edition).text
    at.channel.repair()
    (listed,) = [path for path in at.mentions("旧栏目的稿件") if path.startswith("lm-") and path.endswith("index.html")]
    assert "已停止更新" in at.text(listed)


def test_a_folder_with_files_of_somebody_else_is_refused_and_left_alone(at: Website) -> None:
    at.site.mkdir()
    (at.site / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(Misconfigured, match="不属于本网站"):
        at.publish()
    assert [problem.blocks for problem in at.channel.health(NINE)] == [True]
    assert at.everything() == {"thesis.docx": b"mine"}


def test_a_folder_that_cannot_be_written_is_told(at: Website) -> None:
    at.site.write_bytes(b"a file")
    with pytest.raises(Misconfigured, match="不能写入"):
        at.publish()


def test_a_file_missing_from_the_files_folder_is_told_before_anything_is_public(at: Website) -> None:
    table = at.files.keep(b"table", "表.xlsx")
    edition = at.write(attachments=(replace(table, sha256="0" * 64),))
    with pytest.raises(Misconfigured, match=r"表\.xlsx"):
        at.publish(edition)
    assert isinstance(at.channel.look(at.dispatch(edition)), SurelyAbsent)


def test_what_was_never_published_cannot_be_withdrawn(at: Website) -> None:
    with pytest.raises(Refused):
        at.withdraw(at.write())


def test_two_workers_at_once_lose_nothing(at: Website) -> None:
    dispatches = [at.dispatch(at.write()) for _ in range(8)]
    dispatches = [replace(dispatch, deadline=dispatches[-1].deadline) for dispatch in dispatches]
    workers = [at.anew(), at.anew()]
    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(workers[n % 2].send, dispatch, [], print) for n, dispatch in enumerate(dispatches)]
    assert len({future.result()[0].url for future in sent}) == 8
    workers[0].repair()
    assert at.everything() == at.built_from_nothing()


def test_a_worker_that_wakes_up_after_another_has_acted_changes_nothing(store: Store, tmp_path: Path) -> None:
    """On both databases: the row remembers which change its worker had seen."""
    at = opened(store, tmp_path)
    edition = at.publish()
    at.withdraw(edition)
    ledger = PagesLedger(store.write, store.read)
    for stale in (0, 1):
        with pytest.raises(OvertakenError):
            ledger.show("website", edition, "/elsewhere.html", seen=stale, now=at.clock())
    with pytest.raises(Late):
        at.send(replace(at.dispatch(edition), deadline=NINE))
    assert "已撤回" in at.page(edition).text


def test_new_pages_are_out_at_once_and_the_lists_follow_for_all_of_them_together(at: Website) -> None:
    editions = [at.write(title=title) for title in ("甲", "乙", "丙")]
    for edition in editions:
        at.channel.send(at.dispatch(edition), [], lambda _marks: None)
        assert at.page(edition).h1
        assert edition.item_id not in at.text("/index.html")
    at.channel.repair()
    assert all(edition.item_id in at.text("/index.html") for edition in editions)
    assert at.everything() == at.built_from_nothing()
