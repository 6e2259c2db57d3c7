"""An office of many years: a hundred thousand items in every state, a million log entries, letters, applications."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.actions.people import add_person
from bot.app import App
from content.delivery import Act
from content.delivery import State as Sending
from content.edition import to_record
from content.item import Item
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
    PageCheckRow,
    ReviewRow,
    ReviewStepRow,
)
from content.zone import SHANGHAI
from tests.bench.console_busy import put_busy
from tests.bench.console_office import (
    CHANNELS,
    NOW,
    REVIEWED,
    SETTINGS,
    SIGNERS,
    STAFF,
    STEPS,
    TEXT,
    Written,
    written,
)
from tests.bench.console_public import UNITS, WRITERS, put_public
from tests.bench.filling import Filling, filling


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
        put_busy(put, [one.ref for one in itertools.islice(written(items), 500)], NOW)
    with App.open(settings, environ={}) as app:
        with app.store.write() as work:
            work.figures.rebuild()
        for name, roles in STAFF.items():
            add_person(app, "钱一", Person(name, "综合办公室", frozenset(roles)), app.clock())
        for name, unit in zip(WRITERS, UNITS, strict=True):
            add_person(app, "钱一", Person(name, unit, frozenset({"信息员"})), app.clock())
        app.search.rebuild()  # else `gongkai serve` does it while it is measured
    return settings


def _items(put: Filling, count: int) -> None:
    listed = ("title", "column_name", "document_number", "legal_basis")
    put.put(ItemRow, ("id", "index_number", "author", "unit", "latest", "made_at", *listed), map(_item, written(count)))
    put.put(
        EditionRow,
        (
            *("item_id", "number", "digest", "title", "column_name", "unit", "disclosure", "made_on", "record"),
            *("made_at", "made_by"),
        ),
        (_edition(one, number) for one in written(count) for number in range(1, one.latest + 1)),
    )
    put.put(ReviewRow, ("item_id", "number", "state", "step", "since", "waits"), map(_review, written(count)))
    names = ("item_id", "number", "act", "step", "by", "digest", "at")
    put.put(ReviewStepRow, names, (row for one in written(count) for row in _steps(one)))
    sent = [(one, place, way) for one in written(count) for place, way in enumerate(one.sent)]
    names = ("id", "channel", "act", "state", "due_at", "made_at", "made_by", "since", "attempt")
    put.put(DispatchRow, names, (_dispatch(*one) for one in sent))
    names = ("item_id", "number", "channel", "dispatch_id", "standing", "url", "since")
    put.put(DeliveryRow, names, (_delivery(*one) for one in sent))
    names = ("item_id", "channel", "number", "url", "is_public", "looks", "next_at", "looked_at", "finding", "says")
    live = (one for one, place, (channel, _, standing) in sent if channel == "website" and standing is Standing.LIVE)
    told = ("in_a_row", "told_at", "noted_by", "noted", "noted_at")
    put.put(PageCheckRow, (*names, *told), map(_page_check, live))


def _item(one: Written) -> tuple[Any, ...]:
    number = f"12410000MB0000000X/{one.item_id}"
    return (
        one.item_id,
        number,
        one.author,
        one.unit,
        one.latest,
        one.made_at,
        one.title,
        one.column,
        one.document_number,
        one.legal_basis,
    )


def _edition(one: Written, number: int) -> tuple[Any, ...]:
    text = TEXT if number == 1 else TEXT.replace("按期", "每月", 3)
    item = Item(
        title=one.title,
        column=one.column,
        unit=one.unit,
        html=text,
        source=text,
        document_number=one.document_number,
        legal_basis=one.legal_basis,
        made_on=one.made_at.date(),
        disclosure=one.disclosure,
        summary="对辖区企业开展检查。",
    )
    digest = f"{number}{one.place:063x}"
    filed = (one.title, one.column, one.unit, one.disclosure.value, one.made_at.date())
    return one.item_id, number, digest, *filed, to_record(item), one.made_at, one.author


def _review(one: Written) -> tuple[Any, ...]:
    state = REVIEWED.get(one.state, Reviewed.APPROVED)
    step = one.place % 3 if state is Reviewed.SUBMITTED else 3
    waits = one.state in (*REVIEWED, ItemState.APPROVED)
    return one.item_id, one.latest, state.value, step, one.made_at + timedelta(hours=3), waits


def _steps(one: Written) -> Iterator[tuple[Any, ...]]:
    done = 1 + one.place % 3 if one.state is ItemState.SUBMITTED else len(STEPS)
    for hour, (act, step) in enumerate(STEPS[:done]):
        by = SIGNERS.get(step, one.author)
        yield one.item_id, one.latest, act, step, by, f"{one.place:064x}", one.made_at + timedelta(hours=hour)


def _dispatch(one: Written, place: int, way: tuple[str, Sending, Standing | None]) -> tuple[Any, ...]:
    channel, state, standing = way
    at = one.made_at + timedelta(hours=4)
    act = Act.WITHDRAW if standing is Standing.WITHDRAWN else Act.PUBLISH
    due = NOW + timedelta(days=1 + one.place % 9) if state is Sending.DUE else at
    return f"D{one.place * 4 + place}-a1", channel, act.value, state.value, due, at, "周八", at, 1


def _delivery(one: Written, place: int, way: tuple[str, Sending, Standing | None]) -> tuple[Any, ...]:
    channel, _, standing = way
    url = f"https://www.example.gov.cn/{channel}/{one.place}.html" if standing else ""
    dispatch_id = f"D{one.place * 4 + place}-a1"
    return one.item_id, 1, channel, dispatch_id, standing and standing.value, url, one.made_at + timedelta(hours=4)


def _page_check(one: Written) -> tuple[Any, ...]:
    """Of every hundredth something is told, of every hundredth somebody knows."""
    url = f"https://www.example.gov.cn/website/{one.place}.html"
    seen = one.item_id, "website", 1, url, True, 9, NOW + timedelta(days=7, minutes=one.place % 9999), one.made_at
    if one.place % 100 > 1:
        return *seen, "", "", 0, None, "", "", None
    found = (*seen, "changed", "没有了：“三月起开展检查”。", 2)
    return (*found, one.made_at, "", "", None) if one.place % 100 else (*found, None, "周八", "在改。", one.made_at)


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
