"""An office of many years: a hundred thousand items in every state, a million log entries, letters, applications."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.actions.people import add_person
from bot.app import App
from content.delivery import Act
from content.delivery import State as Sending
from content.edition import to_record
from content.item import Disclosure, Item
from content.item_state import ItemState
from content.people import Person
from content.receipt import Standing
from content.review import State as Reviewed
from content.tables import (
    DeliveryRow,
    DispatchRow,
    EditionRow,
    ItemRow,
    LogRow,
    ReviewRow,
    ReviewStepRow,
)
from content.zone import SHANGHAI
from tests.bench.console_public import OLD, UNITS, WRITERS, put_public
from tests.bench.filling import Filling, filling

NOW = datetime.now(UTC)
COLUMNS = [f"{kind}{number}" for number in range(5) for kind in ("通知公告", "政策文件", "工作动态", "规划计划")]
CHANNELS = {"website": "政府网站", "weixin": "微信公众号", "shipinhao": "政务微信视频号", "douyin": "政务抖音"}
STAFF = {
    "钱一": {"管理员"},
    "李四": {"初审"},
    "王五": {"复审", "保密审查员"},
    "赵六": {"终审"},
    "孙七": {"上传员"},
    "周八": {"发布员"},
    "吴九": {"统计"},
    "郑十": {"信箱员"},
    "冯十一": {"依申请公开"},
    "陈十二": {"信息员", "初审", "复审", "终审", "发布员", "上传员", "信箱员", "依申请公开", "统计", "管理员"},
}
FILED = "{{name: {name}, slug: c{place}, channels: [website, weixin], fresh_days: 90}}"
SETTINGS = f"""\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: "DATABASE"
review: [初审, 复审, 终审]
emergency: [终审, 发布员]
media: [{", ".join(CHANNELS.values())}, 报社、电台等其它媒体]
columns: [{", ".join(FILED.format(name=name, place=place) for place, name in enumerate(COLUMNS))}]
channels:
  website:   {{kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}}
  weixin:    {{kind: shipinhao, medium: 微信公众号, account: 示范高新区, after: [website]}}
  shipinhao: {{kind: shipinhao, medium: 政务微信视频号, account: 示范高新区}}
  douyin:    {{kind: douyin, medium: 政务抖音, account: 示范高新区}}
  press:     {{kind: press, medium: 报社、电台等其它媒体}}
