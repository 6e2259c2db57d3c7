"""From a snapshot into an empty place, proved whole before and after."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.app import App
from bot.backup import LIMIT, CannotBackUp, Say, Snapshot, database_faults, require_whole
from bot.settings import Settings, load
from channels.channel import Sends
from content.delivery import FROM_BACKUP, State
from content.store import copies
from content.store.files import FilesFolder
from content.store.store import Work

# How many item numbers are passed over, in case items were made after the backup and are public already.
GAP = 100
BACK_AGAIN = "从备份恢复：先核对备份之后是否已经发出。"


def restore(snapshot: Snapshot, settings_path: Path, environ: Mapping[str, str], *, moved: bool, say: Say) -> None:
    """Fill the empty place that the settings name. Without a settings file there, the snapshot's is taken.

    `moved`: nothing was done after the backup (the office changes machines). Otherwise numbers are passed over, and
    what was due is first looked for on its channel, because it may have gone out after the backup.
    Raises CannotBackUp and SettingsFaults.
    """
    say(f"核对备份 {snapshot.name} …")
    require_whole(snapshot)
    if not settings_path.exists():
        settings_path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(snapshot.settings, settings_path)
        say(f"设置文件取自备份：{settings_path}")
    settings = load(settings_path, environ)
    _refuse_unless_empty(snapshot, settings)
    say(f"恢复 {len(snapshot.manifest.files)} 个文件 …")
    _copy_files(snapshot, settings.files)
    say("恢复数据库 …")
    with database_faults():
        copies.fill_database(settings.database, snapshot.database, LIMIT)
    with App.open(settings_path, environ=environ) as app:
        say("核对台账 …")
        _prove(app, snapshot)
        if not moved:
            with app.store.write() as work:
                copies.leave_a_gap(work, GAP)
                _look_before_sending(app, work, app.clock())


def _refuse_unless_empty(snapshot: Snapshot, settings: Settings) -> None:
    kind = copies.suffix(settings.database)
    if kind != snapshot.database.suffix.removeprefix("."):
        kinds = {"db": "SQLite", "dump": "PostgreSQL"}
        raise CannotBackUp(f"备份的数据库与设置里的不是一种：设置用的是 {kinds[kind]}。请先改 database 设置。")
    with database_faults():
        empty = copies.is_empty(settings.database)
    if not empty:
        raise CannotBackUp("设置里的数据库不是空的，没有恢复。请换一个空的数据库，或先把原来的移走。")
    if settings.files.exists() and any(settings.files.iterdir()):
        raise CannotBackUp(f"文件夹 {settings.files} 不是空的，没有恢复。请先把原来的移走。")


def _copy_files(snapshot: Snapshot, files: Path) -> None:
    shelf = FilesFolder(files)
    wrong = [path for path in snapshot.manifest.files if shelf.keep(snapshot.files / path).path != path]
    if wrong:
        raise CannotBackUp("复制时文件发生变化，请检查磁盘：", wrong)


def _prove(app: App, snapshot: Snapshot) -> None:
    with app.store.read() as work:
        bad = work.log.verify(snapshot.manifest.head)
    if bad is not None:
        raise CannotBackUp(f"{bad.says}恢复出来的内容请勿使用，换一份备份再恢复。")


def _look_before_sending(app: App, work: Work, now: datetime) -> None:
    """What was due, or on its way, counts as begun by a worker that died: the desk asks the channel before it sends."""
    for dispatch_id in (*work.dispatches.in_state(State.DUE), *work.dispatches.in_state(State.BEGUN)):
        dispatch = work.dispatches.get(dispatch_id)
        channel = app.channels.get(dispatch.channel)
        if dispatch.due_at > now or not isinstance(channel, Sends):
            continue
        work.dispatches.move(
            dispatch.id,
            dispatch.attempt,
            (dispatch.state,),
            state=State.BEGUN,
            attempt=dispatch.attempt + (dispatch.state == State.DUE),
            worker="restore",
            # Whoever began it is long gone: it is asked after at once, not after the channel's patience.
            begun_at=min(dispatch.due_at, now - channel.patience),
            deadline=dispatch.due_at,
            marks={**dispatch.marks, FROM_BACKUP: "1"},
            ask_at=now,
            asked=0,
            since=now,
            says=BACK_AGAIN,
        )
