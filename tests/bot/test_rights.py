"""Who may do what: every action, tried by everybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.actions.accept import accept
from bot.actions.answer_letter import answer
from bot.actions.answer_texts import write_answer_text
from bot.actions.apply import receive_by_hand
from bot.actions.approve import approve
from bot.actions.assign_letter import assign
from bot.actions.cancel import cancel
from bot.actions.close_letter import close, reopen
from bot.actions.correct import correct
from bot.actions.emergency import emergency
from bot.actions.errors import NotAllowed, WrongUse
from bot.actions.hand_over import Brought, claim, confirm, release
from bot.actions.identity import see_identity
from bot.actions.import_history import import_history
from bot.actions.merge_letters import merge
from bot.actions.mute_letters import mute
from bot.actions.opinions import Opinion
from bot.actions.people import add_person, change_roles, set_active
from bot.actions.publish import publish
from bot.actions.publish_letter import publish as publish_letter
from bot.actions.record import record
from bot.actions.return_ import return_
from bot.actions.settle_unconfirmed import settle_unconfirmed
from bot.actions.submit import submit
from bot.actions.try_channel import try_channel
from bot.actions.void import void
from bot.actions.withdraw import withdraw
from bot.views.inbox import export, inbox, one
from channels.pieces import Piece
from content.letters import Why
from content.people import ROLES, Person
from content.registers.applications import Draft, Way
from tests.bot.office import Office

Act = Callable[[Office, str, str], object]


ACTS: dict[str, tuple[set[str], Act]] = {
    "register": (
        {"管理员"},
        lambda o, by, _: add_person(o.app, by, Person("某人", "某处", frozenset({"统计"})), o.now),
    ),
    "change roles": ({"管理员"}, lambda o, by, _: change_roles(o.app, by, "吴九", frozenset({"统计"}), now=o.now)),
    "let leave": ({"管理员"}, lambda o, by, _: set_active(o.app, by, "吴九", False, now=o.now)),
    "submit": ({"信息员"}, lambda o, by, _: submit(o.app, by, o.item(), now=o.now)),
    "pass 初审": ({"初审"}, lambda o, by, ref: approve(o.app, by, ref, now=o.now)),
    "return at 初审": ({"初审"}, lambda o, by, ref: return_(o.app, by, ref, reason="改", now=o.now)),
    "review secrecy": (
        {"保密审查员"},
        lambda o, by, ref: approve(o.app, by, ref, opinion=Opinion(secrecy="可以"), now=o.now),
    ),
    "keep warnings": (
        {"初审", "复审", "终审", "保密审查员"},
        lambda o, by, ref: accept(o.app, by, ref, Opinion(accept_all="核对过"), now=o.now),
    ),
    "agree to an emergency": (
        {"终审", "发布员"},
        lambda o, by, ref: emergency(o.app, by, ref, reason="汛情", now=o.now),
    ),
    "publish": ({"发布员"}, lambda o, by, ref: publish(o.app, by, ref, now=o.now)),
    "correct": ({"发布员"}, lambda o, by, ref: correct(o.app, by, ref, reason="笔误", now=o.now)),
    "withdraw": ({"发布员"}, lambda o, by, ref: withdraw(o.app, by, ref, reason="失效", now=o.now)),
    "cancel": ({"发布员"}, lambda o, by, ref: cancel(o.app, by, f"{ref}@website", now=o.now)),
    "claim": ({"上传员", "发布员"}, lambda o, by, ref: claim(o.app, by, f"{ref}@douyin", now=o.now)),
    "confirm": ({"上传员", "发布员"}, lambda o, by, ref: confirm(o.app, by, f"{ref}@douyin", Brought(), now=o.now)),
    "give back a claim": (
        {"上传员", "发布员", "管理员"},
        lambda o, by, ref: release(o.app, by, f"{ref}@douyin", now=o.now),
    ),
    "settle": (
        {"发布员", "管理员"},
        lambda o, by, ref: settle_unconfirmed(o.app, by, f"{ref}@website", out=False, now=o.now),
    ),
    "record": (
        {"统计", "发布员"},
        lambda o, by, _: record(o.app, by, "press", Piece(title="报道", counts=True), brought=Brought(), now=o.now),
    ),
    "void": (
        {"统计", "发布员"},
        lambda o, by, _: void(o.app, by, 1, reason="误记", now=o.now),
    ),
    "register an application": (
        {"依申请公开"},
        lambda o, by, _: receive_by_hand(o.app, by, Draft(way=Way.POST), now=o.now),
    ),
    "import": (
        {"统计", "管理员"},
        lambda o, by, _: import_history(o.app, by, o.settings, now=o.now),
    ),
    "read letters": ({"信箱员"}, lambda o, by, _: inbox(o.app, by, now=o.now)),
    "read a letter": ({"信箱员"}, lambda o, by, _: one(o.app, by, "12345678", now=o.now)),
    "take letters out": ({"信箱员"}, lambda o, by, _: export(o.app, by, o.folder / "留言.csv", now=o.now)),
    "answer a letter": ({"信箱员"}, lambda o, by, _: answer(o.app, by, "12345678", "好", now=o.now)),
    "assign a letter": ({"信箱员"}, lambda o, by, _: assign(o.app, by, "12345678", "综合办公室", now=o.now)),
    "merge letters": ({"信箱员"}, lambda o, by, _: merge(o.app, by, "12345678", "12345679", now=o.now)),
    "close a letter": ({"信箱员"}, lambda o, by, _: close(o.app, by, "12345678", Why.SPAM, now=o.now)),
    "take up a letter": ({"信箱员"}, lambda o, by, _: reopen(o.app, by, "12345678", reason="再办", now=o.now)),
    "write an answer often given": (
        {"信箱员"},
        lambda o, by, _: write_answer_text(o.app, by, "路灯", "已派人去修。", now=o.now),
    ),
    "look at an identity document": (
        {"依申请公开"},
        lambda o, by, _: see_identity(o.app, by, "2025-1", reason="核对", now=o.now),
    ),
    "mute": ({"信箱员"}, lambda o, by, _: mute(o.app, by, "12345678", 1, now=o.now)),
    "try a channel": ({"管理员"}, lambda o, by, _: try_channel(o.app, by, "website", wait=timedelta(0))),
    "publish a letter": ({"信箱员"}, lambda o, by, _: publish_letter(o.app, by, "12345678", now=o.now)),
}


@pytest.mark.parametrize("name", ACTS)
def test_only_the_roles_named_may_do_it(name: str, office: Office) -> None:
    allowed, act = ACTS[name]
    refused = {
        role for role in ROLES if is_refused(office, act, role, office.submitted(office.item(f"关于{role}的通知")))
    }
    assert refused == set(ROLES) - allowed


def is_refused(office: Office, act: Act, role: str, ref: str) -> bool:
    """Whether somebody with this role alone is told that they may not; other obstacles do not matter here."""
    name = f"试{role}"
    with office.app.store.write() as work:
        if work.people.get(name) is None:
            work.people.add(Person(name, "某处", frozenset({role})), office.now)
    try:
        act(office, name, ref)
    except NotAllowed:
        return True
    except Exception:  # noqa: BLE001  # what else stands in the way is the business of other tests
        return False
    return False


def test_a_stranger_is_a_wrong_use_and_somebody_who_left_may_do_nothing(office: Office) -> None:
    with pytest.raises(WrongUse, match="没有登记过“路人”"):
        submit(office.app, "路人", office.item(), now=office.now)
    set_active(office.app, "钱一", "张三", False, now=office.now)
    with pytest.raises(NotAllowed, match="张三已停用"):
        submit(office.app, "张三", office.item(), now=office.now)


def test_the_first_person_registers_themselves_and_an_administrator_always_remains(office: Office) -> None:
    with pytest.raises(Exception, match="至少要留一名管理员"):
        set_active(office.app, "钱一", "钱一", False, now=office.now)
    with office.app.store.read() as work:
        assert work.people.get("钱一").active  # type: ignore[union-attr]  # registered by the fixture


def test_every_change_of_people_is_in_the_log(office: Office) -> None:
    change_roles(office.app, "钱一", "吴九", frozenset({"统计", "上传员"}), now=office.now)
    with office.app.store.read() as work:
        last = work.log.head()
    assert last is not None
    assert (last.event.kind, last.event.by) == ("person", "钱一")
    assert last.event.evidence["roles"] == "上传员、统计"
