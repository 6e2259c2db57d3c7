"""The queue the engine uses, by its address in the settings."""

from pathlib import Path

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.signals import SIGNAL_COMPLETE

from bot.outage import tell_calmly
from content.store.private import make_private
from content.store.store import IMPATIENT

NAME = "gongkai"


def open_queue(address: str) -> Huey:
    """`sqlite:///path`, `postgresql://…` or `redis://…`. Jobs keep no results: the tables hold the truth."""
    queue = _open(address)
    outage = tell_calmly()
    queue.signal(SIGNAL_COMPLETE)(lambda _signal, _job: outage.over())
    return queue


def _open(address: str) -> Huey:
    if address.startswith("sqlite:///"):
        path = Path(address.removeprefix("sqlite:///"))
        make_private(path)
        return SqliteHuey(NAME, filename=str(path), results=False, fsync=False)
    if address.startswith("redis"):
        return RedisHuey(NAME, url=address, results=False)
    plain = address.replace("postgresql+psycopg://", "postgresql://")
    return PostgresHuey(NAME, dsn=plain, results=False, **IMPATIENT)
