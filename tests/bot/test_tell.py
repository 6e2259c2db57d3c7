"""What visitors are to be told goes out while the platform allows it, never twice, and staff see what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.tell import look_after, tell_due
from bot.app import App
from channels.wechat.sandbox import Sandbox
from content.notices import Notice, State
from content.store.heard import Hear
from content.telling import MESSAGE, PRESS
from content.visitors import Memory
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.chat.follower import APP_ID

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
ABOUT = "letter:12345678"


@dataclass
class Counter:
    """The office that answers and the platform, with one clock between them."""

    app: App
    sandbox: Sandbox
    now: datetime = NOW

    def later(self, by: timedelta) -> None:
        self.now += by
        self.sandbox.forward(by.total_seconds())

    @property
    def zhang(self) -> str:
        return self.sandbox.openid("张三")

    def heard(self, key: str, kind: str = MESSAGE) -> None:
        """Zhang wrote, or pressed a button; the platform knows it too."""
        if kind == MESSAGE:
            self.sandbox.say("您好")
        with self.app.store.write() as work:
            work.heard.keep([Hear(key, self.zhang, kind, "")], self.now)

    def add(self, text: str, about: str = ABOUT) -> None:
        with self.app.store.write() as work:
            work.notices.add(self.zhang, text, about=about, now=self.now)

    def states(self, about: str = ABOUT) -> list[State]:
        return [notice.state for notice in self.notices(about)]

    def notices(self, about: str = ABOUT) -> list[Notice]:
        with self.app.store.read() as work:
            return work.notices.about(about)

    def seen(self) -> list[str]:
        return self.sandbox.told("张三")


@pytest.fixture
def counter(tmp_path: Path, address: str) -> Iterator[Counter]:
    offset = NOW.timestamp() - datetime.now(UTC).timestamp()
    with Sandbox(
        tmp_path / "wechat.db", clock_offset=offset, app_id=APP_ID, secret=SECRETS["WECHAT_SECRET"]
    ) as sandbox:
        settings = write_settings(tmp_path, database=address, wechat=sandbox.url)
        app = App.open(settings, clock=lambda: made.now, environ=SECRETS)
        made = Counter(app, sandbox)
        sandbox.follow("张三")
        yield made
        app.close()


def test_who_wrote_within_two_days_is_told(counter: Counter) -> None:
    counter.heard("1")
    counter.add("您的留言已答复。")
    assert tell_due(counter.app) == 1
    assert tell_due(counter.app) == 0
    assert (counter.states(), counter.seen()) == ([State.SENT], ["您的留言已答复。"])


def test_after_two_days_or_five_messages_it_lapses_and_staff_see_why(counter: Counter) -> None:
    counter.heard("1")
    for number in range(6):
        counter.add(f"第{number}条")
    assert tell_due(counter.app) == 5
    assert counter.states() == [State.SENT] * 5 + [State.LAPSED]
    counter.heard("2")
    counter.later(timedelta(hours=48))
    counter.add("太晚了")
    assert tell_due(counter.app) == 0
    last = counter.notices()[-1]
    assert (last.state, "48 小时" in last.says) == (State.LAPSED, True)
    assert len(counter.seen()) == 5


def test_who_only_pressed_a_button_is_told_within_a_minute(counter: Counter) -> None:
    counter.heard("1", PRESS)
    counter.later(timedelta(seconds=61))
    counter.add("太晚了")
    tell_due(counter.app)
    assert counter.states() == [State.LAPSED]


def test_a_platform_that_cannot_now_is_asked_again_a_minute_later(counter: Counter) -> None:
    counter.heard("1")
    counter.add("您的留言已答复。")
    counter.sandbox.fault("code", "message/custom/send", code=45009)
    tell_due(counter.app)
    assert counter.states() == [State.DUE]
    assert tell_due(counter.app) == 0, "not at once"
    counter.later(timedelta(seconds=61))
    assert tell_due(counter.app) == 1
    assert counter.seen() == ["您的留言已答复。"]


def test_what_may_have_arrived_is_not_sent_again(counter: Counter) -> None:
    counter.heard("1")
    counter.add("您的留言已答复。")
    counter.sandbox.fault("lose_after", "message/custom/send")
    tell_due(counter.app)
    counter.later(timedelta(hours=1))
    tell_due(counter.app)
    assert counter.states() == [State.UNSURE]
    assert len(counter.seen()) == 1


def test_who_died_while_sending_leaves_it_unsure(counter: Counter) -> None:
    counter.heard("1")
    counter.add("您的留言已答复。")
    with counter.app.store.write() as work:
        (notice,) = work.notices.due(counter.now)
        assert work.notices.move(notice.id, State.DUE, State.BEGUN, now=counter.now)
        assert not work.notices.move(notice.id, State.DUE, State.BEGUN, now=counter.now), "only one takes it"
    counter.later(timedelta(minutes=6))
    look_after(counter.app)
    assert tell_due(counter.app) == 0
    assert (counter.states(), counter.seen()) == ([State.UNSURE], [])


def test_at_night_what_can_wait_waits_and_an_answer_does_not(counter: Counter) -> None:
    counter.later(timedelta(hours=14))  # 23:00 in Shanghai
    counter.heard("1")
    counter.add("您的留言已答复。")
    counter.add("查到了：…", about="")
    assert tell_due(counter.app) == 1
    assert (counter.states(), counter.seen()) == ([State.DUE], ["查到了：…"])
    counter.later(timedelta(hours=8, minutes=1))
    assert tell_due(counter.app) == 1


def test_at_night_what_could_not_be_told_in_the_morning_is_told(counter: Counter) -> None:
    counter.later(timedelta(hours=18))  # 3:00 in Shanghai
    counter.heard("1")
    counter.later(timedelta(hours=47))
    counter.add("您的留言已答复。")
    assert tell_due(counter.app) == 1


def test_of_who_left_nothing_is_known_but_that_somebody_was_told(counter: Counter) -> None:
    counter.heard("1")
    counter.add("已发出的")
    tell_due(counter.app)
    counter.add("还没发的")
    with counter.app.store.write() as work:
        work.notices.forget(counter.zhang, "对方已取消关注。", counter.now)
    assert tell_due(counter.app) == 0
    assert counter.states() == [State.SENT, State.LAPSED]
    with counter.app.store.read() as work:
        assert {(one.visitor, one.text) for one in work.notices.about(ABOUT)} == {("", "")}


def test_many_that_wait_for_the_morning_keep_nothing_from_going_out(counter: Counter) -> None:
    counter.later(timedelta(hours=14))  # 23:00 in Shanghai
    counter.heard("1")
    for number in range(100):
        counter.add(f"第{number}条")
    counter.add("查到了：…", about="")
    tell_due(counter.app)
    tell_due(counter.app)
    assert counter.seen() == ["查到了：…"]


def test_after_three_days_nobody_knows_who_was_told_what(counter: Counter) -> None:
    counter.heard("1")
    counter.add("您的留言已答复。")
    counter.add("查到了：…", about="")
    tell_due(counter.app)
    counter.later(timedelta(days=3, minutes=1))
    counter.add("还没发的")
    look_after(counter.app)
    with counter.app.store.read() as work:
        assert work.notices.about("") == []
        assert [(one.visitor, one.text) for one in work.notices.about(ABOUT)] == [("", ""), (counter.zhang, "还没发的")]
    assert counter.states() == [State.SENT, State.DUE]


def test_what_was_said_and_remembered_does_not_outlast_its_use(counter: Counter) -> None:
    """An application that is being filled in is remembered with the number of somebody's identity card."""
    counter.heard("1")
    with counter.app.store.write() as work:
        work.visitors.keep([(counter.zhang, Memory("application", "phone", {"identity_number": "…"}), 0)], counter.now)
    counter.later(timedelta(hours=23))
    look_after(counter.app)
    with counter.app.store.read() as work:
        known = work.heard.before([("1", counter.zhang)], counter.now)
    assert known.visitors[counter.zhang].memory.dialogue == "application"
    counter.later(timedelta(hours=1, minutes=1))
    look_after(counter.app)
    with counter.app.store.read() as work:
        known = work.heard.before([("1", counter.zhang)], counter.now)
    assert (set(known.answers), known.visitors) == ({"1"}, {})
    counter.later(timedelta(days=2))
    look_after(counter.app)
    with counter.app.store.read() as work:
        known = work.heard.before([("1", counter.zhang)], counter.now)
    assert (known.answers, known.visitors) == ({}, {})
