"""An office that is talked to: hours, rules and public pages; what is public is for each test to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from tests.bot.chat.door_office import SECRETS, write_settings
from tests.bot.chat.house import House
from tests.bot.chat.story import Talk
from tests.bot.office import PEOPLE, Office, make_office

CHAT = """\
chat:
  help: 急事请拨打 0000-00000000。
  office_hours: [8:30-12:00, 14:30-18:00]
  quiet_hours: 22:00-7:00
  answer_days: 5
  keywords:
    - {words: [怎么去, 在哪], reply: 示范市示范路1号。, link: "https://www.example.gov.cn/dt"}
    - {words: 上班, exact: true, reply: 工作日上班。}
  menu:
    - {name: 留言, key: 留言}
public: {base_url: "https://hd.example.gov.cn"}
"""


def talking(folder: Path, more: str = CHAT, database: str = "sqlite:///var/gongkai.db") -> Office:
    office = make_office(folder, database=database, more=more)
    office.register({**PEOPLE, "吴十一": {"信箱员"}})
    return office


def published(office: Office, title: str) -> str:
    """The item's ref; it is on the website now."""
    return office.put_out(office.approved(office.item(title)), to=["website"])


@pytest.fixture
def talk(folder: Path) -> Iterator[Talk]:
    """On a Tuesday at nine; nothing is published yet."""
    office = talking(folder)
    yield Talk(office)
    office.app.close()


@pytest.fixture
def talk_on_both(tmp_path: Path, address: str) -> Iterator[Talk]:
    """As `talk`, on SQLite and on PostgreSQL."""
    office = talking(tmp_path, database=address)
    yield Talk(office)
    office.app.close()


@pytest.fixture
def house(tmp_path: Path, address: str) -> Iterator[House]:
    app = App.open(write_settings(tmp_path, database=address), clock=lambda: made.now, environ=SECRETS)
    made = House(app)
    made.hold.set()
    yield made
    app.close()
