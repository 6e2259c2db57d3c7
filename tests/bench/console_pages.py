"""The pages that the console's bench opens, and who opens them: every list, with its filters, and one of each thing."""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.console.applications.paths import path_of
from content.item_state import ItemState
from tests.bench.console_material import CHANNELS, COLUMNS, NOW, Written
from tests.bench.console_public import FIRST, application_number

Chosen = Callable[["Office"], str]


class Office:
    """What is there to be opened, drawn by chance."""

    def __init__(self, items: Sequence[Written], entries: int, chance: random.Random) -> None:
        self._items = items
        self._entries = entries
        self.chance = chance
        self._by_state: Mapping[ItemState, list[Written]] = defaultdict(list)
        for one in items:
            self._by_state[one.state].append(one)

    def item(self, state: ItemState | None = None) -> Written:
        return self.chance.choice(self._by_state[state] if state else self._items)

    def entry(self) -> int:
        return self.chance.randint(1, self._entries)

    def number(self, most: int) -> int:
        return self.chance.randint(1, most)

    def draft(self) -> str:
        """One of 作者3."""
        return f"draft{self.chance.randrange(3, max(4, len(self._items) // 200), 40)}"

    def letter(self) -> str:
        return f"{FIRST + self.chance.randrange(len(self._items) // 5)}"

    def application(self) -> str:
        count = len(self._items) // 10
        return application_number(self.number(count - 1), count, NOW)

    def one_of(self, things: Sequence[str]) -> str:
        return self.chance.choice(things)


@dataclass(frozen=True, slots=True)
class Visit:
    """`by` opens a page below the console's root."""

    name: str
    by: str
    path: Chosen


YEAR = date.today().year  # noqa: DTZ011  # the office's is made to end now
ALL = "陈十二"
VISITS = (
    Visit("workbench of a writer", "作者3", lambda _: "/"),
    Visit("workbench of a reviewer", "王五", lambda _: "/"),
    Visit("workbench of a publisher", "周八", lambda _: "/"),
    Visit("workbench of somebody with every role", ALL, lambda _: "/"),
    Visit("workbench renewed", "周八", lambda _: "/gongzuotai"),
    Visit("items", ALL, lambda _: "/gaojian"),
    Visit("items, a later page", ALL, lambda office: f"/gaojian?page={office.number(300)}"),
    Visit("items in a state", ALL, lambda office: f"/gaojian?state={office.one_of(list(ItemState))}"),
    Visit("items of a column and year", ALL, lambda o: f"/gaojian?column={o.one_of(COLUMNS)}&year={YEAR - 2}"),
    Visit("items by text", ALL, lambda office: f"/gaojian?text={office.number(99_999)}次"),
    Visit("items by text that none has", ALL, lambda _: "/gaojian?text=没有人写过"),
    Visit("items on a channel", ALL, lambda office: f"/gaojian?channel={office.one_of([*CHANNELS, 'press'])}"),
    Visit("drafts", "作者3", lambda _: "/gaojian/caogao"),
    Visit("an item", ALL, lambda office: f"/gaojian/{office.item().item_id}"),
    Visit("the form of a new item", "作者3", lambda _: "/gaojian/xinjian"),
    Visit("the editor", "作者3", lambda office: f"/gaojian/bianji/{office.draft()}"),
    Visit("problems of a draft", "作者3", lambda office: f"/gaojian/bianji/{office.draft()}/wenti"),
    Visit("review queue", "王五", lambda _: "/shenhe"),
    Visit("an edition in review", "王五", lambda office: f"/shenhe/{office.item(ItemState.SUBMITTED).ref}"),
    Visit("sending", "周八", lambda _: "/fabu"),
    Visit("an order", "周八", lambda office: f"/fabu/banci/{office.item(ItemState.APPROVED).ref}"),
    Visit("progress of an edition", "周八", lambda office: f"/fabu/jindu/{office.item(ItemState.LIVE).ref}"),
    Visit("a withdrawal", "周八", lambda office: f"/fabu/chehui/{office.item(ItemState.LIVE).item_id}"),
    Visit("unconfirmed", "周八", lambda _: "/fabu/heshi"),
    Visit("channels", "钱一", lambda _: "/qudao"),
    Visit("a channel", "钱一", lambda office: f"/qudao/{office.one_of(list(CHANNELS))}"),
    Visit("uploads", "孙七", lambda _: "/shangchuan"),
    Visit("press", "吴九", lambda _: "/kanbo"),
    Visit("import of the press", "吴九", lambda _: "/kanbo/daoru"),
    Visit("letters", "郑十", lambda _: "/liuyan"),
    Visit("letters answered", "郑十", lambda _: "/liuyan?zt=yidafu"),
    Visit("a letter", "郑十", lambda office: f"/liuyan/{office.letter()}"),
    Visit("texts of answers", "郑十", lambda _: "/liuyan/changyong"),
    Visit("comments", "郑十", lambda _: "/pinglun"),
    Visit("applications", "冯十一", lambda _: "/shenqing"),
    Visit("applications due", "冯十一", lambda _: "/shenqing/daoqi"),
    Visit("an application", "冯十一", lambda office: path_of(office.application())),
    Visit("log", ALL, lambda _: "/taizhang"),
    Visit("log, an earlier page", ALL, lambda office: f"/taizhang?before={office.entry()}"),
    Visit("log by kind", ALL, lambda office: f"/taizhang?kind={office.one_of(['published', 'voided', 'recorded'])}"),
    Visit("log by person and kind", ALL, lambda o: f"/taizhang?kind=submitted&by=作者{o.number(39)}&year={YEAR - 1}"),
    Visit("log by title", ALL, lambda office: f"/taizhang?text={office.number(99_999)}次"),
    Visit("log by a title that all have", ALL, lambda _: "/taizhang?text=检查"),
    Visit("log by title and kind that none has", ALL, lambda _: "/taizhang?text=检查&kind=voided"),
    Visit("log of an item", ALL, lambda office: f"/taizhang?item_id={office.item().item_id}"),
    Visit("an entry of the log", ALL, lambda office: f"/taizhang/{office.entry()}"),
    Visit("verifying the log", ALL, lambda _: "/taizhang/hedui"),
    Visit("registers", "吴九", lambda _: "/dengji"),
    Visit("a register", "吴九", lambda _: "/dengji/fees"),
    Visit("years of the report", "吴九", lambda _: "/nianbao"),
    Visit("settings", "钱一", lambda _: "/shezhi"),
    Visit("holidays", "钱一", lambda _: "/shezhi/jiaqi"),
    Visit("own words", "钱一", lambda _: "/shezhi/cidian"),
    Visit("people", "钱一", lambda _: "/renyuan"),
    Visit("who signed in", "钱一", lambda _: "/renyuan/denglujilu"),
    Visit("a person", "钱一", lambda office: f"/renyuan/ren/作者{office.number(39)}"),
)
"""Each answers within the limit."""
SLOW = (
    Visit("a report's tables, the year before", "吴九", lambda _: f"/nianbao/{YEAR - 1}/biaoge"),
    Visit("a report's checks, the year before", "吴九", lambda _: f"/nianbao/{YEAR - 1}/jiancha"),
    Visit("freshness", "吴九", lambda _: "/nianbao/gengxin"),
)
"""What is reckoned anew from everything: told, and held to nothing."""
