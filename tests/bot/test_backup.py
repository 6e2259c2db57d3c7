"""Backup and restore, on both databases, down to the bytes that are not what they were."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.backup import CannotBackUp, Snapshot, back_up, chosen, damage, snapshots, thin_out
from bot.restore import GAP, restore
from content.delivery import FROM_BACKUP, Act, State
from content.item import Item
from content.log import Event, Kind
from content.store import copies
from content.store.files import FilesFolder
from content.store.order import Order
from content.store.store import Store

NIGHT = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
NEXT_NIGHT = datetime(2026, 3, 3, 18, 30, tzinfo=UTC)
SETTINGS = """
office: {{name: 示范区管委会, code: 11000000MB0000000X}}
database: {database}
engine: sqlite:///var/engine.db
files: var/files
review: []
basis: added
media: [政府网站]
columns: [{{name: 通知公告, slug: tzgg, counts: true, channels: [website]}}]
channels:
  website: {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
"""


@dataclass(frozen=True)
class Office:
    """One machine's: settings file, files folder and database; `other` is a machine where nothing is yet."""

    folder: Path
    database: str

    @property
    def settings(self) -> Path:
        return self.folder / "gongkai.yaml"

    @property
    def files(self) -> Path:
        return self.folder / "var/files"

    def write_settings(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(SETTINGS.format(database=self.database), encoding="utf-8")

    def back_up(self, folder: Path, now: datetime = NIGHT) -> Snapshot:
        store = Store(self.database)
        try:
            return back_up(store, self.files, self.settings, folder, now=now)
        finally:
            store.close()

    def restore(self, snapshot: Snapshot, *, moved: bool = True) -> None:
        restore(snapshot, self.settings, os.environ, moved=moved, say=lambda _: None)

    def add(self, title: str) -> None:
        """An item, its attachment, a due dispatch and an entry in the log."""
        store = Store(self.database)
        file = FilesFolder(self.files).keep(f"附件：{title}".encode(), "附件.txt")
        item = Item(title, "通知公告", "办公室", "<p>正文</p>", attachments=(file,))
        with store.write() as work:
            edition = work.items.create(item, "张三", lambda year, serial: f"{year}-{serial:05d}", NIGHT)
            editions = [(edition.item_id, 1)]
            order = Order(channel="website", act=Act.PUBLISH, editions=editions, due_at=NIGHT, by="张三", suffix="a")
            work.dispatches.create(order, NIGHT)
            work.log.append(Event(kind=Kind.SUBMITTED, at=NIGHT, by="张三", item_id=edition.item_id, title=title))
        store.close()


@pytest.fixture
def office(address: str, tmp_path: Path) -> Office:
    made = Office(tmp_path / "office", address)
    made.write_settings()
    made.add("一号通知")
    return made


@pytest.fixture
def other(request: pytest.FixtureRequest, address: str, tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "other"
    if address.startswith("sqlite"):
        yield Office(folder, f"sqlite:///{folder}/var/gongkai.db")
        return
    server = request.getfixturevalue("postgresql")
    name = server.create(template="template0")
    yield Office(folder, server.address(name))
    server.drop(name)


def test_what_was_backed_up_is_there_again_on_another_machine(office: Office, other: Office, tmp_path: Path) -> None:
    snapshot = office.back_up(tmp_path / "backup")
    other.write_settings()
    other.restore(snapshot)
    with App.open(other.settings) as app, app.store.read() as work:
        edition = work.items.latest("2026-00001")
        assert edition.item.title == "一号通知"
        assert app.files.read(edition.item.attachments[0].path) == "附件：一号通知".encode()
        assert work.log.verify(snapshot.manifest.head) is None
        head = work.log.head()
        assert head
        assert head.head == snapshot.manifest.head


def test_work_after_the_backup_is_not_in_it_and_goes_on_meanwhile(office: Office, tmp_path: Path) -> None:
    with (store := Store(office.database)).read() as work:
        head = work.log.head()  # a reader in the middle of something does not stop a backup
        first = office.back_up(tmp_path / "backup")
    store.close()
    office.add("二号通知")
    second = office.back_up(tmp_path / "backup", NEXT_NIGHT)
    assert head
    assert (first.manifest.head_seq, second.manifest.head_seq) == (head.seq, head.seq + 1)
    assert chosen(tmp_path / "backup") == second
    assert chosen(tmp_path / "backup", first.name) == first


def test_a_second_backup_copies_only_new_files(office: Office, tmp_path: Path) -> None:
    first = office.back_up(tmp_path / "backup")
    kept = tmp_path / "backup/files" / first.manifest.files[0]
    before = kept.stat()
    office.add("二号通知")
    second = office.back_up(tmp_path / "backup", NEXT_NIGHT)
    assert len(second.manifest.files) == 2
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("part", ["database", "file", "missing file"])
def test_a_damaged_backup_is_named_and_nothing_is_restored(
    office: Office, other: Office, tmp_path: Path, part: str
) -> None:
    snapshot = office.back_up(tmp_path / "backup")
    path = snapshot.database if part == "database" else snapshot.files / snapshot.manifest.files[0]
    if part == "missing file":
        path.unlink()
    else:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    other.write_settings()
    with pytest.raises(CannotBackUp) as refused:
        other.restore(snapshot)
    assert [Path(name).name for name in refused.value.damaged] == [path.name]
    assert not other.files.exists()
    assert copies.is_empty(other.database)


def test_a_backup_with_a_rewritten_log_is_refused_even_if_every_hash_fits(
    office: Office, other: Office, tmp_path: Path
) -> None:
    snapshot = office.back_up(tmp_path / "backup")
    manifest = snapshot.folder / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "head_hash": "0" * 64}))
    other.write_settings()
    with pytest.raises(CannotBackUp, match="校验值不符"):
        other.restore(chosen(tmp_path / "backup"))


