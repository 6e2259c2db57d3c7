"""A mapping tried without a call: the requests that it comes to, as they would go out, secrets masked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from channels.channel import Clock
from channels.cms.trial import Planned
from channels.errors import ChannelError, Misconfigured
from channels.http import Answer
from channels.rest.auth import Auth
from channels.rest.compiled import Compiled, Described
from channels.rest.credentials import auth_of
from channels.rest.line import Line
from channels.rest.mapping import Setting
from channels.rest.reading import MappingFaults, place_of, read
from channels.rest.requests import Request
from channels.rest.samples import about, stands_for
from channels.rest.settings import Settings
from channels.rest.shown import request_text
from channels.rest.steps import Step
from content.secret import MASK

WORDS: Mapping[str, str] = {
    "check": "检查账号",
    "find": "按编号找稿件",
    "column": "找栏目",
    "find_file": "找附件",
    "upload": "上传附件",
    "create": "新增稿件",
    "read": "读回稿件",
    "undo": "收回编号不对的新增",
    "update": "更正",
    "withdraw": "撤回",
}
SAMPLE_ADDRESS = "https://www.example.gov.cn"


def of_file(named: str, clock: Clock) -> list[Planned]:
    """Of a mapping that no channel uses yet: `__app_id__` stands for what the settings will say.

    Raises Misconfigured with every fault of it.
    """
    try:
        described = read(place_of(named))
    except MappingFaults as error:
        raise Misconfigured(f"映射写得不对：\n{error}") from None
    mapping = described.mapping
    settings = Settings.model_validate(
        {
            "kind": "rest",
            "medium": mapping.name,
            "address": SAMPLE_ADDRESS,
            "mapping": named,
            "who": mapping.name,
            "config": {name: _stand_in(name, setting) for name, setting in mapping.config.items()},
            "secrets": dict.fromkeys(mapping.secrets, MASK),
        }
    )
    return planned(described, settings, clock)


def planned(described: Described, settings: Settings, clock: Clock) -> list[Planned]:
    """What each operation would send of a sample item; `__id__` stands for what an answer would give."""
    return list(_Plan(described, settings, clock).requests())


class _Plan:
    def __init__(self, described: Described, settings: Settings, clock: Clock) -> None:
        self._described, self._settings = described, settings
        self._line = _Unspoken(described, settings, clock)
        self._secrets = [secret.reveal() for secret in settings.secrets.values()]
        self._auth = auth_of(described.mapping.auth, described.auth, self._line)
        self._exchange = self._line.exchange()

    def requests(self) -> Iterator[Planned]:
        login = getattr(self._described.mapping.auth, "steps", ())
        yield from self._of("登录", list(zip(self._described.sign_in, login, strict=True)), {})
        names = about(self._described, self._settings, self._line.names())
        for op in filter(self._described.ops.__contains__, WORDS):
            steps = list(zip(self._described.ops[op], getattr(self._described.mapping.ops, op), strict=True))
            ways = [one for way in names[op] for one in self._of(WORDS[op], steps, way, self._auth)]
            # What is the same in every way is shown once.
            yield from dict.fromkeys(ways)

    def _of(
        self, what: str, steps: Sequence[tuple[Compiled, Step]], about: Mapping[str, Any], auth: Auth | None = None
    ) -> Iterator[Planned]:
        taken = {name: stands_for(name) for _, said in steps for name in (*said.take, *said.make)}
        for step, said in steps:
            # While somebody signs in, the session is what these steps took.
            names = {**taken, **self._line.names(), "session": auth.begin() if auth else taken, **about}
            yield Planned(what, said.if_ or "", self._text(step, names, auth))

    def _text(self, step: Compiled, names: Mapping[str, Any], auth: Auth | None) -> str:
        try:
            request = self._exchange.written(step, names)
            request = auth.finish(request) if auth else request
        except ChannelError as error:
            return f"写不出来：{error.says}"
        return request_text(request, self._settings.address, step.encoding, self._secrets)


class _Unspoken(Line):
    """Nobody is called."""

    def __init__(self, described: Described, settings: Settings, clock: Clock) -> None:
        super().__init__(described, settings, clock, _NoWire())
        self._taken = [name for step in described.sign_in for name in (*step.take, *step.make)]

    def sign_in(self) -> Mapping[str, Any]:
        return {name: stands_for(name) for name in self._taken}


class _NoWire:
    """Implements `channels.rest.exchange.Wire` for who must not call."""

    def wait(self) -> None:
        """Nothing is called."""

    def send(self, request: Request, *, final: bool, encoding: str) -> Answer:
        raise AssertionError("a dry run makes no call")

    def forget(self) -> None:
        """There is nothing to forget."""


def _stand_in(name: str, setting: Setting) -> str | bool:
    if setting.default is not None:
        return setting.default if isinstance(setting.default, bool) else str(setting.default)
    return True if setting.form == "switch" else "1" if setting.form == "number" else stands_for(name)
