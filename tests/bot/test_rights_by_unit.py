"""Roles for items of some units, in some columns: every action on an item, at every door."""

import pytest

from bot.actions.errors import NotAllowed
from bot.actions.line_up import line_up
from bot.actions.people import add_person, change_person
from bot.actions.submit import submit
from bot.views.reviews import waiting_for
from content.people import Person
from tests.bot.chat.staff.desk import Desk
from tests.bot.chat.story import visitor_of
from tests.bot.conftest import Run
from tests.bot.console.stage import opened, words
from tests.bot.office import Office
from tests.bot.test_rights import ACTS, Act

OF_ITEMS = {
    name: ACTS[name]
    for name in (
        "submit", "pass 初审", "return at 初审", "review secrecy", "keep warnings", "agree to an emergency", "publish",
        "correct", "withdraw", "cancel", "claim", "confirm", "give back a claim", "settle",
    )
} | {"line up": ({"发布员"}, lambda o, by, ref: line_up(o.app, by, "website", [ref], now=o.now))}  # fmt: skip


def limited(office: Office, role: str, *, units: set[str] | None = None, columns: set[str] | None = None) -> str:
    """Somebody whose role is only for items of these."""
    name = f"试{role}{'某处' if units else '某栏'}"
    person = Person(name, "某处", frozenset({role}), units=frozenset(units or ()), columns=frozenset(columns or ()))
    with office.app.store.write() as work:
        if work.people.get(name) is None:
            work.people.add(person, office.now)
    return name


def refusal(office: Office, act: Act, name: str, ref: str) -> str:
    try:
        act(office, name, ref)
    except NotAllowed as error:
        return error.says
    except Exception:  # noqa: BLE001  # what else stands in the way is the business of other tests
        return ""
    return ""


ON_ITS_WAY = {"cancel", "claim", "confirm", "give back a claim", "settle"}


def test_whose_roles_are_for_others_items_is_refused_whatever_they_try(office: Office) -> None:
    out, waiting = office.put_out(office.approved(office.video_item())), office.submitted()
    wrong = {}
    for name, (roles, act) in OF_ITEMS.items():
        # Who has claimed something may always give it back; only for others the role matters.
        for role in roles & {"管理员"} if name == "give back a claim" else roles:
            for one in (limited(office, role, units={"教育局"}), limited(office, role, columns={"领导信息"})):
                told = refusal(office, act, one, out if name in ON_ITS_WAY else waiting)
                if f"{one}只办理" not in told:
                    wrong[name, one] = told
    assert wrong == {}


def test_inside_their_units_and_columns_they_do_what_their_role_may(office: Office) -> None:
    own = Person("郑一", "综合办公室", frozenset({"信息员"}), units=frozenset({"综合办公室"}))
    filed = Person("王一", "信息中心", frozenset({"初审"}), columns=frozenset({"通知公告"}))
    for person in (own, filed):
        add_person(office.app, "钱一", person, office.now)
    ref = submit(office.app, "郑一", office.item(), now=office.now).edition.ref
    assert [one.ref for one in waiting_for(office.app, "王一")] == [ref]
    OF_ITEMS["pass 初审"][1](office, "王一", ref)


def test_nobody_makes_an_item_of_another_unit_their_own_by_a_new_edition(office: Office) -> None:
    ref = office.submitted()
    ACTS["return at 初审"][1](office, "李四", ref)
    one = limited(office, "信息员", units={"教育局"})
    with pytest.raises(NotAllowed, match="这一篇是综合办公室的"):
        submit(office.app, one, office.item(unit="教育局"), item_id=ref.partition(".")[0], now=office.now)


def test_nothing_waits_for_who_may_do_nothing_with_it(office: Office) -> None:
    office.submitted()
    for role in ("初审", "保密审查员"):
        assert waiting_for(office.app, limited(office, role, columns={"政策解读"})) == []
    office.approved(office.item("另一件的通知"))
    assert waiting_for(office.app, limited(office, "发布员", columns={"政策解读"})) == []
    assert len(waiting_for(office.app, "周八")) == 1


def test_the_command_line_says_who_is_for_what_and_refuses_the_rest(office: Office, run: Run) -> None:
    new = ("people", "add", "郑一", "--unit", "综合办公室", "--role", "初审", "--by", "钱一", "--for-column")
    assert "没有“政策解毒”这个栏目" in run(*new, "政策解毒", settings=office.settings).err
    assert "没有人属于单位“教育局”" in run(*new, "政策解读", "--for-unit", "教育局", settings=office.settings).err
    assert run(*new, "政策解读", settings=office.settings).code == 0
    ref = office.submitted()
    refused = run("approve", ref, "--by", "郑一", settings=office.settings)
    assert (refused.code, "郑一只办理“政策解读”栏目的稿件" in refused.err) == (1, True)
    changed = run("people", "roles", "郑一", "--for-all", "--by", "钱一", settings=office.settings)
    assert changed.out.strip() == "郑一：初审。"
    assert run("approve", ref, "--by", "郑一", settings=office.settings).code == 0


def test_in_the_chat_a_reviewer_of_other_columns_sees_nothing_and_may_nothing(desk: Desk) -> None:
    office = desk.office
    with office.app.store.read() as work:
        before = work.people.get("李四")
    assert before is not None
    ref = office.submitted()
    limited_now = Person("李四", before.unit, before.roles, columns=frozenset({"政策解读"}))
    change_person(office.app, "钱一", limited_now, now=office.now)
    assert ref not in desk.says("待审", visitor_of("李四"))
    assert "李四只办理" in desk.says(f"通过 {ref}", visitor_of("李四"))


def test_at_the_console_a_reviewer_of_other_columns_sees_nothing_and_may_nothing(office: Office) -> None:
    ref = office.submitted()
    one = limited(office, "初审", columns={"政策解读"})
    with opened(office) as stage, stage.seat(one) as seat:
        assert ref not in seat.page("/shenhe")
        answer = seat.post(f"/shenhe/{ref}/tongguo", {"secrecy": ""})
        assert (answer.status_code in (403, 409), f"{one}只办理" in words(answer.text)) == (True, True)
    with opened(office) as stage, stage.seat(limited(office, "发布员", columns={"政策解读"})) as seat:
        answer = seat.post(f"/fabu/banci/{ref}", {"qudao": "website"})
        assert (answer.status_code in (403, 409), "只办理" in words(answer.text)) == (True, True)
