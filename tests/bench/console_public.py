"""Of the office of many years: what the public wrote and applied for, and what is being written."""

from datetime import datetime, timedelta
from typing import Any

from content.tables import ApplicationRow, DraftRow, LetterPartRow, LetterRow
from content.zone import SHANGHAI
from tests.bench.filling import Filling

OLD = timedelta(days=365 * 6)
UNITS = [f"单位{number}" for number in range(40)]
WRITERS = [f"作者{number}" for number in range(40)]
FIRST = 10_000_000
QUESTION = "请问办理居住证需要哪些材料？"


def put_public(put: Filling, items: int, now: datetime) -> None:
    """A fifth as many letters, a tenth as many applications, of which few wait; some drafts."""
    letters = items // 5
    put.put(
        LetterRow,
        ("number", "door", "topic", "state", "unit", "digest", "at", "answered_at"),
        (_letter(place, letters, now) for place in range(letters)),
    )
    names = ("number", "kind", "text", "at")
    put.put(
        LetterPartRow,
        names,
        ((f"{FIRST + place}", "text", QUESTION * 3, now) for place in range(letters)),
    )
    applications = items // 10
    names = ("number", "year", "serial", "way", "applicant_kind", "state", "submitted_at", "received_on", "due_on")
    names = (*names, "closed_on", "outcome", "phone_tail", "record", "salt")
    put.put(ApplicationRow, names, (_application(place, applications, now) for place in range(applications)))
    names = ("id", "title", "unit", "owner", "record", "made_at", "saved_at", "saved_by")
    drafts = items // 200
    put.put(DraftRow, names, (_draft(place, now) for place in range(drafts)))


def _letter(place: int, count: int, now: datetime) -> tuple[Any, ...]:
    at = now - OLD * (1 - place / count)
    waits = place > count - 200
    state = "waiting" if waits else "answered"
    return f"{FIRST + place}", "web", "咨询", state, UNITS[place % 40], f"{place:x}", at, None if waits else at


def _application(place: int, count: int, now: datetime) -> tuple[Any, ...]:
    at = now - OLD * (1 - place / count)
    is_open = place > count - 150
    written = {
        "way": "网上",
        "applicant_kind": "自然人",
        "name": "张三",
        "identity_kind": "居民身份证",
        "identity_number": f"{place:018d}",
        "phone": "00000000000",
        "title": f"第{place}号地块的征收补偿方案",
        "description": "请公开该地块征收补偿方案、补偿标准以及相关会议纪要。",
        "form": "电子文档",
        "obtain": "电子邮件",
    }
    number, year = f"依申请〔{at.year}〕{place:06d}号", at.astimezone(SHANGHAI).year
    days = (at.date(), (at + timedelta(days=28)).date(), None if is_open else (at + timedelta(days=9)).date())
    ended = ("working",) if is_open else ("closed",)
    return number, year, place, "网上", "自然人", *ended, at, *days, "" if is_open else "a1", "0000", written, "x"


def _draft(place: int, now: datetime) -> tuple[Any, ...]:
    at = now - timedelta(minutes=place)
    owner = WRITERS[place % 40]
    return f"draft{place}", f"草稿{place}", UNITS[place % 40], owner, {}, at, at, owner
