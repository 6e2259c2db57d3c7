"""Whatever is ordered, lost and done by hand, in any order: one document, and what is said of it is so."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.cms.document import State as There
from channels.orders import CannotOrder
from content.delivery import State
from content.receipt import Standing
from content.store.store import Store
from tests.databases import SQLite

from .desk import WebOffice

THEIRS = "<p>网站编辑改的。</p>"
STEPS = st.sampled_from(
    ["publish", "correct", "correct", "overwrite", "withdraw", "look", "look", "edit", "take down", "remove", "approve"]
)
LOST = st.sampled_from(["", "", "before", "after"])
SITES = st.sampled_from([{}, {}, {"reviews": True}, {"tells_text": False}, {"tells_revision": False}])


class Walk:
    """`by_hand`: the site's own people did something since our last write, so that what is there is theirs."""

    def __init__(self, office: WebOffice) -> None:
        self.office = office
        self.newest = office.edition("<p>第1版的内容。</p>")
        self.by_hand = False
        self.writes = 0

    def step(self, step: str, lost: str) -> None:
        if lost:
            self.office.site.lose(step_call(step), lost)
        before = [page.html for page in self.office.site.pages.values()]
        with suppress(CannotOrder):
            self._do(step)
        self.office.site.fails.clear()
        if self.by_hand and step != "overwrite" and THEIRS in before and len(self.office.site.writes) > self.writes:
            assert self.office.site.writes[-1] == "withdraw", f"{step} wrote over what was changed by hand"
        if len(self.office.site.writes) > self.writes:
            self.writes, self.by_hand = len(self.office.site.writes), False
        self.check()

    def check(self) -> None:
        assert len(self.office.site.pages) <= 1
        deliveries = self.office.orders_of(self.newest)
        if self.by_hand or any(one.state in (State.BEGUN, State.HELD, State.UNCONFIRMED) for one in deliveries):
            return
        live = [one for one in deliveries if one.standing is Standing.LIVE]
        public = self.office.site.public(self.office.key(self.newest))
        assert len(live) == len(public), f"{[(one.key, one.state, one.standing) for one in deliveries]}: {public}"
        assert all(f"第{one.number}版" in html for one, html in zip(live, public, strict=True))

    def _do(self, step: str) -> None:
        office, key = self.office, self.office.key(self.newest)
        page = next(iter(office.site.pages.values()), None)
        match step:
            case "publish":
                office.publish(self.newest)
            case "correct" | "overwrite":
                self.newest = office.revise(self.newest, f"<p>第{self.newest.number + 1}版的内容。</p>")
                office.correct(self.newest, overwrites=step == "overwrite")
            case "withdraw":
                now = office.scene.clock()
                office.orders.withdraw(self.newest.item_id, by="钱七", now=now, reason="有误")
                office.send()
            case "look":
                for one in office.orders_of(self.newest):
                    office.look_after_order(one)
                office.send()
            case "approve" if page and page.state is There.SUBMITTED:
                office.site.set(key, There.PUBLISHED)
            case "edit" if page and page.state is There.PUBLISHED:
                office.site.edit(key, THEIRS)
                self.by_hand = True
            case "take down" if page and page.state is There.PUBLISHED:
                office.site.set(key, There.WITHDRAWN)
                self.by_hand = True
            case "remove" if page:
                office.site.remove(key)
                self.by_hand = True


def step_call(step: str) -> str:
    return {"publish": "create", "withdraw": "withdraw"}.get(step, "update")


@settings(max_examples=40)
@given(steps=st.lists(st.tuples(STEPS, LOST), min_size=3, max_size=9), site=SITES)
def test_in_any_order(sqlite_template: Path, steps: list[tuple[str, str]], site: dict[str, bool]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(SQLite(Path(folder), sqlite_template).new())
        try:
            walk = Walk(WebOffice.open(store, Path(folder), site=site))
            for step, lost in steps:
                walk.step(step, lost)
        finally:
            store.close()
