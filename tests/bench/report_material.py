"""An office with a year of a million log entries, a hundred thousand applications and full registers, made by SQL."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.actions.people import add_person
from bot.app import App
from content.people import Person
from content.registers.applications import OUTCOMES, ApplicantKind, Way
from content.registers.kinds import REGISTERS
from content.registers.trace import as_json
from content.store.log_rows import COLUMNS

YEAR = 2025
MAKER = "吴九"
"""Who may make reports."""
MEDIA = ("政府网站", "微信公众号", "政务微信视频号", "政务抖音", "报社、电台等其它媒体")
UNITS, LETTERS = 40, 20_000
KINDS_OF_COLUMNS = ("工作动态", "通知公告", "政策文件", "规划计划")
SETTINGS = f"""\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
media: [{", ".join(MEDIA)}]
columns: [{", ".join(f"{{name: {KINDS_OF_COLUMNS[n % 4]}{n}, slug: c{n}, channels: [website]}}" for n in range(20))}]
channels:
  website:   {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
  weixin:    {{kind: shipinhao, medium: 微信公众号, account: 示范高新区}}
  shipinhao: {{kind: shipinhao, medium: 政务微信视频号, account: 示范高新区}}
  douyin:    {{kind: douyin, medium: 政务抖音, account: 示范高新区}}
  press:     {{kind: press, medium: 报社、电台等其它媒体}}
"""
# Each item on three of the five media, in 20 columns and from 40 units; spread over the year, in the order of time.
LOG = f"""
WITH RECURSIVE number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < :entries),
  entry AS (SELECT i, i / 3 AS item, (i % 3 + i / 3) % 5 AS place, unixepoch(:begin) + i * 31536000 / :entries AS at
    FROM number)
INSERT INTO log ({COLUMNS})
SELECT i + 1 + :after, strftime('%Y-%m-%d %H:%M:%S.000000', at, 'unixepoch'), 'published', '张三',
  :year || '-' || item, :year || '-' || item || '.1',
  CASE place WHEN 0 THEN 'website' WHEN 1 THEN 'weixin' WHEN 2 THEN 'shipinhao' WHEN 3 THEN 'douyin' ELSE 'press' END,
  CASE place WHEN 0 THEN '{MEDIA[0]}' WHEN 1 THEN '{MEDIA[1]}' WHEN 2 THEN '{MEDIA[2]}' WHEN 3 THEN '{MEDIA[3]}'
    ELSE '{MEDIA[4]}' END,
  CASE item / 5 % 4 WHEN 0 THEN '{KINDS_OF_COLUMNS[0]}' WHEN 1 THEN '{KINDS_OF_COLUMNS[1]}'
    WHEN 2 THEN '{KINDS_OF_COLUMNS[2]}' ELSE '{KINDS_OF_COLUMNS[3]}' END || (item / 5 % 20),
  '单位' || (item % {UNITS}), '关于开展第' || item || '次检查的通知', '12410000MB0000000X/' || :year || '-' || item,
  'counted', printf('%064x', i), json_object('url', 'https://www.example.gov.cn/' || item || '.html'), 1,
  :year, CAST(strftime('%m', at, 'unixepoch', '+8 hours') AS INTEGER), 1, '', printf('%064x', i + :after)
