"""Of the office of many years: what the public wrote and applied for, and what is being written."""

from datetime import datetime, timedelta
from typing import Any

from content.tables import ApplicationRow, DraftRow, LetterPartRow, LetterRow
from content.writing import Writing
from content.zone import SHANGHAI
from tests.bench.filling import Filling

OLD = timedelta(days=365 * 6)
UNITS = [f"单位{number}" for number in range(40)]
WRITERS = [f"作者{number}" for number in range(40)]
FIRST = 10_000_000
TEXT = "各有关单位要加强安全生产检查，组织实施整改，按期报送情况，做好服务群众的各项工作。"
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
    at = came_at(place, count, now)
    waits = place > count - 200
    state = "waiting" if waits else "answered"
    return f"{FIRST + place}", "web", "咨询", state, UNITS[place % 40], f"{place:x}", at, None if waits else at


def came_at(place: int, count: int, now: datetime) -> datetime:
    """Of so many that came one after the other, until now."""
    return now - OLD * (1 - place / count)


def application_number(place: int, count: int, now: datetime) -> str:
    return f"依申请〔{came_at(place, count, now).year}〕{place:06d}号"


def _application(place: int, count: int, now: datetime) -> tuple[Any, ...]:
    at = came_at(place, count, now)
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
    number, year = application_number(place, count, now), at.astimezone(SHANGHAI).year
    days = (at.date(), (at + timedelta(days=28)).date(), None if is_open else (at + timedelta(days=9)).date())
    ended = ("working",) if is_open else ("closed",)
    return number, year, place, "网上", "自然人", *ended, at, *days, "" if is_open else "a1", "0000", written, "x"


def _draft(place: int, now: datetime) -> tuple[Any, ...]:
    at = now - timedelta(minutes=place)
    owner, unit, title = WRITERS[place % 40], UNITS[place % 40], f"关于第{place}次清查的通知"
    fields = {"title": title, "unit": unit, "column": "通知公告0", "made_on": "2026-03-02", "disclosure": "主动公开"}
    record = Writing(fields=fields, body=f"{TEXT}\n\n" * 20).to_record()
    return f"draft{place}", title, unit, owner, record, at, at, owner
