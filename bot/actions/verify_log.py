"""Verify the log's chain beside everything else: ordered by somebody, done by the engine, its end kept with its time.

Anybody who works here may ask for it: it only reads.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.rights import known
from bot.views.log import verify

if TYPE_CHECKING:
    from bot.app import App

JOB = "verify_log"
RUNNING, LAST = "log:verifying", "log:verified"
PATIENCE = timedelta(minutes=10)
"""When it makes no step for so long, whoever was at it has died, and it can be ordered again."""
KEPT = timedelta(days=3660)
STEP = 50_000


@dataclass(frozen=True, slots=True)
class Verifying:
    """`reached` of `total` entries; 0 until the engine took it up. `head`: what to compare with, `number:hash`."""

    by: str
    began_at: datetime
    total: int
    reached: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """`faults` in words for staff, the first bad entry first; empty = whole. `seq` and `hash`: the last entry's."""

    by: str
    at: datetime
    seq: int
    hash: str
    faults: tuple[str, ...]


def order_verifying(app: "App", by: str, head: str = "", *, now: datetime) -> None:
    """`head`: `number:hash` as it was published elsewhere, "" = none. Raises CannotDo while one is under way."""
    published = " ".join(head.split())
    parse_head(published)
    with app.store.read() as work:
        known(work, by)
        last = work.log.reached()
    kept = _as_text(Verifying(by, now, last.seq if last else 0, head=published))
    if not app.store.shelf.swap(RUNNING, None, kept, until=now + PATIENCE, now=now):
        raise CannotDo("正在核对台账，请等它做完。")
    app.engine.start(JOB)


def verify_log(app: "App") -> None:
    """The job: nothing where nobody ordered it."""
    ordered = verifying(app, app.clock())
    if ordered is None:
        return

    def step(reached: int) -> None:
        if reached % STEP == 0:
            app.store.shelf.put(RUNNING, _as_text(replace(ordered, reached=reached)), app.clock() + PATIENCE)

    found = verify(app, parse_head(ordered.head), progress=step)
    now = app.clock()
    ended = Ended(ordered.by, now, found.seq, found.hash, found.faults)
    app.store.shelf.put(LAST, json.dumps(asdict(ended), ensure_ascii=False, default=str), now + KEPT)
    app.store.shelf.drop(RUNNING)


def verifying(app: "App", now: datetime) -> Verifying | None:
    """What is under way."""
    kept = app.store.shelf.get(RUNNING, now)
    record = json.loads(kept) if kept else None
    return Verifying(**{**record, "began_at": datetime.fromisoformat(record["began_at"])}) if record else None


def last_verified(app: "App", now: datetime) -> Ended | None:
    kept = app.store.shelf.get(LAST, now)
    record = json.loads(kept) if kept else None
    if record is None:
        return None
    return Ended(**{**record, "at": datetime.fromisoformat(record["at"]), "faults": tuple(record["faults"])})


def parse_head(text: str) -> tuple[int, str] | None:
    """Raises WrongUse."""
    seq, _, value = text.partition(":")
    if text and not (seq.isdecimal() and int(seq) and value):
        raise WrongUse("公布过的最后一条写作 号:校验值，如 1024:9f86d0…，请照公布的原样填写。")
    return (int(seq), value) if text else None


def _as_text(one: Verifying) -> str:
    return json.dumps(asdict(one), ensure_ascii=False, default=str)
