"""A site with sessions: a form of its own signs in, cookies and a sign against forgery go with every call."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels.loopback import serving
from channels.rest.adapter import MappedWebsite, build
from channels.rest.settings import Settings
from tests.channels.stages import NOON, Scene

MAPPING = """\
mapping: 1
name: 会话站
secrets: {password: 口令}
auth:
  kind: login
  steps:
    - {path: /login, take: {csrf: cookies.csrftoken}}
    - method: POST
      path: /login
      headers: {X-CSRFToken: "{{ csrf }}"}
      form: {user: zhang, password: "{{ secret.password }}"}
      take: {csrf: cookies.csrftoken}
  headers: {X-CSRFToken: "{{ session.csrf }}"}
states: {live: published}
columns: {made: table}
files: {inline: true}
ops:
  check: [{method: POST, path: /whoami}]
  find: none
  read: [{path: /x, take: {id: body.id, state: body.state}}]
  create: [{path: /x, take: {id: body.id}}]
  update: [{path: /x}]
  withdraw: [{path: /x}]
"""


@dataclass
class SessionSite:
    """Forgets its sessions when told to; a session has its own sign, given with it."""

    sessions: dict[str, str] = field(default_factory=dict)
    logins: int = 0

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/login", self._form, methods=["GET"]),
                Route("/login", self._sign_in, methods=["POST"]),
                Route("/whoami", self._who, methods=["POST"]),
            ]
        )

    def _form(self, _: Request) -> Response:
        answer = Response("{}")
        answer.set_cookie("csrftoken", "of-the-form")
        return answer

    async def _sign_in(self, request: Request) -> Response:
        async with request.form() as form:
            password = form["password"]
        signs = {request.headers.get("x-csrftoken"), request.cookies.get("csrftoken")}
        if signs != {"of-the-form"} or password != "sample":
            return JSONResponse({"detail": "CSRF 或口令不对"}, 403)
        self.logins += 1
        self.sessions[f"s{self.logins}"] = f"sign{self.logins}"
        answer = Response("{}")
        answer.set_cookie("sessionid", f"s{self.logins}")
        answer.set_cookie("csrftoken", f"sign{self.logins}")
        return answer

    def _who(self, request: Request) -> Response:
        sign = self.sessions.get(request.cookies.get("sessionid", ""))
        if sign is None or {request.headers.get("x-csrftoken"), request.cookies.get("csrftoken")} != {sign}:
            return JSONResponse({"detail": "请先登录"}, 403)
        return JSONResponse({"user": "zhang"})


@contextmanager
def channel(folder: Path, password: str) -> Iterator[tuple[SessionSite, MappedWebsite]]:
    site, mapping = SessionSite(), folder / "site.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    with serving(site.app()) as url:
        says = {"kind": "rest", "medium": "政府网站", "address": url, "mapping": str(mapping)}
        settings = Settings.model_validate({**says, "secrets": {"password": password}})
        yield site, build(settings, Scene(folder).around("website", "政府网站"))


def test_a_session_is_begun_once_and_again_after_the_site_forgot_it(tmp_path: Path) -> None:
    with channel(tmp_path, "sample") as (site, website):
        assert [website.health(NOON) for _ in range(3)] == [[], [], []]
        assert site.logins == 1
        site.sessions.clear()
        assert website.health(NOON) == []
        assert site.logins == 2


def test_a_wrong_password_is_told_as_such(tmp_path: Path) -> None:
    with channel(tmp_path, "wrong") as (_, website):
        (problem,) = website.health(NOON)
        assert (problem.blocks, "账号" in problem.says) == (True, True)
