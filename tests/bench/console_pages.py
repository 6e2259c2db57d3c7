"""The pages that the console's bench opens, and who opens them: every list, with its filters, and one of each thing."""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.console.applications.paths import path_of
from bot.console.sending.overview import CANCELLED
from bot.views.sending import FAILED, UNDER_WAY
from content.delivery import State
from content.item_state import ItemState
from tests.bench.console_busy import COMMENTS, FEES_TAKEN, SAVES, fee_number
from tests.bench.console_office import CHANNELS, COLUMNS, NOW, Written
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

    def came_back(self) -> Written:
        return self.chance.choice([one for one in self._by_state[ItemState.SUBMITTED] if one.latest > 1])

    def job(self) -> str:
        """Something that somebody is to upload."""
        waiting = [one for one in self._by_state[ItemState.ON_ITS_WAY] if one.sent[-1][1] is State.WAITING]
        return f"{self.chance.choice(waiting).ref}@weixin"

    def doubt(self) -> str:
        """A send of which nobody knows whether it is out."""
        return f"D{self.item(ItemState.UNCONFIRMED).place * 4 + 1}-a1"

    def piece(self) -> int:
        """The log's entry of something the press carried."""
        each = max(1, self._entries // len(self._items))
        return self.chance.randint(1, len(self._items)) * each

    def fee(self) -> str:
        return fee_number(self.number(FEES_TAKEN), NOW)

    def one_of(self, things: Sequence[str]) -> str:
        return self.chance.choice(things)


@dataclass(frozen=True, slots=True)
class Visit:
    """`by` opens a page below the console's root; `share`: so often as others of their share."""

    name: str
    by: str
    path: Chosen
    share: int = 2


YEAR = date.today().year  # noqa: DTZ011  # the office's is made to end now
ALL, WRITER, REVIEWER, PUBLISHER, UPLOADER = "陈十二", "作者3", "王五", "周八", "孙七"
COUNTER, POSTMAN, OPENER, KEEPER = "吴九", "郑十", "冯十一", "钱一"
SELDOM, OFTEN = 1, 6
WORKBENCHES = (
    Visit("workbench of a writer", WRITER, lambda _: "/", OFTEN),
    Visit("workbench of a reviewer", REVIEWER, lambda _: "/", OFTEN),
    Visit("workbench of a publisher", PUBLISHER, lambda _: "/", OFTEN),
    Visit("workbench of somebody with every role", ALL, lambda _: "/", OFTEN),
    Visit("workbench renewed", PUBLISHER, lambda _: "/gongzuotai", OFTEN),
)
ITEMS = (
    Visit("items", ALL, lambda _: "/gaojian", OFTEN),
    Visit("items, a later page", ALL, lambda office: f"/gaojian?page={office.number(300)}"),
    Visit("items, the last page", ALL, lambda _: "/gaojian?page=2000", SELDOM),
    Visit("items in a state", ALL, lambda office: f"/gaojian?state={office.one_of(list(ItemState))}"),
    Visit("items of a column and year", ALL, lambda o: f"/gaojian?column={o.one_of(COLUMNS)}&year={YEAR - 2}"),
    Visit("items of a unit and a writer", ALL, lambda o: f"/gaojian?unit=单位{o.number(39)}&author=作者{o.number(39)}"),
    Visit("items by text", ALL, lambda office: f"/gaojian?text={office.number(99_999)}次"),
    Visit("items by text that none has", ALL, lambda _: "/gaojian?text=没有人写过"),
    Visit("items on a channel", ALL, lambda office: f"/gaojian?channel={office.one_of([*CHANNELS, 'press'])}"),
    Visit("an item", ALL, lambda office: f"/gaojian/{office.item().item_id}", OFTEN),
    Visit("an edition", ALL, lambda office: f"/gaojian/{office.item().ref}"),
    Visit("editions compared", ALL, lambda o: f"/gaojian/{o.came_back().item_id}/duibi"),
    Visit("an edition as channels show it", ALL, lambda office: f"/gaojian/{office.item().ref}/yulan"),
    Visit("an edition on the website", ALL, lambda office: f"/gaojian/{office.item().ref}/yulan/website/"),
    Visit("the sheet of approval", ALL, lambda office: f"/gaojian/{office.item(ItemState.LIVE).ref}/shenpidan"),
)
WRITING = (
    Visit("drafts", WRITER, lambda _: "/gaojian/caogao"),
    Visit("the form of a new item", WRITER, lambda _: "/gaojian/xinjian"),
    Visit("the editor", WRITER, lambda office: f"/gaojian/bianji/{office.draft()}", OFTEN),
    Visit("problems of a draft", WRITER, lambda office: f"/gaojian/bianji/{office.draft()}/wenti", OFTEN),
    Visit("who else writes a draft", WRITER, lambda office: f"/gaojian/bianji/{office.draft()}/zaichang", OFTEN),
    Visit("a draft handed in", WRITER, lambda office: f"/gaojian/bianji/{office.draft()}/tijiao"),
    Visit("copies of a draft", WRITER, lambda _: "/gaojian/bianji/draft3/fuben"),
    Visit("a copy of a draft", WRITER, lambda office: f"/gaojian/bianji/draft3/fuben/{office.number(SAVES)}", SELDOM),
    Visit("a draft as channels show it", WRITER, lambda office: f"/gaojian/bianji/{office.draft()}/yulan"),
    Visit("a draft on the website", WRITER, lambda office: f"/gaojian/bianji/{office.draft()}/yulan/website/"),
)
REVIEW = (
    Visit("review queue", REVIEWER, lambda _: "/shenhe", OFTEN),
    Visit("an edition in review", REVIEWER, lambda office: f"/shenhe/{office.item(ItemState.SUBMITTED).ref}", OFTEN),
)
SENDING = (
    Visit("sending", PUBLISHER, lambda _: "/fabu", OFTEN),
    Visit("sending, under way", PUBLISHER, lambda _: f"/fabu?kan={UNDER_WAY}"),
    Visit("sending, under way, a later page", PUBLISHER, lambda o: f"/fabu?kan={UNDER_WAY}&ye={o.number(9)}"),
    Visit("sending, failed", PUBLISHER, lambda _: f"/fabu?kan={FAILED}"),
    Visit("sending, cancelled", PUBLISHER, lambda _: f"/fabu?kan={CANCELLED}", SELDOM),
    Visit("an order", PUBLISHER, lambda office: f"/fabu/banci/{office.item(ItemState.APPROVED).ref}"),
    Visit("progress of an edition", PUBLISHER, lambda office: f"/fabu/jindu/{office.item(ItemState.LIVE).ref}"),
    Visit("progress renewed", PUBLISHER, lambda o: f"/fabu/jindu/{o.item(ItemState.ON_ITS_WAY).ref}/xianzhuang", OFTEN),
    Visit("a withdrawal", PUBLISHER, lambda office: f"/fabu/chehui/{office.item(ItemState.LIVE).item_id}"),
    Visit("unconfirmed", PUBLISHER, lambda _: "/fabu/heshi"),
    Visit("something unconfirmed", PUBLISHER, lambda office: f"/fabu/heshi/{office.doubt()}"),
    Visit("public pages that changed", PUBLISHER, lambda _: "/fabu/wangye"),
    Visit("public pages somebody knows of", PUBLISHER, lambda _: "/fabu/wangye?kan=zhidao", SELDOM),
    Visit("a public page", PUBLISHER, lambda office: f"/fabu/wangye/{office.item(ItemState.LIVE).ref}@website"),
    Visit("channels", KEEPER, lambda _: "/qudao"),
    Visit("a channel", KEEPER, lambda office: f"/qudao/{office.one_of(list(CHANNELS))}"),
    Visit("uploads", UPLOADER, lambda _: "/shangchuan", OFTEN),
    Visit("uploads of a channel", UPLOADER, lambda _: "/shangchuan?channel=weixin"),
    Visit("an upload", UPLOADER, lambda office: f"/shangchuan/{office.job()}"),
    Visit("press", COUNTER, lambda _: "/kanbo"),
    Visit("press of a year", COUNTER, lambda office: f"/kanbo?year={YEAR - 1}&page={office.number(300)}"),
    Visit("something the press carried", COUNTER, lambda office: f"/kanbo/{office.piece()}"),
    Visit("the form of the press", COUNTER, lambda _: "/kanbo/dengji"),
    Visit("a table of the press", COUNTER, lambda _: "/kanbo/biaoge", SELDOM),
    Visit("import of the press", COUNTER, lambda _: "/kanbo/daoru", SELDOM),
)
PUBLIC = (
    Visit("letters", POSTMAN, lambda _: "/liuyan", OFTEN),
    Visit("letters answered", POSTMAN, lambda _: "/liuyan?zt=yidafu"),
    Visit("a letter", POSTMAN, lambda office: f"/liuyan/{office.letter()}"),
    Visit("texts of answers", POSTMAN, lambda _: "/liuyan/changyong", SELDOM),
    Visit("comments", POSTMAN, lambda _: "/pinglun"),
    Visit("every comment", POSTMAN, lambda office: f"/pinglun?zt=quanbu&page={office.number(90)}"),
    Visit("a comment", POSTMAN, lambda office: f"/pinglun/{office.number(COMMENTS)}"),
    Visit("applications", OPENER, lambda _: "/shenqing"),
    Visit("applications due", OPENER, lambda _: "/shenqing/daoqi"),
    Visit("an application", OPENER, lambda office: path_of(office.application())),
    Visit("an application on paper", OPENER, lambda _: "/shenqing/dengji", SELDOM),
    Visit("who was helped to apply", OPENER, lambda _: "/shenqing/bangdao", SELDOM),
)
LOG = (
    Visit("log", ALL, lambda _: "/taizhang", OFTEN),
    Visit("log, an earlier page", ALL, lambda office: f"/taizhang?before={office.entry()}"),
    Visit("log by kind", ALL, lambda office: f"/taizhang?kind={office.one_of(['published', 'voided', 'recorded'])}"),
    Visit("log by person", ALL, lambda office: f"/taizhang?by=作者{office.number(39)}"),
    Visit("log by a person that none is", ALL, lambda _: "/taizhang?by=没有这个人"),
    Visit("log by person and kind", ALL, lambda o: f"/taizhang?kind=submitted&by=作者{o.number(39)}&year={YEAR - 1}"),
    Visit("log by channel and year", ALL, lambda o: f"/taizhang?channel={o.one_of(list(CHANNELS))}&year={YEAR - 3}"),
    Visit("log by column and unit", ALL, lambda o: f"/taizhang?column={o.one_of(COLUMNS)}&unit=单位{o.number(39)}"),
    Visit("log by title", ALL, lambda office: f"/taizhang?text={office.number(99_999)}次"),
    Visit("log by a title that all have", ALL, lambda _: "/taizhang?text=检查"),
    Visit("log by title and kind that none has", ALL, lambda _: "/taizhang?text=检查&kind=voided"),
    Visit("log of an item", ALL, lambda office: f"/taizhang?item_id={office.item().item_id}"),
    Visit("an entry of the log", ALL, lambda office: f"/taizhang/{office.entry()}"),
    Visit("verifying the log", ALL, lambda _: "/taizhang/hedui", SELDOM),
)
REPORT = (
    Visit("registers", COUNTER, lambda _: "/dengji"),
    Visit("a register", COUNTER, lambda _: "/dengji/fees"),
    Visit("a register, a later page", COUNTER, lambda office: f"/dengji/fees?page={office.number(99)}"),
    Visit("a register by text", COUNTER, lambda office: f"/dengji/fees?text=第{office.number(59)}项"),
    Visit("a register by text that none has", COUNTER, lambda _: "/dengji/fees?text=没有人写过"),
    Visit("an entry of a register", COUNTER, lambda office: f"/dengji/fees/{office.fee()}"),
    Visit("an entry of a register corrected", COUNTER, lambda office: f"/dengji/fees/{office.fee()}/gengzheng"),
    Visit("the form of an entry", COUNTER, lambda _: "/dengji/fees/xinzeng"),
    Visit("documents suggested", COUNTER, lambda _: "/dengji/documents/jianyi", SELDOM),
    Visit("years of the report", COUNTER, lambda _: "/nianbao"),
    Visit("a report's text", COUNTER, lambda _: f"/nianbao/{YEAR - 1}/zhengwen"),
    Visit("a section of a report", COUNTER, lambda _: f"/nianbao/{YEAR - 1}/zhengwen/1"),
    Visit("a report's tables", COUNTER, lambda office: f"/nianbao/{YEAR - office.number(2)}/biaoge"),
    Visit("a figure of a report", COUNTER, lambda _: f"/nianbao/{YEAR - 1}/shu?figure=media.政府网站"),
    Visit("a report's checks", COUNTER, lambda _: f"/nianbao/{YEAR - 1}/jiancha"),
    Visit("a report's versions", COUNTER, lambda _: f"/nianbao/{YEAR - 1}/banben", SELDOM),
    Visit("a report's files", COUNTER, lambda _: f"/nianbao/{YEAR - 1}/wenjian", SELDOM),
    Visit("a report to be frozen", COUNTER, lambda _: f"/nianbao/{YEAR - 1}/dongjie", SELDOM),
    Visit("months of a year", COUNTER, lambda _: f"/nianbao/jidu?year={YEAR - 1}"),
    Visit("a quarter", COUNTER, lambda office: f"/nianbao/jidu?year={YEAR - 1}&period=q{office.number(4)}"),
    Visit("freshness", COUNTER, lambda _: "/nianbao/gengxin"),
)
HOUSE = (
    Visit("settings", KEEPER, lambda _: "/shezhi"),
    Visit("holidays", KEEPER, lambda _: "/shezhi/jiaqi"),
    Visit("own words", KEEPER, lambda _: "/shezhi/cidian"),
    Visit("people", KEEPER, lambda _: "/renyuan"),
    Visit("who signed in", KEEPER, lambda office: f"/renyuan/denglujilu?page={office.number(900)}"),
    Visit("when somebody signed in", KEEPER, lambda office: f"/renyuan/denglujilu?xingming=作者{office.number(39)}"),
    Visit("a person", KEEPER, lambda office: f"/renyuan/ren/作者{office.number(39)}"),
    Visit("a person changed", KEEPER, lambda office: f"/renyuan/ren/作者{office.number(39)}/xiugai", SELDOM),
    Visit("one's own account", WRITER, lambda _: "/wode"),
)
VISITS = (*WORKBENCHES, *ITEMS, *WRITING, *REVIEW, *SENDING, *PUBLIC, *LOG, *REPORT, *HOUSE)
"""Each answers within the limit."""
SLOW = (
    Visit(
        "the sheet of approval as PDF", ALL, lambda office: f"/gaojian/{office.item(ItemState.LIVE).ref}/shenpidan.pdf"
    ),
    Visit("a year of the log as a table", ALL, lambda _: f"/taizhang/daochu/csv?year={YEAR - 1}"),
)
"""What is made of a whole year on the spot: told, and held to nothing."""
