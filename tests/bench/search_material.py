"""Made-up published items for benches of the search: each about one subject, words spread unevenly as in real ones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from random import Random

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from content.edition import digest_of, to_record
from content.item import Item
from content.log import VERSION, Kind
from content.receipt import Standing
from content.search.thesaurus import thesaurus
from content.store.store import Store
from content.tables import DeliveryRow, DispatchRow, EditionRow, ItemRow, LogRow

START = datetime(2016, 1, 4, 1, 0, tzinfo=UTC)
OFFICE_WORDS = """
根据 有关 规定 现将 事项 通知 如下 各单位 认真 组织 实施 加强 领导 做好 工作 落实 责任 要求 按照 印发 意见 办法
方案 审核 办理 材料 申请 条件 流程 窗口 受理 时限 咨询 电话 地址 公示 名单 项目 资金 管理 服务 群众 企业 检查 情况
"""
OFFICE = OFFICE_WORDS.split()
PLACES = "东西南北上下新老大小长安平和永兴石桥河口林湖山田塘坪"
AT_A_TIME = 1000


class Subjects:
    """What items are about: the thesaurus' groups, a few of them often and most of them seldom."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311  # the same items every time
        self.all = sorted(thesaurus().groups.items())
        Random(0).shuffle(self.all)  # noqa: S311  # the same subjects are frequent with any seed
        self._often = list(accumulate(1 / (place + 8) for place in range(len(self.all))))

    def one(self) -> tuple[str, tuple[str, ...]]:
        return self.dice.choices(self.all, cum_weights=self._often)[0]

    def text(self, written: tuple[str, ...], length: int) -> str:
        said = [*self.dice.sample(self.all, 6)]
        beside = [word for _, words in said for word in words]
        place = self.place()
        sentences: list[str] = []
        while sum(map(len, sentences)) < length:
            words = [*self.dice.choices(OFFICE, k=6), *self.dice.choices(written, k=2), self.dice.choice(beside)]
            self.dice.shuffle(words)
            sentences.append(f"{place}{'，'.join([''.join(words[:4]), ''.join(words[4:])])}。")
        return "".join(sentences)

    def place(self) -> str:
        return f"{''.join(self.dice.choices(PLACES, k=2))}街道"


def made(count: int) -> Iterator[Item]:
    subjects = Subjects(1)
    dice = subjects.dice
    for number in range(count):
        _, written = subjects.one()
        text = subjects.text(written, dice.choice((200, 400, 400, 800, 1600)))
        title = f"关于{subjects.place()}{dice.choice(written)}{dice.choice(OFFICE)}的通知（{number}）"
        yield Item(title, "通知公告", "综合办公室", f"<p>{text}</p>", made_on=date(2026, 1, 1))


def questions(count: int) -> list[str]:
    """As people type them: two to four words."""
    subjects = Subjects(2)
    dice = subjects.dice
    return [" ".join([subjects.one()[0], *dice.sample(OFFICE, dice.randint(1, 3))]) for _ in range(count)]


def letters(count: int) -> list[str]:
    subjects = Subjects(3)
    said = [subjects.one() for _ in range(count)]
    return [
        f"领导您好，我家在{subjects.place()}，想问{word}的事。{subjects.text((word,), 250)}谢谢！" for word, _ in said
    ]


def fill(store: Store, count: int) -> None:
    """As if each had been published on the website; the log's entries bear no chain."""
    items = enumerate(made(count), 1)
    with store.write() as work:
        _put(work.session, DispatchRow, [_dispatch()])
    while some := list(islice(items, AT_A_TIME)):
        with store.write() as work:
            for table, row in ((ItemRow, _item), (EditionRow, _edition), (DeliveryRow, _delivery), (LogRow, _entry)):
                _put(work.session, table, [row(number, item) for number, item in some])


def _put(session: Session, table: type[SQLModel], rows: list[dict[str, object]]) -> None:
    session.execute(insert(table), rows)


def _at(number: int) -> datetime:
    return START + timedelta(minutes=50 * number)


def _id(number: int) -> str:
    return f"2016-{number:05d}"


def _dispatch() -> dict[str, object]:
    moments = dict.fromkeys(("due_at", "made_at", "since"), START)
    return {
        "id": "d",
        "channel": "website",
        "act": "publish",
        "state": "settled",
        "made_by": "周八",
        "marks": {},
        **moments,
    }


def _item(number: int, item: Item) -> dict[str, object]:
    return {
        "id": _id(number),
        "index_number": f"X/{number}",
        "author": "张三",
        "unit": item.unit,
        "latest": 1,
        "made_at": _at(number),
    }


def _edition(number: int, item: Item) -> dict[str, object]:
    return {
        "item_id": _id(number),
        "number": 1,
        "digest": digest_of(item),
        "title": item.title,
        "column_name": item.column,
        "unit": item.unit,
        "disclosure": item.disclosure,
        "made_on": item.made_on,
        "record": to_record(item),
        "made_at": _at(number),
        "made_by": "张三",
    }


def _delivery(number: int, _: Item) -> dict[str, object]:
    return {
        "item_id": _id(number),
        "number": 1,
        "channel": "website",
        "dispatch_id": "d",
        "standing": Standing.LIVE,
        "url": f"https://www.example.gov.cn/tzgg/{number}.html",
        "since": _at(number),
        "evidence": {},
    }


def _entry(number: int, item: Item) -> dict[str, object]:
    texts = {"by": "周八", "medium": "政府网站", "unit": item.unit, "counts": "", "digest": "", "previous": ""}
    return {
        **texts,
        "seq": number,
        "at": _at(number),
        "kind": Kind.PUBLISHED,
        "item_id": _id(number),
        "ref": f"{_id(number)}.1",
        "channel": "website",
        "column_name": item.column,
        "title": item.title,
        "index_number": f"X/{number}",
        "evidence": {},
        "change": 0,
        "year": 2016,
        "month": 1,
        "version": VERSION,
        "hash": f"{number:064x}",
    }
