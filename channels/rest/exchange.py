"""Runs steps: rendered, signed, sent, judged, taken. Where each error may come from is told by the step's place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from channels.cms.document import Fence
from channels.errors import Late, Misconfigured, NotSent, Refused, Unconfirmed
from channels.http import Answer
from channels.rest.auth import Auth
from channels.rest.bodies import as_word
from channels.rest.compiled import Compiled
from channels.rest.judging import No, asked, judge
from channels.rest.mapping import SiteMapping
from channels.rest.refusals import error_of
from channels.rest.requests import Request
from channels.rest.taken import EMPTY
from channels.rest.templates import Names
from channels.rest.views import View, view_of
from content.lined import dotted


class Wire(Protocol):
    """Whatever carries a request to the site."""

    def wait(self) -> None:
        """Until the site may be called once more; before the request is made, as what is signed grows old."""

    def send(self, request: Request, *, final: bool, encoding: str) -> Answer:
        """`final`: a lost answer leaves in doubt what was done. `encoding`: of the query. Raises `channels.errors`."""

    def forget(self) -> None:
        """Drop the site's cookies."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """`outside` gives `config`, `secret`, `address` and `now`. `masked` takes secrets out of what a site says.

    `doubts`: what was begun cannot be found again, so that a no after a first writing step leaves everything in doubt.
    """

    mapping: SiteMapping
    who: str
    wire: Wire
    outside: Callable[[], Names]
    masked: Callable[[str], str]
    auth: Auth | None = None
    doubts: bool = False

    def run(self, steps: Sequence[Compiled], names: Names, fence: Fence | None = None) -> dict[str, Any]:
        """What the steps took and made, by name. Raises `channels.errors`."""
        taken = [name for step in steps for name in (*step.take, *step.make)]
        result: dict[str, Any] = dict.fromkeys(taken)
        # While somebody signs in, the session is what the steps have taken so far.
        session = self.auth.begin() if self.auth else result
        known: dict[str, Any] = {**dict.fromkeys(taken), **self.outside(), "session": session, **names}
        begun = False
        for step in steps:
            try:
                if step.wanted is not None and not step.wanted(known):
                    continue
                made = self._step(step, known, fence)
            except Late:
                raise
            except NotSent as error:
                if begun and self.doubts:
                    raise Unconfirmed(error.says, evidence=error.evidence) from error
                raise
            result.update(made)
            known.update(made)
            begun = begun or step.writes
        return result

    def written(self, step: Compiled, names: Names) -> Request:
        """As it would go out, without its signature. Raises Misconfigured where it cannot be made."""
        try:
            return self._written(step, names)
        except (TypeError, ValueError, LookupError) as error:
            place = dotted(step.place)
            says = f"映射“{self.mapping.name}”的 {place} 写不成请求（{self.masked(str(error))}），请改好映射文件。"
            raise Misconfigured(says) from None

    def _step(self, step: Compiled, known: Names, fence: Fence | None) -> dict[str, Any]:
        view = self._answered(step, known, fence)
        tree = view.tree
        result = {name: asked(path, tree) for name, path in step.take.items()}
        try:
            for name, made in step.make.items():
                result[name] = made({**known, **result})
        except Misconfigured as error:
            if step.writes:
                raise Unconfirmed(error.says, evidence=error.evidence) from None
            raise
        for name, says in step.need.items():
            if {**known, **result}.get(name) in EMPTY:
                kind = Unconfirmed if step.writes else Misconfigured
                raise kind(says, evidence={"step": dotted(step.place), "status": str(view.status)})
        return result

    def _answered(self, step: Compiled, known: Names, fence: Fence | None) -> View:
        """Signs in anew once where the site does not accept who calls."""
        view, no = self._exchanged(step, known, fence)
        if no is not None and no.kind == "auth" and self.auth is not None and self.auth.refused():
            view, no = self._exchanged(step, known, fence)
        if no is None:
            return view
        said = replace(no, site_says=self.masked(no.site_says))
        evidence = {"step": dotted(step.place), "retry_after": view.headers.get("retry-after", "")}
        raise error_of(said, self.who, writes=step.writes, evidence=evidence)

    def _exchanged(self, step: Compiled, known: Names, fence: Fence | None) -> tuple[View, No | None]:
        session = self.auth.begin() if self.auth else known["session"]
        self.wire.wait()
        request = self.written(step, {**known, "session": session})
        if self.auth is not None:
            request = _plain(self.auth.finish(request))
        self._require_small(request)
        if fence is not None and step.writes:
            fence()
        answer = self.wire.send(request, final=step.writes, encoding=step.encoding)
        view = view_of(answer, step.answer, encoding=self.mapping.encoding, lists=self.mapping.lists)
        return view, judge(view, step.rules)

    def _require_small(self, request: Request) -> None:
        largest = self.mapping.limits.body_bytes
        if largest is not None and len(request.content) > largest:
            raise Refused(f"{self.who}一次最多收 {largest} 字节，这一次有 {len(request.content)}：请减少附件或图片。")

    def _written(self, step: Compiled, names: Names) -> Request:
        head, body = step.head(names), step.body(names)
        params = {name: as_word(value) for name, value in head["query"].items()}
        headers = {name: _header(value) for name, value in head["headers"].items()}
        if body is not None and "content-type" not in {name.lower() for name in headers}:
            headers["Content-Type"] = body.type
        path = _path(f"{self.mapping.prefix}{head['path']}")
        if self.mapping.route is not None:
            params = {self.mapping.route.parameter: path, **params}
            path = self.mapping.route.path
        request = Request(step.method, path, params, headers, body.content if body else b"")
        return self._overridden(request)

    def _overridden(self, request: Request) -> Request:
        override = self.mapping.override
        if override is None or request.method not in override.methods:
            return request
        if override.header:
            headers = {**request.headers, override.header: request.method}
            return Request("POST", request.path, request.params, headers, request.content)
        params = {**request.params, override.parameter: request.method}
        return Request("POST", request.path, params, request.headers, request.content)


def _path(path: str) -> str:
    """What is put behind the site's name must not become another site's."""
    if (path and not path.startswith("/")) or not path.isprintable():
        raise ValueError("path 应以“/”开头，里面不能有换行等控制字符")
    return path


def _plain(request: Request) -> Request:
    """What shows who calls comes out of the settings, and may be a note that nobody has replaced yet."""
    for name, value in request.headers.items():
        if not value.isascii() or not value.isprintable():
            says = f"HTTP 头 {name} 里只能有 ASCII 字符，也不能换行：请核对渠道设置里的账号和密钥。"
            raise Misconfigured(says)
    return request


def _header(value: Any) -> str:
    text = as_word(value)
    if not text.isascii() or not text.isprintable():
        raise ValueError("HTTP 头里只能有 ASCII 字符，中文要先 | urlencode")
    return text
