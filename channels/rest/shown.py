"""What goes over the wire, as whoever writes a mapping reads it: whole, but for secrets and the bytes of files."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from channels.errors import ChannelError
from channels.http import Answer
from channels.rest.bodies import WRITTEN_AS, encoded_pairs
from channels.rest.exchange import Wire
from channels.rest.masking import masked
from channels.rest.requests import Request
from channels.rest.views import text_of
from content.secret import MASK

LONGEST_ANSWER = 4000
TOLD = ("content-type", "location", "etag", "retry-after")
"""Headers of an answer that a mapping may want."""
SHOWS_WHO = re.compile(r"authorization|cookie|token|key|csrf|session|ticket", re.IGNORECASE)
SESSION = re.compile(
    r"""((?:token|ticket|jwt|csrf|session_?id|access_?key)["']?\s*[=:>]\s*["']?)[^&\s"',}<]+""", re.IGNORECASE
)
"""What a site gave who signed in, in an address, a form, JSON or XML: whoever has it needs no password."""
FILE = re.compile(
    rb'(filename="[^"]*"\r\nContent-Type: [^\r]*\r\n\r\n)(.*?)(?=\r\n--gongkai-)', re.DOTALL
)  # a part of a multipart body, as `channels.rest.bodies` writes it


def request_text(request: Request, address: str, encoding: str, secrets: Sequence[str]) -> str:
    """`encoding`: of query and body."""
    name = WRITTEN_AS.get(encoding.lower(), encoding)
    query = encoded_pairs(request.params, name)
    lines = [f"{request.method} {address}{request.path}{'?' if query else ''}{query}"]
    lines += [f"{key}: {_header(key, value)}" for key, value in request.headers.items()]
    body = _without_files(request.content, name).decode(_charset(request, name), errors="replace")
    return _shown("\n".join([*lines, *_after_blank(body)]), secrets)


def answer_text(answer: Answer, encoding: str, secrets: Sequence[str]) -> str:
    body = text_of(answer, encoding)
    more = len(body) - LONGEST_ANSWER
    body = f"{body[:LONGEST_ANSWER]}〔还有 {more} 字〕" if more > 0 else body
    lines = [str(answer.status), *_told(answer.headers)]
    return _shown("\n".join([*lines, *_after_blank(body)]), secrets)


class Watched:
    """A wire on which somebody looks on: implements `channels.rest.exchange.Wire`."""

    def __init__(self, wire: Wire, address: str, secrets: Sequence[str], tell: Callable[[str], None]) -> None:
        self._wire, self._address, self._secrets, self._tell = wire, address, secrets, tell

    def wait(self) -> None:
        self._wire.wait()

    def send(self, request: Request, *, final: bool, encoding: str) -> Answer:
        self._tell(f"→ {request_text(request, self._address, encoding, self._secrets)}")
        try:
            answer = self._wire.send(request, final=final, encoding=encoding)
        except ChannelError as error:
            self._tell(f"← {error.says}")
            raise
        self._tell(f"← {answer_text(answer, encoding, self._secrets)}")
        return answer

    def forget(self) -> None:
        self._wire.forget()


def _shown(text: str, secrets: Sequence[str]) -> str:
    return SESSION.sub(rf"\g<1>{MASK}", masked(text, secrets))


def _without_files(content: bytes, encoding: str) -> bytes:
    return FILE.sub(lambda part: part[1] + f"〔文件内容，{len(part[2])} 字节〕".encode(encoding), content)


def _charset(request: Request, encoding: str) -> str:
    """JSON is UTF-8, whatever the rest is."""
    is_json = any("json" in value for name, value in request.headers.items() if name.lower() == "content-type")
    return "utf-8" if is_json else encoding


def _header(name: str, value: str) -> str:
    """What shows who calls may hold a secret in any form, and a session is one."""
    if not SHOWS_WHO.search(name):
        return value
    scheme, _, rest = value.partition(" ")
    return f"{scheme} {MASK}" if rest else MASK


def _told(headers: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{name}: {headers[name]}" for name in TOLD if name in headers)


def _after_blank(body: str) -> list[str]:
    return ["", body.replace("\r\n", "\n")] if body else []
