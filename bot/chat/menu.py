"""The menu the settings describe, as the account is to have it."""

from bot.public.pages import address
from bot.settings import Settings
from bot.settings_chat import MenuButton
from channels.talking import Button


def buttons(settings: Settings, base: str) -> list[Button]:
    """`base`: the address of the public pages ("" = none; buttons that would open one are then left out)."""
    return [_button(one, base) for one in settings.chat.menu if _leads_somewhere(one, base)]


def _button(one: MenuButton, base: str) -> Button:
    inner = tuple(_button(inner, base) for inner in one.buttons if _leads_somewhere(inner, base))
    return Button(one.name, key=one.key, url=address(base, one.page) if one.page else one.url, buttons=inner)


def _leads_somewhere(one: MenuButton, base: str) -> bool:
    inner = any(_leads_somewhere(inner, base) for inner in one.buttons)
    return bool(one.key or one.url or (one.page and base) or inner)
