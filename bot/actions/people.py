"""Register people, change their roles, let them leave."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.rights import ADMINISTRATOR, Right, require
from content.log import Event, Kind
from content.people import ROLES, Person, name_of, unknown_roles
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


def add_person(app: "App", by: str, person: Person, now: datetime) -> Person:
    """The first person of all registers themselves (`by` may be empty), and must be a 管理员."""
    person = replace(person, name=name_of(person.name), unit=person.unit.strip())
    if not person.name or not person.unit:
        raise WrongUse(f"{'单位' if person.name else '姓名'}不能为空。")
    _require_roles(app, person)
    with app.store.write() as work:
        if work.people.get(person.name) is not None:
            raise CannotDo(f"“{person.name}”已经登记过。改角色请用 gongkai people roles。")
        if work.people.all():
            require(work, by, Right.PEOPLE)
        elif ADMINISTRATOR not in person.roles or by not in ("", person.name):
            raise CannotDo("还没有登记任何人：第一个人由本人登记，须有“管理员”角色。")
        work.people.add(person, now)
        _log(work, person, by or person.name, now)
    return person


def change_roles(app: "App", by: str, name: str, roles: frozenset[str], *, now: datetime) -> Person:
    """Replace somebody's roles."""
    with app.store.write() as work:
        require(work, by, Right.PEOPLE)
        return _change(app, work, replace(_registered(work, name), roles=roles), by, now=now)


def set_active(app: "App", by: str, name: str, active: bool, *, now: datetime) -> Person:
    """Let somebody leave or come back; what they did stays in the log under their name."""
    with app.store.write() as work:
        require(work, by, Right.PEOPLE)
        return _change(app, work, replace(_registered(work, name), active=active), by, now=now)


def _change(app: "App", work: Work, person: Person, by: str, *, now: datetime) -> Person:
    _require_roles(app, person)
    if person == work.people.get(person.name):
        return person
    work.people.change(person)
    if not any(one.active and ADMINISTRATOR in one.roles for one in work.people.all()):
        raise CannotDo("至少要留一名管理员。")
    _log(work, person, by, now)
    return person


def _registered(work: Work, name: str) -> Person:
    person = work.people.get(name)
    if person is None:
        raise WrongUse(f"没有登记过“{name}”。")
    return person


def _require_roles(app: "App", person: Person) -> None:
    steps = app.settings.review
    if unknown := unknown_roles(sorted(person.roles), steps):
        allowed = dict.fromkeys((*ROLES, *steps))
        raise WrongUse(f"没有“{'、'.join(unknown)}”这样的角色。可用的角色：{'、'.join(allowed)}。")
    if not person.roles:
        raise WrongUse("至少要有一个角色。")


def _log(work: Work, person: Person, by: str, now: datetime) -> None:
    evidence = {
        "person": person.name,
        "roles": "、".join(sorted(person.roles)),
        "active": "是" if person.active else "否",
    }
    work.log.append(Event(kind=Kind.PERSON, at=now, by=by, unit=person.unit, evidence=evidence))
