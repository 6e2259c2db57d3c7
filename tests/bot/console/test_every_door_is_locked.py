"""Every route of the console: a stranger gets nothing, and no form is taken that is not from our own pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import httpx
from fastapi.routing import APIRoute

from bot.actions.drafts import begin
from bot.actions.people import add_person
from bot.console.pages import ACCOUNT, EVERYBODY, SIGN_OUT, STATIC
from bot.console.routes import make_console
from content.people import ROLES, Person
from content.writing import Writing
from tests.bot.console.mail import mail_desk
from tests.bot.console.stage import Stage, words

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


FOR_ALL = (
    ACCOUNT,
    "/taizhang/hedui",
    "/liuyan/chazhao",
    "/shenqing/chazhao",
    "/qudao/website/jiancha",
    "/fabu/wangye/kan/",
    "/shenhe/piliang",
)
"""Forms of one's own account, and those that only lead on to what is looked at."""
READ_BY_ALL = ("/shenhe/", "/fabu/banci/", "/fabu/gengzheng/", "/fabu/chehui/", "/shangchuan/")
"""Where the page is for everybody, its form tells there why it is not taken."""
OF_ITEMS = (
    *("/gaojian/bianji/", "/shenhe/", "/fabu/banci/", "/fabu/gengzheng/", "/fabu/chehui/", "/fabu/wangye/"),
    "/shangchuan/",
)


def routes(stage: Stage, method: str, there: Mapping[str, str] | None = None) -> Iterator[str]:
    """A path for every route that is not for everybody. `there`: what stands for parts of paths, before PARTS do."""
    for route in make_console(stage.office.app).routes:
        open_to_all = getattr(route, "path", "").startswith((*EVERYBODY, STATIC, SIGN_OUT))
        if isinstance(route, APIRoute) and method in route.methods and not open_to_all:
            path = route.path
            for part, stands in (there or {}).items():
                path = path.replace(part, stands)
            yield re.sub(r"\{\w+:?(\w*)\}", lambda part: PARTS.get(part[1], "a"), path)


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


def test_no_form_does_anything_for_who_has_no_role_for_it_or_is_of_another_unit(tmp_path: Path) -> None:
    with mail_desk(tmp_path) as (office, stage):
        office.put_out(office.approved(office.video_item()))
        there = {
            "{draft_id}": begin(office.app, "张三", Writing(), now=office.now).id,
            "/shenhe/{ref:edition}": f"/shenhe/{office.submitted()}",
            "/liuyan/{number}/ban/{act}": f"/liuyan/{office.left()}/ban/buyu",
            "/shenqing/{number}/ban/{act}": "/shenqing/2025-0001/ban/jinzhan",
            "/pinglun/{number:int}/{act}": "/pinglun/1/huifu",
            "/dengji/{name}": "/dengji/fees",
            "/qudao/{name}": "/qudao/website",
            "{key}": "2025-00001.1@douyin",
        }
        elsewhere = Person("何零", "财政局", frozenset(ROLES), units=frozenset({"财政局"}))
        add_person(office.app, "钱一", elsewhere, office.now)
        with office.app.store.write() as work:
            work.people.add(replace(elsewhere, name="吴白", roles=frozenset()), office.now)
        paths = list(routes(stage, "POST", there))
        with stage.seat("吴白") as nobody, stage.seat("何零") as other:
            for path in (path for path in paths if not path.startswith(FOR_ALL)):
                assert _is_refused(nobody.post(path, {"a": "b"}), told=path.startswith(READ_BY_ALL)), path
                if path.startswith(OF_ITEMS):
                    assert other.post(path, {"a": "b"}).status_code in (403, 409), path


def _is_refused(answer: httpx.Response, *, told: bool) -> bool:
    """`told`: it may be on the page that everybody reads."""
    says = re.search("要由|没有“.+”角色|不能", words(answer.text))
    return answer.status_code == 403 or (told and answer.status_code == 409 and says is not None)
