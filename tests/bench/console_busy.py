"""Of the office of many years: what grows beside the items, and what lies on people's desks today."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from content.credentials import Knock
from content.registers.kinds.fees import FEES
from content.tables import (
    CommentRow,
    DraftSaveRow,
    RegisterChangeRow,
    RegisterEntryRow,
    SessionRow,
    SignInRow,
)
from content.writing import Writing
from tests.bench.console_public import OLD, TEXT, UNITS, WRITERS
from tests.bench.filling import Filling

FEES_TAKEN = 5_000
SESSIONS_EACH = 40
SIGN_INS = 50_000
SAVES = 300
"""Of the draft that somebody never left alone."""
COMMENTS = 5_000
BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)


def put_busy(put: Filling, refs: Sequence[str], now: datetime) -> None:
    """`refs`: of some editions that are out, for the public to write something below."""
    names = ("number", "book", "year", "serial", "on", "likeness", "record", "salt")
    put.put(RegisterEntryRow, names, (_fee(serial, now) for serial in range(1, FEES_TAKEN + 1)))
    names = ("number", "at", "by", "act", "before", "after")
    put.put(RegisterChangeRow, names, (_fee_entered(serial, now) for serial in range(1, FEES_TAKEN + 1)))
    put.put(SessionRow, ("key", "person", "made_at", "seen_at", "place", "browser"), _sessions(now))
    names = ("at", "came", "person", "address", "browser")
    put.put(SignInRow, names, (_sign_in(place, now) for place in range(SIGN_INS)))
    put.put(DraftSaveRow, ("draft_id", "number", "by", "at", "record"), (_save(number, now) for number in range(SAVES)))
    names = ("number", "channel", "article", "place", "comment_id", "delivery", "text", "at")
    put.put(CommentRow, names, (_comment(place, refs[place % len(refs)], now) for place in range(COMMENTS)))


def fee_number(serial: int, now: datetime) -> str:
    return f"fees-{now.year}-{serial:04d}"


def _fee_record(serial: int, now: datetime) -> dict[str, Any]:
    month = (now - OLD * (1 - serial / FEES_TAKEN)).date().replace(day=1)
    return {
        "title": f"第{serial % 60}项收费",
        "month": month.isoformat(),
        "unit": UNITS[serial % len(UNITS)],
        "amount": f"{serial % 97}.50",
    }


def _fee(serial: int, now: datetime) -> tuple[Any, ...]:
    said = _fee_record(serial, now)
    likeness = "|".join(f"{name}={said[name]}" for name in ("title", "month", "unit"))
    on = datetime.fromisoformat(said["month"]).date()
    return fee_number(serial, now), FEES.name, now.year, serial, on, likeness, said, "x"


def _fee_entered(serial: int, now: datetime) -> tuple[Any, ...]:
    return fee_number(serial, now), now, "吴九", "登记", {}, _fee_record(serial, now)


def _sessions(now: datetime) -> Iterator[tuple[Any, ...]]:
    for name, turn in itertools.product(WRITERS, range(SESSIONS_EACH)):
        at = now - timedelta(minutes=turn)
        yield f"{name}:{turn}", name, at, at, f"{turn:064x}", BROWSER


def _sign_in(place: int, now: datetime) -> tuple[Any, ...]:
    at = now - OLD * (1 - place / SIGN_INS)
    return at, Knock.SIGNED_IN.value, WRITERS[place % len(WRITERS)], "192.0.2.7", BROWSER


def _save(number: int, now: datetime) -> tuple[Any, ...]:
    fields = {"title": "关于第3次清查的通知", "unit": UNITS[3], "column": "通知公告0", "made_on": "2026-03-02"}
    record = Writing(fields=fields, body=f"{TEXT}\n\n" * (number % 40)).to_record()
    return "draft3", number + 1, WRITERS[3], now - timedelta(minutes=SAVES - number), record


def _comment(place: int, ref: str, now: datetime) -> tuple[Any, ...]:
    at = now - timedelta(minutes=place)
    return place + 1, "weixin", f"article{place % 500}", 0, place, f"{ref}@weixin", "请问什么时候开始办理？", at