"""
SELDOM = {
    ItemState.SUBMITTED: 300,
    ItemState.RETURNED: 200,
    ItemState.EMERGENCY: 5,
    ItemState.APPROVED: 200,
    ItemState.ON_ITS_WAY: 150,
    ItemState.UNCONFIRMED: 10,
    ItemState.PARTLY: 30,
    ItemState.FAILED: 50,
    ItemState.WITHDRAWN: 2_000,
    ItemState.CANCELLED: 300,
    ItemState.REGISTERED: 3_000,
}
"""How many of a hundred thousand; the others are live."""
REVIEWED = {
    ItemState.SUBMITTED: Reviewed.SUBMITTED,
    ItemState.RETURNED: Reviewed.RETURNED,
    ItemState.EMERGENCY: Reviewed.EMERGENCY,
}
SENT: dict[ItemState, list[tuple[Sending, Standing | None]]] = {
    ItemState.ON_ITS_WAY: [(Sending.SETTLED, Standing.LIVE), (Sending.WAITING, None)],
    ItemState.UNCONFIRMED: [(Sending.SETTLED, Standing.LIVE), (Sending.UNCONFIRMED, None)],
    ItemState.PARTLY: [(Sending.SETTLED, Standing.LIVE), (Sending.FAILED, None)],
    ItemState.FAILED: [(Sending.FAILED, None)],
    ItemState.LIVE: [(Sending.SETTLED, Standing.LIVE), (Sending.SETTLED, Standing.LIVE)],
    ItemState.WITHDRAWN: [(Sending.SETTLED, Standing.WITHDRAWN)],
    ItemState.CANCELLED: [(Sending.CANCELLED, None)],
}
TEXT = "<p>按照要求，各有关单位要加强安全生产检查，组织实施整改，按期报送情况，做好服务群众的各项工作。</p>" * 10
SUBJECTS, FORMS = ("安全生产", "消防", "环境", "项目资金"), ("通知", "公告", "公示")
PRESS = "报社、电台等其它媒体"
STEPS = (("submitted", ""), ("passed", "初审"), ("passed", "复审"), ("secrecy", ""), ("approved", "终审"))
SIGNERS = {"初审": "李四", "复审": "王五", "终审": "赵六"}


@dataclass(frozen=True)
class Written:
    """An item of the office, by its place among them, the oldest 0."""

    place: int
    state: ItemState
    made_at: datetime

    @cached_property
    def item_id(self) -> str:
        return f"{self.made_at.astimezone(SHANGHAI).year}-{self.place:06d}"

    @property
    def ref(self) -> str:
        return f"{self.item_id}.1"

    @property
    def title(self) -> str:
        return f"关于第{self.place}次{SUBJECTS[self.place % 4]}检查的{FORMS[self.place % 3]}"

    @property
    def column(self) -> str:
        return COLUMNS[self.place % len(COLUMNS)]

    @property
    def author(self) -> str:
        return WRITERS[self.place % len(WRITERS)]

    @property
    def unit(self) -> str:
        return UNITS[self.place % len(UNITS)]

    @property
    def filed(self) -> tuple[str, str, str]:
        return self.column, self.unit, self.title

    @property
    def document_number(self) -> str:
        return f"示高管〔{self.made_at.year}〕{self.place}号" if self.place % 2 else ""

    @property
    def disclosure(self) -> Disclosure:
        return Disclosure.WITHHELD if self.state is ItemState.REGISTERED else Disclosure.ACTIVE

    @property
    def sent(self) -> list[tuple[str, Sending, Standing | None]]:
        return [(name, *one) for name, one in zip(CHANNELS, SENT.get(self.state, []), strict=False)]


def make(folder: Path, address: str, items: int, entries: int) -> Path:
    """Its settings."""
    settings = folder / "gongkai.yaml"
    settings.write_text(SETTINGS.replace("DATABASE", address), encoding="utf-8")
    App.open(settings, environ={}).close()
    found = address.replace("sqlite:///", f"sqlite:///{folder}/")
    with filling(found) as put:
        _items(put, items)
        _log(put, items, entries)
        put_public(put, items, NOW)
    with App.open(settings, environ={}) as app:
        with app.store.write() as work:
            work.figures.rebuild()
        for name, roles in STAFF.items():
            add_person(app, "钱一", Person(name, "综合办公室", frozenset(roles)), app.clock())
        for name, unit in zip(WRITERS, UNITS, strict=True):
            add_person(app, "钱一", Person(name, unit, frozenset({"信息员"})), app.clock())
        app.search.rebuild()  # else `gongkai serve` does it while it is measured
    return settings


def written(items: int) -> Iterator[Written]:
    """The oldest first; what is seldom stands among the others, everywhere."""
    seldom = [state for state, count in SELDOM.items() for _ in range(max(1, count * items // 100_000))]
    every = items // len(seldom)
    for place in range(items):
        turn, rest = divmod(place, every)
        # A number without a factor in common with theirs mixes the states.
        state = seldom[turn * 7919 % len(seldom)] if rest == 0 and turn < len(seldom) else ItemState.LIVE
        yield Written(place, state, NOW - OLD * (1 - place / items))


def _items(put: Filling, count: int) -> None:
    names = ("id", "index_number", "author", "unit", "latest", "made_at", "title", "column_name", "document_number")
    put.put(ItemRow, names, map(_item, written(count)))
    put.put(
        EditionRow,
        (
            *("item_id", "number", "digest", "title", "column_name", "unit", "disclosure", "made_on", "record"),
            *("made_at", "made_by"),
        ),
        map(_edition, written(count)),
    )
    put.put(ReviewRow, ("item_id", "number", "state", "step", "since", "waits"), map(_review, written(count)))
    names = ("item_id", "number", "act", "step", "by", "digest", "at")
    put.put(ReviewStepRow, names, (row for one in written(count) for row in _steps(one)))
    sent = [(one, place, way) for one in written(count) for place, way in enumerate(one.sent)]
    names = ("id", "channel", "act", "state", "due_at", "made_at", "made_by", "since", "attempt")
    put.put(DispatchRow, names, (_dispatch(*one) for one in sent))
    names = ("item_id", "number", "channel", "dispatch_id", "standing", "url", "since")
    put.put(DeliveryRow, names, (_delivery(*one) for one in sent))


def _item(one: Written) -> tuple[Any, ...]:
    number = f"12410000MB0000000X/{one.item_id}"
    return one.item_id, number, one.author, one.unit, 1, one.made_at, one.title, one.column, one.document_number


def _edition(one: Written) -> tuple[Any, ...]:
    item = Item(
        title=one.title,
        column=one.column,
        unit=one.unit,
        html=TEXT,
        source=TEXT,
        document_number=one.document_number,
        made_on=one.made_at.date(),
        disclosure=one.disclosure,
        summary="对辖区企业开展检查。",
    )
    digest = f"{one.place:064x}"
    filed = (one.title, one.column, one.unit, one.disclosure.value, one.made_at.date())
    return one.item_id, 1, digest, *filed, to_record(item), one.made_at, one.author


def _review(one: Written) -> tuple[Any, ...]:
    state = REVIEWED.get(one.state, Reviewed.APPROVED)
    step = one.place % 3 if state is Reviewed.SUBMITTED else 3
    waits = one.state in (*REVIEWED, ItemState.APPROVED)
    return one.item_id, 1, state.value, step, one.made_at + timedelta(hours=3), waits


def _steps(one: Written) -> Iterator[tuple[Any, ...]]:
    done = 1 + one.place % 3 if one.state is ItemState.SUBMITTED else len(STEPS)
    for hour, (act, step) in enumerate(STEPS[:done]):
        by = SIGNERS.get(step, one.author)
        yield one.item_id, 1, act, step, by, f"{one.place:064x}", one.made_at + timedelta(hours=hour)


def _dispatch(one: Written, place: int, way: tuple[str, Sending, Standing | None]) -> tuple[Any, ...]:
    channel, state, standing = way
    at = one.made_at + timedelta(hours=4)
    act = Act.WITHDRAW if standing is Standing.WITHDRAWN else Act.PUBLISH
    return f"D{one.place * 4 + place}-a1", channel, act.value, state.value, at, at, "周八", at, 1


def _delivery(one: Written, place: int, way: tuple[str, Sending, Standing | None]) -> tuple[Any, ...]:
    channel, _, standing = way
    url = f"https://www.example.gov.cn/{channel}/{one.place}.html" if standing else ""
    dispatch_id = f"D{one.place * 4 + place}-a1"
    return one.item_id, 1, channel, dispatch_id, standing and standing.value, url, one.made_at + timedelta(hours=4)


LOGGED = (
    *("seq", "at", "kind", "by", "item_id", "ref", "channel", "medium", "column_name", "unit", "title"),
    *("index_number", "counts", "digest", "evidence", "change", "year", "month", "version", "previous", "hash"),
)


def _log(put: Filling, items: int, entries: int) -> None:
    """Every item as often as it takes, in the order of time; a tenth is what the press carried."""
    each = max(1, entries // items)
    rows = (row for one in written(items) for row in _of_item(one, each))
    put.put(LogRow, LOGGED, (_numbered(seq, row) for seq, row in enumerate(itertools.islice(rows, entries), 1)))


def _of_item(one: Written, each: int) -> Iterator[tuple[Any, ...]]:
    number = f"12410000MB0000000X/{one.item_id}"
    for turn in range(each):
        at = one.made_at + timedelta(hours=turn)
        day = at.astimezone(SHANGHAI)
        if turn == each - 1:
            press = (
                "recorded",
                "吴九",
                "",
                "",
                "press",
                "报社、电台等其它媒体",
                "",
                one.unit,
                f"{one.title}的报道",
                "",
            )
            yield (at, *press, "apart", "", {"outlet": "示范日报"}, 1, day.year, day.month)
        elif turn < len(STEPS):
            kind, step = STEPS[turn]
            said = (kind, SIGNERS.get(step, one.author), one.item_id, one.ref, "", "", *one.filed, number)
            yield (at, *said, "", f"{one.place:064x}", {"step": step}, 0, day.year, day.month)
        else:
            channel = list(CHANNELS)[turn % len(CHANNELS)]
            said = ("published", "周八", one.item_id, one.ref, channel, CHANNELS[channel], *one.filed, number)
            url = {"url": f"https://www.example.gov.cn/{channel}/{one.place}.html", "dispatch": f"D{one.place}-a1.1"}
            yield (at, *said, "counted", f"{one.place:064x}", url, 1, day.year, day.month)


def _numbered(seq: int, row: tuple[Any, ...]) -> tuple[Any, ...]:
    return seq, *row, 1, f"{seq - 1:064x}", f"{seq:064x}"
