"""`gongkai people`: who works here, with which roles."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chinese import ChineseCommand, ChineseGroup
from bot.cli.options import By, Json
from bot.cli.out import moment, say, show_json, table
from bot.cli.session import SESSION
from content.people import name_of

if TYPE_CHECKING:
    from bot.app import App
    from content.people import Person

HERE = "http://127.0.0.1:8000"
"""Where `serve` listens unless told otherwise; behind a web server, the settings say it."""
ROLE_HELP = "角色，可写多次，或用逗号隔开；审核步骤的名称就是角色名。"
Name = Annotated[str, typer.Argument(metavar="姓名", help="姓名。", callback=name_of)]
MaybeBy = Annotated[
    str,
    typer.Option(
        "--by", metavar="姓名", help="由谁办理；登记第一个人时不必写。", envvar="GONGKAI_BY", callback=name_of
    ),
]
Roles = Annotated[list[str], typer.Option("--role", metavar="角色", help=ROLE_HELP)]
ForUnits = Annotated[
    list[str] | None,
    typer.Option("--for-unit", metavar="单位", help="只办理这些单位的稿件和留言，可写多次；不写是全部。"),
]
ForColumns = Annotated[
    list[str] | None,
    typer.Option("--for-column", metavar="栏目", help="只办理这些栏目的稿件，可写多次；不写是全部。"),
]
group = typer.Typer(cls=ChineseGroup, help="人员和角色。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="people")


@group.command("list", cls=ChineseCommand)
def list_people(*, json: Json = False) -> None:
    """列出人员、单位和角色。"""
    with SESSION.app() as app:
        with app.store.read() as work:
            people, bound = work.people.all(), work.bindings.counts()
        if json:
            show_json([_listed(one, bound.get(one.name, 0)) for one in people])
            return
        if not people:
            say("还没有登记任何人。登记第一个人：gongkai people add 姓名 --unit 单位 --role 管理员")
            return
        table(
            ("姓名", "单位", "角色", "状态", "绑定账号"),
            [
                (
                    one.name,
                    one.unit,
                    _said(one),
                    "" if one.active else "已停用",
                    f"{bound[one.name]} 个" if one.name in bound else "",
                )
                for one in people
            ],
        )


def _listed(person: "Person", accounts: int) -> dict[str, object]:
    limits = {"units": sorted(person.units), "columns": sorted(person.columns)}
    own = {"name": person.name, "unit": person.unit, "roles": sorted(person.roles), "active": person.active}
    return {**own, "accounts": accounts, **limits}


@group.command(cls=ChineseCommand)
def add(
    name: Name,
    *,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="所在单位。")],
    role: Roles,
    for_unit: ForUnits = None,
    for_column: ForColumns = None,
    by: MaybeBy = "",
) -> None:
    """登记一个人，给出登录链接。第一个人须有“管理员”角色，由本人登记。"""
    from bot.actions.people import add_person
    from bot.cli.asking import several
    from content.people import Person

    with SESSION.app() as app:
        units, columns = (_words(words, frozenset()) for words in (for_unit, for_column))
        person = Person(name, unit, frozenset(several(role)), units=units, columns=columns)
        person = add_person(app, by, person, app.clock())
        say(f"已登记 {person.name}（{person.unit}）：{_said(person)}。")
        _say_link(app, by or person.name, person.name)


@group.command(cls=ChineseCommand)
def roles(
    name: Annotated[str, typer.Argument(metavar="姓名", help="不写时列出可用的角色。", callback=name_of)] = "",
    *,
    role: Annotated[list[str] | None, typer.Option("--role", metavar="角色", help=ROLE_HELP)] = None,
    for_unit: ForUnits = None,
    for_column: ForColumns = None,
    for_all: Annotated[bool, typer.Option("--for-all", help="不再限于某些单位、栏目。")] = False,
    leave: Annotated[bool, typer.Option("--leave", help="停用：不再办理，记录保留。")] = False,
    back: Annotated[bool, typer.Option("--back", help="恢复停用的人。")] = False,
    by: MaybeBy = "",
) -> None:
    """修改一个人的角色、单位、办理范围，或停用、恢复；不写姓名时列出可用的角色。"""
    from dataclasses import replace

    from bot.actions.finding import person_of
    from bot.actions.people import change_person, set_active
    from bot.cli.asking import several
    from content.people import ROLES

    if not name:
        say("、".join(ROLES))
        return
    with SESSION.app() as app:
        if leave or back:
            person = set_active(app, by, name, back, now=app.clock())
        else:
            with app.store.read() as work:
                before = person_of(work, name)
            roles = frozenset(several(role)) if role else before.roles
            units, columns = (frozenset(), frozenset()) if for_all else (before.units, before.columns)
            wanted = replace(before, roles=roles, units=_words(for_unit, units), columns=_words(for_column, columns))
            person = change_person(app, by, wanted, now=app.clock())
        say(f"{person.name}：{_said(person)}{'' if person.active else '（已停用）'}。")


def _words(written: list[str] | None, before: frozenset[str]) -> frozenset[str]:
    return before if written is None else frozenset(word.strip() for word in written)


def _said(person: "Person") -> str:
    roles = "、".join(sorted(person.roles))
    return f"{roles}，只办理{person.scope}稿件" if person.scope else roles


@group.command(cls=ChineseCommand)
def link(
    name: Name,
    *,
    afresh: Annotated[bool, typer.Option("--afresh", help="同时解除两步验证（手机丢了、换了）。")] = False,
    by: By,
    json: Json = False,
) -> None:
    """给出登录链接：本人打开它设工作台的口令。72小时内有效，只能用一次，再要一个，前一个就作废。"""
    with SESSION.app() as app:
        _say_link(app, by, name, afresh=afresh, json=json)


def _say_link(app: "App", by: str, name: str, *, afresh: bool = False, json: bool = False) -> None:
    from bot.actions.links import LASTS, make_link
    from bot.console.pages import one_time_link

    now = app.clock()
    home = app.settings.console.base_url or app.settings.public.base_url or HERE
    address = one_time_link(home, make_link(app, by, name, afresh=afresh, now=now))
    if json:
        show_json({"person": name, "link": address, "until": now + LASTS})
        return
    say(f"{name}的登录链接，{moment(now + LASTS)} 前由本人打开，设工作台的口令，只能用一次：\n{address}")


@group.command(cls=ChineseCommand)
def bind(name: Name, *, by: By, json: Json = False) -> None:
    """给出绑定码：本人在聊天里发“绑定”加这六位数字，那个账号就是他的工作账号。15分钟内有效，只能用一次。"""
    from bot.actions.bindings import CODE_LASTS, make_code

    with SESSION.app() as app:
        now = app.clock()
        code = make_code(app, by, name, now=now)
    if json:
        show_json({"person": name, "code": code, "until": now + CODE_LASTS})
        return
    say(f"{name}的绑定码：{code}。请本人在 {moment(now + CODE_LASTS)} 前，在公众号里发：绑定 {code}")


@group.command(cls=ChineseCommand)
def unbind(name: Name, *, by: By) -> None:
    """解除一个人绑定的全部聊天账号；没用过的绑定码作废。"""
    from bot.actions.bindings import unbind as act

    with SESSION.app() as app:
        count = act(app, by, name, now=app.clock())
    say(f"已解除{name}绑定的 {count} 个账号。" if count else f"{name}没有绑定账号。")
