"""Who works in an office of many years, how it is set up, and what it wrote: every item by its place in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from bot.views.suggested_documents import BASIS
from content.delivery import State as Sending
from content.item import Disclosure
from content.item_state import ItemState
from content.receipt import Standing
from content.review import State as Reviewed
from content.zone import SHANGHAI
from tests.bench.console_public import OLD, UNITS, WRITERS

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
    def is_other(self) -> bool:
        """Three of seven in each state are: a number that what is seldom stands apart by is none of its multiples."""
        return self.place % 7 < 3

    @property
    def latest(self) -> int:
        """What came back once is in review again: its page compares two editions."""
        return 2 if self.state is ItemState.SUBMITTED and self.is_other else 1

    @property
    def ref(self) -> str:
        return f"{self.item_id}.{self.latest}"

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
    def legal_basis(self) -> str:
        """One in a hundred looks like a normative document."""
        return BASIS if self.place % 100 == 1 else ""

    @property
    def disclosure(self) -> Disclosure:
        return Disclosure.WITHHELD if self.state is ItemState.REGISTERED else Disclosure.ACTIVE

    @property
    def sent(self) -> list[tuple[str, Sending, Standing | None]]:
        ways = SENT.get(self.state, [])
        if self.state is ItemState.ON_ITS_WAY and self.is_other:
            ways = [*ways[:1], (Sending.DUE, None), (Sending.DUE, None)]
        return [(name, *one) for name, one in zip(CHANNELS, ways, strict=False)]


def written(items: int) -> Iterator[Written]:
    """The oldest first; what is seldom stands among the others, everywhere."""
    seldom = [state for state, count in SELDOM.items() for _ in range(max(1, count * items // 100_000))]
    every = items // len(seldom)
    for place in range(items):
        turn, rest = divmod(place, every)
        # A number without a factor in common with theirs mixes the states.
        state = seldom[turn * 7919 % len(seldom)] if rest == 0 and turn < len(seldom) else ItemState.LIVE
        yield Written(place, state, NOW - OLD * (1 - place / items))
