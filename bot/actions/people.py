"""Register people, change their roles, let them leave."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.finding import person_of, require_unit
from bot.actions.rights import ADMINISTRATOR, Right, require
from content.log import Event, Kind
from content.people import ROLES, Person, name_of, unknown_roles
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

LONGEST = 40


def add_person(app: "App", by: str, person: Person, now: datetime) -> Person:
    """The first person of all registers themselves (`by` may be empty), and must be a 管理员."""
    person = replace(person, name=name_of(person.name), unit=person.unit.strip())
    if not person.name or not person.unit:
        raise WrongUse(f"{'单位' if person.name else '姓名'}不能为空。")
    if len(person.name) > LONGEST or "/" in person.name:  # it is part of an address
        raise WrongUse(f"姓名最多 {LONGEST} 个字，不能带斜线。")
    with app.store.write() as work:
        if work.people.get(person.name) is not None:
            raise CannotDo(f"“{person.name}”已经登记过，不必再登记；要改角色，请修改这个人。")
        if work.people.all():
            require(work, by, Right.PEOPLE)
        elif ADMINISTRATOR not in person.roles or by not in ("", person.name):
            raise CannotDo("还没有登记任何人：第一个人由本人登记，须有“管理员”角色。")
        _require_sound(app, work, person)
        work.people.add(person, now)
        _log(work, person, by or person.name, now)
    return person


def change_person(app: "App", by: str, person: Person, *, now: datetime) -> Person:
    """Replace unit, roles, and what the roles are for, of somebody registered."""
    with app.store.write() as work:
        require(work, by, Right.PEOPLE)
        active = person_of(work, person.name).active
        person = replace(person, unit=person.unit.strip(), active=active)
        return _change(app, work, person, by, now=now)


def change_roles(app: "App", by: str, name: str, roles: frozenset[str], *, now: datetime) -> Person:
    """Replace somebody's roles."""
    with app.store.write() as work:
        require(work, by, Right.PEOPLE)
        return _change(app, work, replace(person_of(work, name), roles=roles), by, now=now)


def set_active(app: "App", by: str, name: str, active: bool, *, now: datetime) -> Person:
    """Let somebody leave or come back; what they did stays in the log under their name."""
    with app.store.write() as work:
        require(work, by, Right.PEOPLE)
        if not active:
            work.sessions.end_all(name)
        return _change(app, work, replace(person_of(work, name), active=active), by, now=now)


def _change(app: "App", work: Work, person: Person, by: str, *, now: datetime) -> Person:
    _require_sound(app, work, person)
    if person == work.people.get(person.name):
        return person
    work.people.change(person)
    if not any(one.active and ADMINISTRATOR in one.roles for one in work.people.all()):
        raise CannotDo("至少要留一名管理员。")
    _log(work, person, by, now)
    return person


def _require_sound(app: "App", work: Work, person: Person) -> None:
    """Roles, units and columns that there are: in another spelling they would be for nothing."""
    steps = app.settings.review
    if unknown := unknown_roles(sorted(person.roles), steps):
        allowed = dict.fromkeys((*ROLES, *steps))
        raise WrongUse(f"没有“{'、'.join(unknown)}”这样的角色。可用的角色：{'、'.join(allowed)}。")
    if not person.roles:
        raise WrongUse("至少要有一个角色。")
    if not person.unit:
        raise WrongUse("单位不能为空。")
    before = work.people.get(person.name)
    for unit in sorted(person.units - (before.units if before else frozenset())):
        require_unit(unit, (person, *work.people.all()))
    if strange := sorted(person.columns - app.columns.keys() - (before.columns if before else frozenset())):
        raise WrongUse(f"没有“{'、'.join(strange)}”这个栏目。设置里的栏目：{'、'.join(app.columns)}。")


def _log(work: Work, person: Person, by: str, now: datetime) -> None:
    evidence = {
        "person": person.name,
        "roles": "、".join(sorted(person.roles)),
        "active": "是" if person.active else "否",
    }
    limits = {"units": "、".join(sorted(person.units)), "columns": "、".join(sorted(person.columns))}
    evidence |= {name: said for name, said in limits.items() if said}
    work.log.append(Event(kind=Kind.PERSON, at=now, by=by, unit=person.unit, evidence=evidence))
