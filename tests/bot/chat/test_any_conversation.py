"""Whatever is said in whatever order: an answer, nothing lost that was not handed in, and a memory that stays small."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.chat.conversation import answer
from bot.chat.dialogue import Known, Turn
from bot.chat.dialogues.words import SPELLINGS, Command
from bot.chat.doings.every import DOINGS
from bot.chat.hearing import Hearing
from bot.chat.running import Running
from bot.chat.said import Kind, Said
from bot.chat.wechat_words import in_messages
from content.people import Person
from content.visitors import NOTHING, Memory
from tests.bot.chat.conftest import published, talking

NOW = datetime(2025, 3, 4, 1, 0, tzinfo=UTC)
COMMANDS = [word for command in Command for word in SPELLINGS[command].split()]
ANSWERS = [
    "1", "2", "5", "９", "同意", "不同意", "在这里填", "都不是", "继续", "13800138000", "110101199003071233",
    "张三", "邮寄", "12345678", "停水通知",
]  # fmt: skip
OF_STAFF = [
    "投稿", "继续", "完成", "修改", "看稿", "重写", "删1", "改1，另一段", "标题 通知", "栏目", "日期", "概述",
    "①", "今天", "0",
    "待审", "看1", "通过1", "退回1 请核对", "发布1", "进度", "统计", "待上传", "领取1", "确认", "放弃1", "信箱",
    "办公", "绑定",
    "看信12345678", "答复12345678 好", "改稿2025-00001",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(COMMANDS), st.sampled_from(ANSWERS), st.text(max_size=60), st.just("长" * 700))
DEGREES = st.one_of(st.none(), st.floats(-180, 180, allow_nan=False))
SAID = st.builds(
    Said, kind=st.sampled_from([Kind.TEXT] * 8 + list(Kind)), at=st.just(NOW), text=TEXTS,
    url=st.sampled_from(["", "https://www.example.gov.cn/"]), media=st.sampled_from(["", "sample-media"]),
    latitude=DEGREES, longitude=DEGREES,
)  # fmt: skip


def typed(text: str) -> Said:
    return Said(kind=Kind.TEXT, at=NOW, text=text)


MOST_REMEMBERED = 40_000
"""Characters of JSON: a letter of the greatest length, and what goes with it."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("office")
    office = talking(folder)
    for number in range(7):
        published(office, f"停水通知第{number}号")
    yield office.app
    office.app.close()


def spoken(app: App, said: list[Said], visitor: str, person: Person | None = None) -> None:
    memory: Memory = NOTHING
    for place, one in enumerate(said):
        now = NOW + timedelta(minutes=place)
        known = Known(now, memory, app.settings, app.calendar, person)
        turn = turned(Running(answer(one, known), DOINGS), app, visitor, now)
        assert turn.reply or one.kind is Kind.LEFT
        assert len(in_messages(turn.reply)) <= 2
        written = json.dumps(dict(turn.memory.facts), ensure_ascii=False)
        assert len(written) < MOST_REMEMBERED
        memory = Memory(turn.memory.dialogue, turn.memory.step, json.loads(written), now)


def turned(running: Running, app: App, visitor: str, now: datetime) -> Turn:
    running.do(Hearing(app, visitor, now))
    with app.store.write() as work:
        return running.change(Hearing(app, visitor, now, work))


@settings(max_examples=150)
@given(said=st.lists(SAID, max_size=14), visitor=st.integers(0, 10**9))
def test_any_conversation_is_answered(app: App, said: list[Said], visitor: int) -> None:
    spoken(app, said, f"oVisitor{visitor}")


@settings(max_examples=150)
@given(said=st.lists(st.one_of(SAID, st.builds(typed, st.sampled_from(OF_STAFF))), max_size=20))
@pytest.mark.parametrize("name", ["张三", "吴十一"])
def test_any_conversation_of_staff_is_answered(app: App, name: str, said: list[Said]) -> None:
    with app.store.write() as work:
        work.bindings.bind(f"oStaff{name}", name, NOW)
        person = work.people.get(name)
    spoken(app, said, f"oStaff{name}", person)
