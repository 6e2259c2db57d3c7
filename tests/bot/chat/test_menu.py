"""The menu of the settings, as the account is to have it."""

from pathlib import Path

from bot.chat.menu import buttons
from bot.public.pages import PAGES
from bot.settings import Settings
from channels.talking import Button
from tests.bot.test_settings import WHOLE, read
from tests.bot.test_settings_chat import CHAT


def settings(folder: Path) -> Settings:
    return read(folder, WHOLE + CHAT)


def test_keys_and_addresses_are_taken_as_they_are_and_pages_get_theirs(tmp_path: Path) -> None:
    first, second = buttons(settings(tmp_path), "https://hd.example.gov.cn")
    assert first == Button(
        "信息公开",
        buttons=(
            Button("公开指南", url="https://www.example.gov.cn/zn"),
            Button("我要留言", url=f"https://hd.example.gov.cn{PAGES['留言'].path}"),
        ),
    )
    assert second == Button("留言", key="留言")


def test_without_public_pages_nothing_leads_to_one(tmp_path: Path) -> None:
    first, _ = buttons(settings(tmp_path), "")
    assert first.buttons == (Button("公开指南", url="https://www.example.gov.cn/zn"),)
