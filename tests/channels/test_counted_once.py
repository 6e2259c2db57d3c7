"""Whatever an office does over the years, each thing counts once: the figures kept, rebuilt and read plainly agree.

And agree with what the office itself would say: `Told` keeps, by hand, what should count after each step.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.channel import Records
from channels.orders import CannotOrder
from channels.press.adapter import build
from channels.press.clipping import Clipping
from channels.press.settings import Settings
from channels.recording import Recording
from channels.voiding import CannotVoid, void_entry
from content.counts import Basis, Counts
from content.edition import Edition
from content.history import History, read_history
from content.log import Kind
from content.store.store import Store
from content.zone import day_of
from tests.content.recount import forget, read_plainly

from .office import Office, make_office
from .stages import Scene

PRESS = "报社、电台等其它媒体"
MEDIA = {"board": "公告栏", "echo": "回音壁", "press": PRESS}
YEARS = range(2019, 2032)
ITEMS = 3
ROWS = (  # of files of past years; the last is of something the office may have published itself
    "2020-12-31,甲,公告栏,H/1",
    "2021-01-01,乙,回音壁,H/1",
    "2020-12-31,丙,公告栏,H/2",
    f"2021-06-01,丁,{PRESS},",
    "2026-03-02,戊,公告栏,{published}",
)
CONFLICT = (CannotOrder, CannotVoid)
Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["publish"] * 5 + ["withdraw"] * 2 + ["record", "import", "correct", "void", "void entry", "later"]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=10,
    max_size=30,
)


@dataclass
class Told:
    """What should count: the year, medium, 计入 or 另计 and subject, by where it counts once."""

    counting: dict[tuple[str, str], tuple[int, str, str, str]] = field(default_factory=dict)

    def once(self, key: tuple[str, str], year: int, medium: str, subject: str, *, kind: str = "counted") -> None:
        self.counting.setdefault(key, (year, medium, kind, subject))

    def drop(self, gone: Callable[[tuple[str, str]], bool]) -> None:
        self.counting = {key: value for key, value in self.counting.items() if not gone(key)}

    def media(self, year: int, kind: str = "counted") -> Counter[str]:
        return Counter(medium for at, medium, of, _ in self.counting.values() if (at, of) == (year, kind))

    def distinct(self, year: int) -> int | None:
        subjects = {subject for at, _, of, subject in self.counting.values() if (at, of) == (year, "counted")}
        return None if "" in subjects else len(subjects)


@dataclass
class Story:
    """An office at work, step by step; what an office may not do just now, it does not."""

    office: Office
    press: Records
    told: Told = field(default_factory=Told)
    editions: list[Edition] = field(default_factory=list)
    entries: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.office.store

    @property
    def year(self) -> int:
        return day_of(self.office.clock()).year

    def take(self, step: Step) -> None:
        act, one, other = step
        acts: dict[str, Callable[[int, int], None]] = {
            "publish": self.publish,
            "record": self.record,
            "import": self.import_,
            "correct": self.correct,
            "withdraw": lambda item, _: self.withdraw(item, voids=False),
            "void": lambda item, _: self.withdraw(item, voids=True),
            "void entry": self.void_entry,
            "later": lambda days, more: self.office.clock.on(timedelta(days=days * 60 + more)),
        }
        try:
            acts[act](one, other)
        except CONFLICT:
            return

    def publish(self, item: int, channel: int) -> None:
        edition, name = self.editions[item % ITEMS], ("board", "echo")[channel % 2]
        self.office.publish(edition, name)
        self.run_ready()
        key = (edition.item_id, name)
        self.told.once(key, self.year, MEDIA[name], edition.index_number)
        self.note(key)

    def correct(self, item: int, _: int) -> None:
        edition = self.office.revise(self.editions[item % ITEMS], "更正后的通知")
        self.office.orders.correct(edition, by="钱七", now=self.office.clock(), reason="笔误", renew=True)
        self.editions[item % ITEMS] = edition
        self.run_ready()

    def withdraw(self, item: int, *, voids: bool) -> None:
        item_id = self.editions[item % ITEMS].item_id
        if voids:  # it may be refused only where there is nothing to take back
            self.told.drop(lambda key: key[0] == item_id)
        self.office.orders.withdraw(item_id, by="钱七", now=self.office.clock(), reason="撤回", voids=voids)
        self.run_ready()

    def record(self, which: int, day: int) -> None:
        """Half of the pieces carried an item of ours; some only reported on the office."""
        edition = self.editions[which % ITEMS] if which % 2 else None
        on = date(2025, 12, 29) + timedelta(days=day)
        piece = Clipping(
            outlet="示范日报",
            form="报纸",
            on=on,
            page="1版",
            title=f"报道{which}",
            counts=day % 3 > 0,
            ref=edition.ref if edition else "",
        )
        evidence = piece.evidence("李四", self.office.clock())
        Recording(self.store).record(self.press, piece.piece, evidence)
        key = (edition.item_id, "press") if edition else (f"报道{which}", str(on))
        kind = "counted" if piece.counts else "apart"
        self.told.once(key, on.year, PRESS, edition.index_number if edition else "", kind=kind)
        self.note(key)

    def import_(self, first: int, rows: int) -> None:
        history = self.history(first, rows)
        with self.store.write() as work:
            left_out = {fault.line for fault in work.imports.faults(history)}
            work.imports.take(history, "李四")
            taken = [row for row in history.rows if row.line not in left_out]
        with self.store.read() as work:
            head = work.log.head()
        for back, row in enumerate(reversed(taken)):
            assert head
            self.entries[head.seq - back] = key = (row.title, row.medium)
            self.told.once(key, day_of(row.at).year, row.medium, row.index_number)

    def void_entry(self, which: int, more: int) -> None:
        """One of the publications and records there are, by its number."""
        numbers = sorted(self.entries)
        if not numbers:
            return
        seq = numbers[(which * 6 + more) % len(numbers)]
        with self.store.write() as work:
            entry = void_entry(work, seq, by="李四", reason="登错", now=self.office.clock())
        if entry.effect.change:
            self.told.drop(lambda key: key == self.entries[seq])

    def note(self, key: tuple[str, str]) -> None:
        """What the last entry is of, if it is a new publication or record."""
        with self.store.read() as work:
            entry = work.log.head()
        if entry and entry.event.kind in (Kind.PUBLISHED, Kind.RECORDED):
            self.entries.setdefault(entry.seq, key)

    def history(self, first: int, rows: int) -> History:
        chosen = [ROWS[(first + number) % len(ROWS)] for number in range(1 + rows % len(ROWS))]
        lines = [row.format(published=self.editions[0].index_number) for row in chosen]
        content = "\n".join(["日期,标题,载体,索引号", *lines]).encode()
        return read_history("往年.csv", content, list(MEDIA.values()), day_of(self.office.clock()))

    def run_ready(self) -> None:
        for channel in ("board", "echo") * 2:
            while dispatch_id := self.office.desk.next_ready(channel):
                self.office.desk.run(dispatch_id)


@contextmanager
def story(store: Store) -> Iterator[Story]:
    forget(store)
    with TemporaryDirectory() as folder:
        office = make_office(store)
        press = build(Settings(kind="press", medium=PRESS), Scene(Path(folder)).around("press", PRESS))
        yield Story(office, press, editions=[office.edition(f"通知{number}") for number in range(ITEMS)])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_each_thing_counts_once_whatever_the_office_does(store: Store, steps: list[Step]) -> None:
    with story(store) as told:
        for step in steps:
            told.take(step)
            with told.store.read() as work:
                assert work.figures.check() == [], step
                assert [work.figures.counts(year).media for year in YEARS] == list(map(told.told.media, YEARS)), step
        agree(told)


def agree(story: Story) -> None:
    with story.store.write() as work:
        assert work.log.verify() is None
        kept = {year: work.figures.counts(year) for year in YEARS}
        assert kept == read_plainly([entry.event for entry in work.log.entries()], YEARS)
        work.figures.rebuild()
        assert {year: work.figures.counts(year) for year in YEARS} == kept
    for year in YEARS:
        assert bases(kept[year]) == {
            Basis.ADDED: story.told.media(year).total(),
            Basis.ONCE: story.told.distinct(year),
            Basis.APART: None,
        }
        assert story.told.media(year, "apart") == kept[year].apart


def bases(counts: Counts) -> dict[Basis, int | None]:
    return {basis: counts.total(basis) for basis in Basis}
