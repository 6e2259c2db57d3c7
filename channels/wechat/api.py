"""The platform's calls as far as we use them: a thin client of our own.

Ids stay as the platform wrote them but always as text; an absent errcode is success; a refused token is renewed
once and the call repeated once, never more. Source: 公众号 API pages (draft, freepublish, material, mass, custommenu,
customer, leaving, media; 网页授权).
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from channels.channel import Clock
from channels.errors import Misconfigured, TryLater
from channels.http import Answer, Call, Caller
from channels.wechat.answers import FINAL, OAUTH, STALE_TOKEN, broken, code_of, error_of, unknown
from channels.wechat.quotas import DAILY, SENDS_USED_UP, USED_UP, Quotas
from channels.wechat.settings import Settings
from channels.wechat.tokens import Tokens
from content.shelf import Shelf

PLATFORM = "微信公众平台"
GETS = frozenset({"draft/count", "menu/delete", "get_current_selfmenu_info", "media/get"})
# Answered with the bytes themselves; JSON is a refusal, or what there is instead.
BYTES = frozenset({"media/get"})
TEXTS = ("application/json", "text/")
UPLOAD_SECONDS = 60
JSON = {"Content-Type": "application/json; charset=utf-8"}

Reply = Mapping[str, Any]
Fence = Callable[[], None]
"""Called just before a request goes out; raises `Late` when it may not."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture on its way: the name tells the platform the type, the bytes must agree."""

    name: str
    content: bytes
    media_type: str


class Api:
    """One account at one address. May be shared by threads."""

    def __init__(self, settings: Settings, shelf: Shelf, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._caller = Caller(settings.api_base, who=PLATFORM, seconds=settings.call_seconds)
        # The address is part of the name: a sandbox's tokens and uploads are worth nothing elsewhere.
        self.prefix = f"wechat:{settings.app_id}@{urlsplit(settings.api_base).netloc}"
        self.quotas = Quotas(shelf, self.prefix, account=settings.account, on=settings.quotas)
        self._tokens = Tokens(shelf, self.prefix, clock, self._fetch_token)

    def call(
        self, name: str, body: Reply | None = None, *, fence: Fence | None = None, accept: Collection[int] = ()
    ) -> Reply:
        """`draft/add` and its like, with a JSON body. Returns the answer; codes in `accept` come back as answers.

        Raises what `answers` says of any other code, `TryLater` or `Unconfirmed` when the wire breaks.
        """
        content = None if name in GETS else json.dumps(body or {}, ensure_ascii=False).encode()
        call = Call("GET" if name in GETS else "POST", f"/cgi-bin/{name}", {}, content, JSON, final=name in FINAL)
        return self._with_token(name, call, fence, accept)

    def download(self, name: str, **params: str) -> tuple[Answer, Reply]:
        """A call that is answered with bytes; the reply is empty then, and what the platform says instead otherwise."""
        seconds = max(UPLOAD_SECONDS, self._settings.call_seconds)
        return self._exchange(name, Call("GET", f"/cgi-bin/{name}", params, seconds=seconds), None, ())

    def visitor_of(self, code: str) -> Reply:
        """What stands behind the code of 网页授权. It has a secret of its own and no access token."""
        params = {
            "appid": self._settings.app_id,
            "secret": self._settings.secret.reveal(),
            "code": code,
            "grant_type": "authorization_code",
        }
        reply = _read(OAUTH, self._caller.ask(Call("GET", f"/{OAUTH}", params)))
        if code_of(reply):
            raise error_of(OAUTH, reply, self._clock())
        return reply

    def upload(self, name: str, picture: Upload, **params: str) -> Reply:
        """A multipart call with one file in the field `media`."""
        files = {"media": (picture.name, picture.content, picture.media_type)}
        seconds = max(UPLOAD_SECONDS, self._settings.call_seconds)
        return self._with_token(name, Call("POST", f"/cgi-bin/{name}", params, files=files, seconds=seconds), None, ())

    def token(self) -> None:
        """Whether a token can be had. Raises `ChannelError`."""
        self._tokens.current()

    def close(self) -> None:
        self._caller.close()

    def _with_token(self, name: str, call: Call, fence: Fence | None, accept: Collection[int]) -> Reply:
        return self._exchange(name, call, fence, accept)[1]

    def _exchange(self, name: str, call: Call, fence: Fence | None, accept: Collection[int]) -> tuple[Answer, Reply]:
        token = self._tokens.current()
        answer, reply = self._once(name, call, token, fence)
        if code_of(reply) in STALE_TOKEN:
            # The platform refused before doing anything, so even a final call may be repeated – once.
            answer, reply = self._once(name, call, self._tokens.after(token), fence)
        code = code_of(reply)
        if code == 0 or code in accept:
            return answer, reply
        if code in {USED_UP, SENDS_USED_UP}:
            self.quotas.used_up(name, code, self._clock())
        raise error_of(name, reply, self._clock(), monthly=self._settings.account == "service")

    def _once(self, name: str, call: Call, token: str, fence: Fence | None) -> tuple[Answer, Reply]:
        if name in DAILY:
            self.quotas.spend(name, self._clock())
        if fence is not None:
            fence()
        params = {"access_token": token, **call.params}
        answer = self._caller.ask(replace(call, params=params))
        return answer, _read(name, answer)

    def _fetch_token(self, force: bool) -> dict[str, Any]:
        body = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.secret.reveal(),
            "force_refresh": force,
        }
        content = json.dumps(body).encode()
        reply = _read("stable_token", self._caller.ask(Call("POST", "/cgi-bin/stable_token", {}, content, JSON)))
        if code_of(reply) == 40001:
            raise Misconfigured("AppSecret 不对：请核对，必要时在微信开发者平台重置后更新环境变量。")
        if code_of(reply):
            raise error_of("stable_token", reply, self._clock())
        if not reply.get("access_token"):
            raise TryLater("微信公众平台没有给出访问令牌", when="稍后", wait=timedelta(minutes=1))
        return dict(reply)


def _read(name: str, answer: Answer) -> Reply:
    evidence = {"call": name, "http": str(answer.status)}
    if answer.status >= 500:
        raise broken(name, answer.status, evidence)
    if answer.status != 200:
        raise unknown(name, f"HTTP {answer.status}", evidence)
    if name in BYTES and not answer.media_type.startswith(TEXTS):
        return {}
    try:
        reply = answer.json()
    except ValueError:
        raise unknown(name, "不是 JSON", evidence) from None
    if not isinstance(reply, dict):
        raise unknown(name, "不是 JSON 对象", evidence)
    return reply


def text(reply: Reply, name: str) -> str:
    """An id or address as text, empty where there is none: the platform writes ids as numbers or as texts."""
    value = reply.get(name)
    return "" if value is None else str(value).strip()
