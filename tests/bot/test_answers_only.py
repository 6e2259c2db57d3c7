"""An account that may answer, and tell nothing afterwards (未认证), promises nothing it cannot keep."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions.answer_letter import answer
from bot.actions.leave_letter import leave
from bot.actions.tell import tell_due
from bot.app import App
from bot.chat.answering import Answering
from bot.chat.said import Kind, Said
from bot.chat.ticket import Message, Ticket
from bot.views.inbox import one
from content.letters import about
from content.people import Person
from content.telling import MESSAGE
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.letters.mailroom import DRAFT

NOW = datetime(2026, 3, 4, 15, tzinfo=UTC)  # 23:00 in Shanghai, in the quiet hours


@pytest.fixture
def app(tmp_path: Path, address: str) -> Iterator[App]:
    settings = write_settings(tmp_path, database=address)
    text = settings.read_text(encoding="utf-8").replace("verified: true, send_as: publish", "send_as: draft")
    settings.write_text(text, encoding="utf-8")
    with App.open(settings, clock=lambda: NOW, environ=SECRETS) as made:
        with made.store.write() as work:
            work.people.add(Person("冯一", "综合办公室", frozenset({"信箱员"})), NOW)
        yield made


def says(app: App, *words: str) -> str:
    """The answer to the last of them."""
    answering = Answering(app, lambda reply: [reply.plain])
    answers = [
        answering.alone(Ticket(Message(text, DRAFT.visitor, MESSAGE, Said(kind=Kind.TEXT, at=NOW, text=text))))
        for text in words
    ]
    return answers[-1]


def test_who_left_a_letter_is_told_to_ask_and_not_that_they_will_be_told(app: App) -> None:
    received = says(app, "留言", "幸福路的路灯坏了三天了。", "写完了", "2", "跳过", "不同意", "提交")
    assert "留言已收到" in received
    assert "看答复；编号请记下。" in received
    assert "告诉您" not in received
    assert "48 小时" not in received


def test_staff_are_told_that_the_writer_has_to_ask(app: App) -> None:
    says(app, "您好")
    with app.store.write() as work:
        number = leave(work, app.settings, DRAFT, now=NOW)
    assert answer(app, "冯一", number, "路灯已修好。", now=NOW).telling == ()
    assert one(app, "冯一", number, now=NOW).reach.left == 0
    assert tell_due(app) == 0
    with app.store.read() as work:
        told = work.notices.about(about(number))
    assert [notice.says for notice in told] == ["公众号没有认证，微信不允许主动发消息。对方可凭编号查询。"]