def test_nothing_is_restored_over_what_is_there(office: Office, tmp_path: Path) -> None:
    snapshot = office.back_up(tmp_path / "backup")
    with pytest.raises(CannotBackUp, match="不是空的"):
        office.restore(snapshot)


def test_a_file_that_went_bad_before_the_backup_is_named(office: Office, tmp_path: Path) -> None:
    path = next(office.files.glob("??/*"))
    path.write_bytes(b"something else")
    with pytest.raises(CannotBackUp) as told:
        office.back_up(tmp_path / "backup")
    assert told.value.damaged == (path.relative_to(office.files).as_posix(),)
    assert damage(chosen(tmp_path / "backup")) == []


def test_what_was_due_is_looked_for_before_it_is_sent_and_numbers_go_on_after_a_gap(
    office: Office, other: Office, tmp_path: Path
) -> None:
    snapshot = office.back_up(tmp_path / "backup")
    other.write_settings()
    other.restore(snapshot, moved=False)
    other.add("恢复后的通知")
    with (store := Store(other.database)).read() as work:
        (begun,) = map(work.dispatches.get, work.dispatches.in_state(State.BEGUN))
        assert (begun.attempt, FROM_BACKUP in begun.marks) == (1, True)
        assert work.items.latest(f"2026-{GAP + 2:05d}").item.title == "恢复后的通知"
    store.close()
    with App.open(other.settings) as app:
        asked = app.desk.ask_after(begun.id)
        assert asked is not None
        assert (asked.state, asked.says) == (State.DUE, "网站上还没有，重新发布。"), "at once: nobody is at work on it"


def test_where_there_are_no_settings_the_backups_own_are_taken(office: Office, other: Office, tmp_path: Path) -> None:
    office.settings.write_text(SETTINGS.format(database=other.database), encoding="utf-8")
    snapshot = office.back_up(tmp_path / "backup")
    other.restore(snapshot)
    assert other.settings.read_bytes() == office.settings.read_bytes()
    assert not copies.is_empty(other.database)


def test_old_snapshots_go_with_the_files_only_they_name(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    first = office.back_up(folder)
    path = office.files / first.manifest.files[0]
    path.unlink()
    office.add("二号通知")
    second = office.back_up(folder, NEXT_NIGHT)
    assert thin_out(folder, keep=1) == [first.name]
    assert snapshots(folder) == [second]
    assert {file.name for file in (folder / "files").glob("??/*")} == {Path(p).name for p in second.manifest.files}


def test_a_backup_cut_off_half_way_is_no_backup(office: Office, tmp_path: Path) -> None:
    (tmp_path / "backup/.unfinished-20260301T000000Z").mkdir(parents=True)
    with pytest.raises(CannotBackUp, match="没有完整的备份"):
        chosen(tmp_path / "backup")
    whole = office.back_up(tmp_path / "backup")
    assert [path.name for path in sorted((tmp_path / "backup").glob("*2026*"))] == [whole.name]
