"""An office with a hundred thousand published items, written straight into its tables; and what people ask for."""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, islice
from typing import Any

from sqlmodel import insert

from bot.app import App
from content.delivery import Act, State
from content.item import Item
from content.log import Event, Kind
from content.receipt import Standing
from content.tables import DeliveryRow, DispatchRow, EditionRow, ItemRow
from tests.tree import ROOT

START = datetime(2020, 1, 1, tzinfo=UTC)
LISTS = ("content/search/thesaurus.yaml", "content/checks/lists/laws.yaml", "content/checks/lists/words.yaml")
PIECE = 2000


@cache
def words() -> tuple[list[str], list[float]]:
    """Those of the lists the product brings along; some are said much more often than others, as in any language."""
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in LISTS)
    found = sorted(set(re.findall(r"[\u4e00-\u9fff]{2,6}", text)))
    random.Random(1).shuffle(found)  # noqa: S311  # the same every time
    return found, list(accumulate(1 / (place + 5) for place in range(len(found))))


def some(chance: random.Random, count: int) -> list[str]:
    found, weights = words()
    return chance.choices(found, cum_weights=weights, k=count)


def question(chance: random.Random) -> str:
    return " ".join(some(chance, chance.randint(2, 4)))


def fill(app: App, count: int) -> None:
    """All on the website, by one dispatch; the index is made at the end."""
    with app.store.write() as work:
        work.session.execute(insert(DispatchRow), [_dispatch()])
        work.items.create(_item(random.Random(0)), "张三", lambda year, n: f"X/{year}-{n}", START)  # noqa: S311
        edition = work.session.get(EditionRow, (f"{START.year}-00001", 1))
        assert edition is not None
        shape = edition.model_dump()
        numbers = iter(range(2, count + 1))
        while piece := list(islice(numbers, PIECE)):
            for table, rows in zip(
                (ItemRow, EditionRow, DeliveryRow), zip(*_rows(piece, shape), strict=True), strict=True
            ):
                work.session.execute(insert(table), list(rows))
        work.log.append(Event(kind=Kind.SUBMITTED, at=START, by="张三", item_id="2020-00001"))
    app.search.rebuild()


def _rows(numbers: Sequence[int], shape: dict[str, Any]) -> Iterator[tuple[dict[str, Any], ...]]:
    for number in numbers:
        item_id, at = f"2020-{number:06d}", START + timedelta(minutes=number)
        item = _item(random.Random(number))  # noqa: S311  # the same every time
        record = {**shape["record"], "title": item.title, "html": item.html, "summary": item.summary}
        yield (
            {
                "id": item_id,
                "index_number": f"X/{number}",
                "author": "张三",
                "unit": item.unit,
                "latest": 1,
                "made_at": at,
            },
            {
                **shape,
                "item_id": item_id,
                "title": item.title,
                "record": record,
                "digest": f"{number:064x}",
                "made_at": at,
            },
            {
                "item_id": item_id,
                "number": 1,
                "channel": "website",
                "dispatch_id": "D1",
                "position": number,
                "standing": Standing.LIVE,
                "url": f"https://www.example.gov.cn/tzgg/{item_id}.html",
                "since": at,
            },
        )


def _item(chance: random.Random) -> Item:
    body = "".join(f"<p>{'，'.join(some(chance, 25))}。</p>" for _ in range(4))
    return Item(
        title=f"关于{''.join(some(chance, 4))}的通知",
        column="通知公告",
        unit="综合办公室",
        html=body,
        summary="".join(some(chance, 8)),
    )


def _dispatch() -> dict[str, Any]:
    return {
        "id": "D1",
        "channel": "website",
        "act": Act.PUBLISH,
        "state": State.SETTLED,
        "due_at": START,
        "made_at": START,
        "made_by": "张三",
        "since": START,
        "attempt": 1,
    }
