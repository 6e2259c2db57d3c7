"""The menu: as the settings have it, as the account has it, and what differs, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.actions.finding import talker
from bot.actions.refusals import in_words
from bot.chat.menu import buttons
from channels.talking import Button

if TYPE_CHECKING:
    from bot.app import App

ADDED, REMOVED, CHANGED, RENAMED, MOVED = "新增", "去掉", "改动", "改名", "移动"


@dataclass(frozen=True, slots=True)
class Difference:
    """What pushing would do to a button, by its `path` (`信息公开 › 最新公开`)."""

    kind: str
    path: str
    says: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A button in its place: `above` is the name of the button that holds it."""

    button: Button
    above: str
    at: int

    @property
    def path(self) -> str:
        return f"{self.above} › {self.button.name}" if self.above else self.button.name


def wanted(app: "App") -> list[Button]:
    """As the settings describe it."""
    return buttons(app.settings, app.settings.public.base_url)


def shown(app: "App") -> list[Button]:
    """As the account has it, asked now. Raises CannotDo where it cannot be asked."""
    account = talker(app)[1]
    with in_words():
        return account.menu()


def differences(app: "App") -> list[Difference]:
    """What `menu push` would change, in the order of the menu; empty = nothing, as without a menu in the settings."""
    new = wanted(app)
    return compared(new, shown(app)) if new else []


def compared(new: Sequence[Button], old: Sequence[Button]) -> list[Difference]:
    """Buttons are the same by name and place, else by name, else by what they do."""
    after, before = list(_spots(new)), list(_spots(old))
    pairs = _pairs(after, before)
    former = {one.button.name: was.button.name for one in after if not one.above and (was := pairs.get(id(one)))}
    found = [
        _difference(one, pairs.get(id(one)), former.get(one.above, one.above), _stays(new, old, one, former))
        for one in after
    ]
    kept = {id(one) for one in pairs.values()}
    gone = [Difference(REMOVED, one.path, does(one.button)) for one in before if id(one) not in kept]
    return [*(one for one in found if one is not None), *gone]


def does(button: Button) -> str:
    """What pressing it does, in words."""
    if button.buttons:
        return f"展开 {len(button.buttons)} 个下级按钮"
    if button.url:
        return f"打开 {button.url}"
    return f"进入对话：{button.key}" if button.key else f"公众号自己的按钮：{button.own}"


def _spots(menu: Sequence[Button], above: str = "") -> Iterator[Spot]:
    for at, button in enumerate(menu, 1):
        yield Spot(button, above, at)
        yield from _spots(button.buttons, button.name)


def _pairs(after: Sequence[Spot], before: Sequence[Spot]) -> dict[int, Spot]:
    """By the new spot's identity, the old one that it was."""
    pairs: dict[int, Spot] = {}
    free = list(before)
    for same in (_same_place, _same_name, _same_deed):
        for one in after:
            was = next((other for other in free if same(one, other)), None) if id(one) not in pairs else None
            if was is not None:
                pairs[id(one)] = was
                free.remove(was)
    return pairs


def _same_place(one: Spot, other: Spot) -> bool:
    return one.path == other.path


def _same_name(one: Spot, other: Spot) -> bool:
    return one.button.name == other.button.name


def _same_deed(one: Spot, other: Spot) -> bool:
    if one.button.buttons or other.button.buttons:
        return bool(one.button.buttons) and one.button.buttons == other.button.buttons
    return _deed(one.button) == _deed(other.button)


def _deed(button: Button) -> tuple[str, str, str]:
    return button.key, button.url, button.own


def _stays(new: Sequence[Button], old: Sequence[Button], spot: Spot, former: Mapping[str, str]) -> bool:
    """Whether it keeps its order among the siblings that were there before; `former` names by new ones."""
    after, before = _siblings(new, spot.above), _siblings(old, former.get(spot.above, spot.above))
    both_after = [name for name in after if name in before]
    both_before = [name for name in before if name in after]
    blocks = SequenceMatcher(None, both_after, both_before, autojunk=False).get_matching_blocks()
    kept = {name for block in blocks for name in both_after[block.a : block.a + block.size]}
    return spot.button.name in kept or spot.button.name not in before


def _siblings(menu: Sequence[Button], above: str) -> list[str]:
    if not above:
        return [button.name for button in menu]
    return [inner.name for button in menu if button.name == above for inner in button.buttons]


def _difference(one: Spot, was: Spot | None, above: str, stays: bool) -> Difference | None:
    """`above`: the name that what is above it had before."""
    if was is None:
        return Difference(ADDED, one.path, does(one.button))
    said = []
    if one.button.name != was.button.name:
        said.append((RENAMED, f"原名“{was.button.name}”"))
    if bool(one.button.buttons) != bool(was.button.buttons) or _deed(one.button) != _deed(was.button):
        said.append((CHANGED, f"原来{does(was.button)}，改为{does(one.button)}"))
    if above != was.above:
        said.append((MOVED, f"原来在{f'“{was.above}”下' if was.above else '一级菜单'}"))
    elif not stays:
        said.append((MOVED, f"从第 {was.at} 个移到第 {one.at} 个"))
    return Difference(said[0][0], one.path, "；".join(says for _, says in said)) if said else None
