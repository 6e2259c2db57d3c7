"""The queue the engine uses, by its address in the settings."""

from pathlib import Path

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey

NAME = "gongkai"


def open_queue(address: str) -> Huey:
    """`sqlite:///path`, `postgresql://…` or `redis://…`. Jobs keep no results: the tables hold the truth."""
    if address.startswith("sqlite:///"):
        path = Path(address.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(NAME, filename=str(path), results=False, fsync=False)
    if address.startswith("redis"):
        return RedisHuey(NAME, url=address, results=False)
    return PostgresHuey(NAME, dsn=address.replace("postgresql+psycopg://", "postgresql://"), results=False)
