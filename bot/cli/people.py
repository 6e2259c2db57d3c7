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

HERE = "http://127.0.0.1:8000"
"""Where `serve` listens unless told otherwise; behind a web server, `public.base_url` says it."""
ROLE_HELP = "角色，可写多次，或用逗号隔开；审核步骤的名称就是角色名。"
Name = Annotated[str, typer.Argument(metavar="姓名", help="姓名。", callback=name_of)]
MaybeBy = Annotated[
    str,
    typer.Option(
        "--by", metavar="姓名", help="由谁办理；登记第一个人时不必写。", envvar="GONGKAI_BY", callback=name_of
    ),
]
Roles = Annotated[list[str], typer.Option("--role", metavar="角色", help=ROLE_HELP)]
group = typer.Typer(cls=ChineseGroup, help="人员和角色。", rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="people")


@group.command("list", cls=ChineseCommand)
def list_people(*, json: Json = False) -> None:
    """列出人员、单位和角色。"""
    with SESSION.app() as app:
        with app.store.read() as work:
            people, bound = work.people.all(), work.bindings.counts()
        rows = [(one.name, one.unit, sorted(one.roles), one.active, bound.get(one.name, 0)) for one in people]
        if json:
            show_json([dict(zip(("name", "unit", "roles", "active", "accounts"), row, strict=True)) for row in rows])
            return
        if not rows:
            say("还没有登记任何人。登记第一个人：gongkai people add 姓名 --unit 单位 --role 管理员")
            return
        table(
            ("姓名", "单位", "角色", "状态", "绑定账号"),
            [(n, u, "、".join(r), "" if a else "已停用", f"{count} 个" if count else "") for n, u, r, a, count in rows],
        )


@group.command(cls=ChineseCommand)
def add(
    name: Name,
    *,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="所在单位。")],
    role: Roles,
    by: MaybeBy = "",
) -> None:
    """登记一个人。第一个人须有“管理员”角色，由本人登记。"""
    from bot.actions.people import add_person
    from bot.cli.asking import several
    from content.people import Person

    with SESSION.app() as app:
        person = add_person(app, by, Person(name, unit, frozenset(several(role))), app.clock())
        say(f"已登记 {person.name}（{person.unit}）：{'、'.join(sorted(person.roles))}。")
        _say_link(app, by or person.name, person.name)


@group.command(cls=ChineseCommand)
def roles(
    name: Annotated[str, typer.Argument(metavar="姓名", help="不写时列出可用的角色。", callback=name_of)] = "",
    *,
    role: Annotated[list[str] | None, typer.Option("--role", metavar="角色", help=ROLE_HELP)] = None,
    leave: Annotated[bool, typer.Option("--leave", help="停用：不再办理，记录保留。")] = False,
    back: Annotated[bool, typer.Option("--back", help="恢复停用的人。")] = False,
    by: MaybeBy = "",
) -> None:
    """修改一个人的角色，或停用、恢复；不写姓名时列出可用的角色。"""
    from bot.actions.people import change_roles, set_active
    from bot.cli.asking import several
    from content.people import ROLES

    if not name:
        say("、".join(ROLES))
        return
    with SESSION.app() as app:
        if leave or back:
            person = set_active(app, by, name, back, now=app.clock())
        else:
            person = change_roles(app, by, name, frozenset(several(role)), now=app.clock())
        said = "、".join(sorted(person.roles))
        say(f"{person.name}：{said}{'' if person.active else '（已停用）'}。")


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
    address = one_time_link(app.settings.public.base_url or HERE, make_link(app, by, name, afresh=afresh, now=now))
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
