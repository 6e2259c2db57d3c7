"""The website leads to the pages where the public writes, once the settings say where they are, and not before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.actions.tidy import tidy
from bot.public.pages import PAGES
from tests.bot.office import Office, make_office
from tests.bot.public.stage import PUBLIC

HOME, ON_APPLYING = "index.html", "zfxxgk/ysqgk.html"


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Office]:
    office = make_office(tmp_path)
    tidy(office.app)
    yield office
    office.app.close()


def shown(office: Office, path: str) -> str:
    return (office.folder / "var/site" / path).read_text(encoding="utf-8")


def test_a_website_without_public_pages_has_no_links_to_them(closed: Office) -> None:
    assert "/hd/" not in shown(closed, HOME) + shown(closed, ON_APPLYING)


def test_every_page_leads_to_them_once_the_settings_say_where_they_are(closed: Office) -> None:
    closed.app.close()
    office = make_office(closed.folder, more=PUBLIC)
    tidy(office.app)
    home = shown(office, HOME)
    for page in PAGES.values():
        assert f'<a href="https://www.example.gov.cn{page.path}">{page.words}</a>' in home
    assert shown(office, ON_APPLYING).count(f'href="https://www.example.gov.cn{PAGES["依申请公开"].path}"') == 2
    office.app.close()
    closed.open()
