"""The search as the doors ask it, over what the office published."""

from bot.actions.publish import publish
from bot.actions.tidy import tidy
from bot.views.search import search
from tests.bot.office import Office


def published(office: Office, ref: str) -> str:
    publish(office.app, "周八", ref, now=office.now)
    tidy(office.app)
    return ref


def test_what_is_public_is_found_with_its_address(office: Office) -> None:
    ref = published(office, office.approved(office.item("关于开展安全生产检查的通知")))
    (hit,) = search(office.app, "安全生产").hits
    assert (hit.ref, hit.title, hit.column) == (ref, "关于开展安全生产检查的通知", "通知公告")
    assert hit.url.startswith("https://www.example.gov.cn/tzgg/")
    assert hit.published_at == office.now
