"""Reads the parts of the settings file, gathering every fault instead of stopping at the first."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.environment import Environment, secret_fields
from bot.faults import SettingsFaults, complaints, suggestion
from bot.settings_applications import ApplicationsEntry, OnApplications
from bot.settings_chat import Chat, Public
from bot.settings_chat_shape import ChatEntry, PublicEntry
from bot.settings_report import AnnualReport
from bot.settings_report_shape import ReportEntry
from bot.settings_shape import SECTIONS, ColumnEntry, OfficeEntry, Rest
from channels.registry import KINDS, settings_of
from channels.settings import ChannelSettings
from content.column import Column
from content.front import CHINESE as FIELDS
from content.lined import Fault, Lined
from content.lined import Path as Place
from content.people import ROLES

Model = TypeVar("Model", bound=BaseModel)
ADDRESSES = ("database", "engine")
CHANNEL_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")


class Reader:
    """One reading of one file. Each part is read on its own, so that one fault does not hide another.

    Raises SettingsFaults at once only where there is nothing to read.
    """

    def __init__(self, settings: Lined, environ: Mapping[str, str], folder: Path) -> None:
        self.settings = settings
        self.faults: list[Fault] = list(settings.faults)
        self.folder = folder
        self.raw: dict[str, Any] = settings.value if isinstance(settings.value, dict) else {}
        self.environment = Environment(settings, environ, demo=self.raw.get("demo") is True)
        if not isinstance(settings.value, dict):
            empty = Fault(1, "", "文件里没有设置；新建一套用 gongkai init 文件夹")
            raise SettingsFaults(self.faults or [empty])

    def rest(self) -> Rest | None:
        """Everything but the sections; also tells of unknown keys at the top."""
        known = [*Rest.model_fields, *SECTIONS]
        for key in self.raw:
            if key not in known:
                self._fault((key,), f"没有这个设置{suggestion(key, known)}")
        chosen = {key: self._filled_at_top(key) for key in self.raw if key in Rest.model_fields}
        return self._partly(Rest, chosen)

    def _filled_at_top(self, key: str) -> Any:
        value = self.raw[key]
        if key in ADDRESSES and isinstance(value, str):
            return self.environment.address(value, (key,))
        return self.environment.fill(value, (key,))

    def office(self) -> OfficeEntry | None:
        if "office" not in self.raw:
            self._fault((), "没有写 office（机关名称、统一社会信用代码）")
            return None
        return self._validated(OfficeEntry, self.raw["office"], ("office",))

    def columns(self) -> tuple[Column, ...]:
        entries = self._list("columns")
        read = [self._validated(ColumnEntry, entry, ("columns", place)) for place, entry in enumerate(entries)]
        self._no_doubles("columns", [(entry.name if entry else "", "name") for entry in read])
        self._no_doubles("columns", [(entry.slug if entry else "", "slug") for entry in read])
        return tuple(Column(**entry.model_dump()) for entry in read if entry)

    def channels(self) -> dict[str, ChannelSettings]:
        entries = self.raw.get("channels") or {}
        if not isinstance(entries, dict) or not entries:
            self._fault(("channels",), "至少要有一个渠道，写作 website: {kind: static, …}")
            return {}
        read = {name: self._channel(name, entry) for name, entry in entries.items()}
        return {name: channel for name, channel in read.items() if channel}

    def applications(self) -> OnApplications:
        path = ("applications",)
        entry = self._validated(ApplicationsEntry, self.raw.get("applications") or {}, path) or ApplicationsEntry()
        if entry.letters and not (self.folder / entry.letters).is_dir():
            self._fault((*path, "letters"), f"找不到文件夹 {entry.letters}")
        return entry.value(self.folder)

    def chat(self, channels: Mapping[str, ChannelSettings], columns: Sequence[Column]) -> Chat:
        entry = self._validated(ChatEntry, self.raw.get("chat") or {}, ("chat",)) or ChatEntry()
        talking = [name for name, channel in channels.items() if channel.talks]
        if entry.channel and entry.channel not in talking:
            near = suggestion(entry.channel, talking)
            self._fault(("chat", "channel"), f"没有叫“{entry.channel}”、能和公众对话的渠道{near}")
        elif "chat" in self.raw and not entry.channel and len(talking) > 1:
            self._fault(("chat",), f"能和公众对话的渠道有{'、'.join(talking)}，请写明 channel 是哪一个")
        names = [column.name for column in columns]
        if entry.answers_column and entry.answers_column not in names:
            near = suggestion(entry.answers_column, names)
            self._fault(("chat", "answers_column"), f"没有“{entry.answers_column}”这个栏目{near}")
        return entry.value(entry.channel or (talking[0] if len(talking) == 1 else ""))

    def public(self, chat: Chat) -> Public:
        entry = self._validated(PublicEntry, self.raw.get("public") or {}, ("public",)) or PublicEntry()
        for place, section in enumerate(chat.menu if not entry.base_url else ()):
            if any(button.page for button in (section, *section.buttons)):
                self._fault(("chat", "menu", place), "按钮要打开公众页面（page），须先在 public 里写 base_url")
        return entry.value()

    def report(self, rest: Rest | None, columns: Sequence[Column]) -> AnnualReport:
        raw = self.raw.get("report") or {}
        entry = self._validated(ReportEntry, raw, ("report",)) or ReportEntry()
        known = rest.media if rest else tuple(entry.media)
        for medium in (name for name in entry.media if name not in known):
            self._fault(("report", "media", medium), f"载体“{medium}”没有列在 media 里{suggestion(medium, known)}")
        names = [column.name for column in columns]
        if isinstance(raw, dict) and "column" in raw and entry.column not in names:
            near = suggestion(entry.column, names)
            self._fault(("report", "column"), f"没有“{entry.column}”这个栏目{near}")
        return entry.value(self.folder)

    def cross_check(self, rest: Rest | None) -> None:
        """What one part says of another: media, channels of columns, order between channels, roles."""
        self._check_references(rest)
        self._check_order()
        self._check_roles(rest)
        told = {(fault.line, fault.key) for fault in self.environment.faults}
        others = [fault for fault in self.faults if (fault.line, fault.key) not in told]
        self.faults = [*others, *self.environment.faults]

    def _channel(self, name: str, entry: Any) -> ChannelSettings | None:
        path = ("channels", name)
        if not CHANNEL_NAME.fullmatch(name) or name in FIELDS:
            self._fault(path, "渠道名用小写英文字母、数字、- 和 _，以字母开头，且不能和稿件字段同名")
        if not isinstance(entry, dict):
            self._fault(path, "应是一组“名称: 值”，其中必须有 kind 和 medium")
            return None
        kind = entry.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            near = suggestion(str(kind), KINDS) or f"，可用的有：{'、'.join(KINDS)}"
            self._fault((*path, "kind"), f"没有“{kind}”这种渠道{near}" if kind else "没有写 kind（渠道种类）")
            return None
        read = self._validated(settings_of(kind), entry, path)
        if not isinstance(read, ChannelSettings):
            return None
        channel = self._with_absolute_paths(read)
        for place, says in channel.faults():
            self._fault((*path, *place), says)
        return channel

    def _with_absolute_paths(self, channel: ChannelSettings) -> ChannelSettings:
        values = {name: getattr(channel, name) for name in type(channel).model_fields}
        paths = {name: self.folder / value for name, value in values.items() if isinstance(value, Path)}
        return channel.model_copy(update=paths)

    def _validated(self, model: type[Model], entry: Any, path: Place) -> Model | None:
        filled = self.environment.fill(entry, path, secret_fields(model))
        try:
            return model.model_validate(filled)
        except ValidationError as error:
            self.faults += complaints(error, model, self.settings, path)
            return None

    def _partly(self, model: type[Model], entry: dict[str, Any]) -> Model | None:
        """What is wrong is told and then left to its default, so that the rest can still be looked at."""
        try:
            return model.model_validate(entry)
        except ValidationError as error:
            self.faults += complaints(error, model, self.settings, ())
            wrong = {detail["loc"][0] for detail in error.errors() if detail["loc"]}
        good = {key: value for key, value in entry.items() if key not in wrong}
        try:
            return model.model_validate(good)
        except ValidationError:
            return None

    def _no_doubles(self, key: str, words: Sequence[tuple[str, str]]) -> None:
        for (first, one), (second, other) in combinations(enumerate(words), 2):
            if one[0] and one == other:
                line = self.settings.line(key, first)
                self._fault((key, second, other[1]), f"“{other[0]}”与第{line}行的重复")

    def _check_references(self, rest: Rest | None) -> None:
        channels = self._names("channels")
        for place, entry in enumerate(self._list("columns")):
            self._known(("columns", place, "channels"), entry, channels, "没有叫“{}”的渠道")
        for name in channels:
            entry = self.raw["channels"][name]
            self._known(("channels", name, "after"), entry, channels, "没有叫“{}”的渠道")
            if rest and rest.media and isinstance(entry, dict):
                self._known(("channels", name, "medium"), entry, rest.media, "载体“{}”没有列在 media 里")

    def _known(self, path: Place, entry: Any, known: Sequence[str], says: str) -> None:
        value = entry.get(str(path[-1])) if isinstance(entry, dict) else None
        for place, word in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(word, str) and word not in known:
                where = (*path, place) if isinstance(value, list) else path
                self._fault(where, says.format(word) + suggestion(word, known))

    def _check_order(self) -> None:
        waits = {name: self._after(name) for name in self._names("channels")}
        for name in waits:
            if name in _reached(name, waits):
                self._fault(("channels", name, "after"), "渠道之间互相等待，谁也发不出去；请去掉其中一个 after")

    def _after(self, name: str) -> list[str]:
        entry = self.raw["channels"][name]
        after = entry.get("after") if isinstance(entry, dict) else None
        return [word for word in after if isinstance(word, str)] if isinstance(after, list) else []

    def _check_roles(self, rest: Rest | None) -> None:
        for key in ("review", "emergency"):
            if rest is not None and key in self.raw:
                self._known((key,), {key: list(getattr(rest, key))}, ROLES, "没有“{}”这个角色")
        if rest is not None:
            path = ("console", "second_step")
            self._known(path, {path[-1]: list(rest.console.second_step)}, ROLES, "没有“{}”这个角色")

    def _list(self, key: str) -> list[Any]:
        value = self.raw.get(key)
        return value if isinstance(value, list) else []

    def _names(self, key: str) -> list[str]:
        value = self.raw.get(key)
        return list(value) if isinstance(value, dict) else []

    def _fault(self, path: Place, says: str) -> None:
        self.faults.append(self.settings.fault(path, says))


def _reached(start: str, waits: Mapping[str, Sequence[str]]) -> set[str]:
    """Every channel that `start` waits for, directly or through others."""
    reached: set[str] = set()
    ahead = list(waits[start])
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += waits.get(name, ())
    return reached