FROM entry
"""  # noqa: S608  # constants only
INDEXES = ("ix_log_figures", "ix_log_item", "ix_log_index_number", "ix_log_updates")
APPLICATION = (
    "INSERT INTO applications (number, year, serial, visitor, origin, way, applicant_kind, state, submitted_at, "
    "received_on, due_on, closed_on, outcome, says, phone_tail, steps, record, fee_fen, salt) "
    "VALUES (?, ?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, ?, '', '0000', '{}', ?, 0, 'x')"
)
ENTRY = (
    'INSERT INTO register_entries (number, book, year, serial, "on", likeness, record, voided, salt) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, 0, 'x')"
)
LETTER = (
    "INSERT INTO letters (number, visitor, origin, door, topic, state, unit, name, phone, consent, rated_says, "
    "merged_into, item_id, digest, at, answered_at, settled_at) "
    "VALUES (?, '', '', 'web', '咨询', 'answered', '', '', '', 0, '', '', '', ?, ?, ?, ?)"
)


def make(folder: Path, entries: int, applications: int) -> Path:
    """Its settings. A tenth of the entries once more, in the year before."""
    settings = folder / "gongkai.yaml"
    settings.write_text(SETTINGS, encoding="utf-8")
    App.open(settings, environ={}).close()
    plain = sqlite3.connect(folder / "var/gongkai.db", isolation_level=None)
    plain.execute("PRAGMA synchronous=OFF")
    _fill_log(plain, entries)
    plain.execute("BEGIN")
    plain.executemany(APPLICATION, _applications(applications))
    plain.executemany(ENTRY, _entries())
    plain.executemany(LETTER, _letters())
    plain.execute("COMMIT")
    plain.close()
    with App.open(settings, environ={}) as app:
        with app.store.write() as work:
            work.figures.rebuild()
        for name, role in (("钱一", "管理员"), (MAKER, "统计")):
            add_person(app, "钱一", Person(name, "综合办公室", frozenset({role})), app.clock())
    return settings


def _fill_log(plain: sqlite3.Connection, entries: int) -> None:
    """Without what makes single appends safe; the indexes are made at the end."""
    plain.execute("DROP TRIGGER log_no_replace")
    found = [plain.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone() for index in INDEXES]
    for index in INDEXES:
        plain.execute(f"DROP INDEX {index}")
    earlier = entries // 10
    for year, count, after in ((YEAR - 1, earlier, 0), (YEAR, entries, earlier)):
        begin = f"{year - 1}-12-31 16:00:00"
        plain.execute(LOG, {"year": year, "entries": count, "after": after, "begin": begin})
    for (statement,) in found:
        plain.execute(statement)


def _applications(count: int) -> Iterator[tuple[Any, ...]]:
    """From October of the year before to the end of the year; nine of ten are closed, one of ten of these late."""
    ways, kinds, outcomes = list(Way), list(ApplicantKind), list(OUTCOMES)
    first, last = date(YEAR - 1, 10, 1), date(YEAR, 12, 31)
    days = (last - first).days
    for number in range(count):
        received = first + timedelta(days=number * days // count)
        closed = received + timedelta(days=35 if number % 11 == 0 else 3 + number % 20)
        is_closed = number % 10 != 0 and closed <= last
        yield (
            f"依申请〔{received.year}〕{number:06d}号",
            received.year,
            number,
            ways[number % len(ways)],
            kinds[0 if number % 3 else number % len(kinds)],
            "closed" if is_closed else "working",
            f"{received} 01:00:00.000000",
            received.isoformat(),
            (received + timedelta(days=28)).isoformat(),
            closed.isoformat() if is_closed else None,
            outcomes[number % len(outcomes)] if is_closed else "",
            json.dumps(_written(number), ensure_ascii=False),
        )


def _written(number: int) -> dict[str, str]:
    """What an application says, as long as they are."""
    return {
        "way": "网上",
        "applicant_kind": "自然人",
        "name": "张三",
        "identity_kind": "居民身份证",
        "identity_number": f"{number:018d}",
        "phone": "00000000000",
        "title": f"第{number}号地块的征收补偿方案",
        "description": "请公开该地块征收补偿方案、补偿标准以及相关会议纪要。" * 3,
        "form": "电子文档",
        "obtain": "电子邮件",
    }


def _entries() -> Iterator[tuple[Any, ...]]:
    for name, register in REGISTERS.items():
        for serial, values in enumerate(_of_register(name), 1):
            on = values[register.on]
            record = {one.name: as_json(values.get(one.name, one.empty)) for one in register.fields}
            written = json.dumps(record, ensure_ascii=False)
            yield f"{name}-{YEAR}-{serial:04d}", name, YEAR, serial, on.isoformat(), f"{name}{serial}", written


def _of_register(name: str) -> Iterator[dict[str, Any]]:
    """Some thousands of entries of each."""
    kinds = {one.name: one.choices for one in REGISTERS[name].fields}.get("kind", ())
    for number in range(5000):
        day = date(YEAR - 1, 1, 1) + timedelta(days=number % 730)
        month = day.replace(day=1)
        kind = {"kind": kinds[number % len(kinds)]} if kinds else {}
        unit, title = f"单位{number % UNITS}", f"第{number}项"
        rest: dict[str, dict[str, Any]] = {
            "documents": {
                "kind": "规范性文件",
                "title": title,
                "made_on": day,
                "published_on": day + timedelta(days=9),
            },
            "matters": {"title": title, "unit": unit, "since": day},
            "decisions": {"month": month, "unit": unit, "count": number % 7},
            "fees": {"title": title, "month": month, "unit": unit, "amount": Decimal(number) / 100},
            "procurement": {"month": month, "unit": unit, "count": 1, "amount": Decimal(number) / 100},
            "cases": {"filed_on": day, "party": "张三", "subject": title},
            "complaints": {"received_on": day, "way": "来信", "subject": title},
            "facts": {"on": day, "says": f"{month:%m}月开展{title}工作。"},
        }
        # The narrative tells every fact of a year in a sentence: an office has some dozens.
        if name != "facts" or number % 50 == 0:
            yield kind | rest[name]


def _letters() -> Iterator[tuple[Any, ...]]:
    for number in range(LETTERS):
        day = date(YEAR, 1, 1) + timedelta(days=number * 360 // LETTERS)
        answered = f"{day + timedelta(days=number % 9)} 02:00:00.000000"
        yield f"{number:08d}", str(number), f"{day} 01:00:00.000000", answered, answered
