"""Every route of the console: a stranger gets nothing, and no form is taken that is not from our own pages."""

import re
from collections.abc import Iterator, Mapping

from fastapi.routing import APIRoute

from bot.console.pages import EVERYBODY, SIGN_OUT, STATIC
from bot.console.routes import make_console
from tests.bot.console.stage import Stage

PARTS = {"item": "2025-00001", "edition": "2025-00001.1", "int": "1", "path": "a", "": "a"}
"""What stands for a parameter of each kind in a path."""


ONLY: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("/liuyan", "/liuyan/changyong", "/pinglun"), frozenset({"信箱员"})),
    **dict.fromkeys(("/shenqing", "/shenqing/dengji", "/shenqing/daoru", "/shenqing/daoqi"), frozenset({"依申请公开"})),
    **dict.fromkeys(("/kanbo/dengji", "/kanbo/biaoge"), frozenset({"统计", "发布员"})),
    **dict.fromkeys(("/dengji/fees", "/dengji/fees/daoru", "/nianbao/2024/banben"), frozenset({"统计"})),
    **dict.fromkeys(("/renyuan/xinzeng", "/renyuan/denglujilu"), frozenset({"管理员"})),
    "/kanbo/daoru": frozenset({"统计", "管理员"}),
}
"""Pages, and the roles they open for."""


def routes(stage: Stage, method: str) -> Iterator[str]:
    """A path for every route that is not for everybody."""
    for route in make_console(stage.office.app).routes:
        open_to_all = getattr(route, "path", "").startswith((*EVERYBODY, STATIC, SIGN_OUT))
        if isinstance(route, APIRoute) and method in route.methods and not open_to_all:
            yield re.sub(r"\{\w+:?(\w*)\}", lambda part: PARTS.get(part[1], "a"), route.path)


def test_a_stranger_is_led_to_sign_in_wherever_they_go(desk: Stage) -> None:
    with desk.seat() as seat:
        gets, posts = list(routes(desk, "GET")), list(routes(desk, "POST"))
        assert (len(gets) > 10, len(posts) > 10) == (True, True)
        led = {path: seat.get(path).headers.get("location", "") for path in gets}
        assert {path: to for path, to in led.items() if "/denglu?dao=" not in to} == {}
        assert {path: code for path in posts if (code := seat.post(path, {"a": "b"}).status_code) != 401} == {}


def test_no_form_is_taken_without_its_proof_or_from_elsewhere(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        for csrf, headers in (("", {}), ("wrong", {}), (None, {"origin": "https://elsewhere.example"})):
            fields = {} if csrf is None else {"csrf": csrf}
            codes = {path: seat.post(path, fields, **headers).status_code for path in routes(desk, "POST")}
            assert {path: code for path, code in codes.items() if code != 403} == {}


def test_a_page_for_some_roles_opens_for_nobody_else(desk: Stage) -> None:
    with desk.office.app.store.read() as work:
        people = work.people.all()
    opened: dict[str, set[str]] = {path: set() for path in ONLY}
    for person in people:
        with desk.seat(person.name) as seat:
            codes = {path: seat.get(path).status_code for path in ONLY}
        assert {path: code for path, code in codes.items() if code not in (200, 403)} == {}
        for path in (path for path, code in codes.items() if code == 200):
            opened[path].add(person.name)
    for path, roles in ONLY.items():
        assert opened[path] == {one.name for one in people if one.roles & roles}, path
