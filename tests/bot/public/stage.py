"""The public's pages as they are served: the real application in uvicorn on loopback, over an office's real store."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from bot.web import make_web
from channels.loopback import serving
from content.store.store import Work
from tests.bot.office import Office

PUBLIC = "public: {base_url: 'https://www.example.gov.cn', proxies: [192.0.2.7]}\n"
LATER = timedelta(seconds=10)
"""As long as a person needs at least to fill in a form."""
NUMBER = re.compile(r'class="number">([^<]+)<')
LETTER = {"topic": "咨询", "text": "请问小学入学要什么材料？", "phone": "13800000001"}
APPLICATION = {
    "applicant_kind": "自然人", "name": "张三", "identity_kind": "护照", "identity_number": "E00000000",
    "phone": "13800000001", "title": "2025 年部门预算", "form": "电子文档", "obtain": "当面领取",
}  # fmt: skip
LETTERS, APPLICATIONS, PROGRESS = "/hd/liuyan", "/hd/shenqing/tianxie", "/hd/chaxun"

Files = list[tuple[str, tuple[str, bytes, str]]]


@dataclass(slots=True)
class Stage:
    """`http` sends what a browser would of its own accord; the office's clock is moved by hand."""

    office: Office
    home: str
    http: httpx.Client

    def get(self, path: str, **query: str) -> httpx.Response:
        return self.http.get(path, params=query or None)

    def token(self, path: str) -> str:
        """Of a form that is opened now; then a while passes."""
        token = hidden(self.get(path), "once")
        self.office.later(LATER)
        return token

    def send(self, path: str, fields: Mapping[str, Any], files: Files | None = None, **headers: str) -> httpx.Response:
        """Open a form, fill it in, send it."""
        return self.post(path, {"once": self.token(path), **fields}, files, **headers)

    def post(self, path: str, fields: Mapping[str, Any], files: Files | None = None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post(path, data=dict(fields), files=files, headers=named)

    def number(self, path: str, fields: Mapping[str, Any], files: Files | None = None) -> str:
        """What the receipt says of a form that is taken."""
        answer = self.send(path, fields, files)
        assert answer.status_code == 303, answer.text
        return numbered(self.get(answer.headers["location"]))

    @contextmanager
    def reading(self) -> Iterator[Work]:
        with self.office.app.store.read() as work:
            yield work


def hidden(page: httpx.Response, name: str) -> str:
    """What a field that nobody sees holds."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def numbered(receipt: httpx.Response) -> str:
    found = NUMBER.search(receipt.text)
    assert found, receipt.text
    return found[1]


@contextmanager
def opened(office: Office) -> Iterator[Stage]:
    with serving(make_web(office.app)) as home:
        headers = {"origin": home, "sec-fetch-site": "same-origin"}
        with httpx.Client(base_url=home, headers=headers, timeout=30) as http:
            yield Stage(office, home, http)


def picture(kind: str = "JPEG") -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, kind)
    return drawn.getvalue()
