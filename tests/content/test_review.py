"""Who may approve what: no path publishes without the distinct people it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.edition import Edition, digest_of
from content.item import Item
from content.people import ROLES, Person, unknown_roles
from content.review import (
    Act,
    Case,
    NotAllowed,
    Outcome,
    Review,
    State,
    Step,
    accept_warning,
    approve,
    clear,
    declare_emergency,
    give_back,
    has_debt,
    may_publish,
    secrecy,
    submit,
)

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
STEPS = ("初审", "复审", "终审")
ROLES_FOR_EMERGENCY = ("终审", "管理员")
ITEM = Item(title="通知", column="通知公告", unit="综合办公室", html="<p>正文</p>")
AUTHOR = Person("张三", "综合办公室", frozenset(ROLES))
FIRST, SECOND, THIRD = (
    Person(name, "综合办公室", frozenset({role})) for name, role in zip(("李四", "王五", "赵六"), STEPS, strict=True)
)
BOSS = Person("孙七", "管委会", frozenset({"终审", "管理员"}))


def edition(number: int = 1, item: Item = ITEM) -> Edition:
    return Edition("2026-00001", number, "X/2026-00001", item, digest_of(item), NOW, AUTHOR.name)


@dataclass
class Desk:
    """Plays the part of the store: keeps what the rules let through, of two editions of one item."""

    steps: tuple[str, ...] = STEPS
    reviews: dict[int, Review] = field(default_factory=dict)
    history: list[Step] = field(default_factory=list)

    def case(self, number: int = 1) -> Case:
        return Case(
            edition=edition(number, replace(ITEM, html=f"<p>第{number}版</p>")),
            steps=self.steps,
            authors=frozenset({AUTHOR.name}),
            review=self.reviews.get(number),
            history=tuple(self.history),
            emergency=ROLES_FOR_EMERGENCY,
        )

    def take(self, outcome: Outcome, number: int = 1) -> None:
        self.reviews[number] = outcome.review
        self.history.append(outcome.step)

    def submit(self, person: Person = AUTHOR, number: int = 1) -> None:
        self.take(submit(self.case(number), person, NOW), number)

    def approve(self, person: Person, number: int = 1) -> None:
        case = self.case(number)
        self.take(approve(case, person, NOW, case.edition.digest), number)

    def emergency(self, person: Person) -> None:
        case = self.case()
        self.take(declare_emergency(case, person, NOW, reason="暴雨预警", digest=case.edition.digest))

    def clear(self, person: Person) -> None:
        case = self.case()
        self.take(clear(case, person, NOW, case.edition.digest))


def test_three_people_approve_in_order() -> None:
    desk = Desk()
    desk.submit()
    for person in (FIRST, SECOND, THIRD):
        assert not may_publish(desk.case())
        desk.approve(person)
    assert may_publish(desk.case())
    assert [step.act for step in desk.history] == [Act.SUBMITTED, Act.PASSED, Act.PASSED, Act.APPROVED]
    assert {step.digest for step in desk.history} == {desk.case().edition.digest}


def test_without_steps_whoever_writes_may_publish() -> None:
    desk = Desk(steps=())
    desk.submit()
    assert may_publish(desk.case())


@pytest.mark.parametrize(
    ("prepare", "act", "words"),
    [
        ([], lambda desk: desk.approve(FIRST), "还没有送审"),
        (["submit"], lambda desk: desk.approve(AUTHOR), "不能审自己写的"),
        (["submit"], lambda desk: desk.approve(SECOND), "没有“初审”角色"),
        (["submit"], lambda desk: desk.approve(replace(FIRST, active=False)), "没有“初审”角色"),
        (["submit", FIRST], lambda desk: desk.approve(replace(FIRST, roles=frozenset(STEPS))), "已做过"),
        (["submit"], lambda desk: desk.submit(), "已经送审"),
        (["submit", FIRST, SECOND, THIRD], lambda desk: desk.approve(THIRD), "已批准"),
        (["submit"], lambda desk: desk.take(approve(desk.case(), FIRST, NOW, "other")), "内容与审核时看到的不同"),
        (["submit"], lambda desk: desk.take(give_back(desk.case(), FIRST, NOW, " ")), "理由"),
        (["submit"], lambda desk: desk.take(give_back(desk.case(), AUTHOR, NOW, "错字")), "作者"),
        (["submit"], lambda desk: desk.emergency(FIRST), "终审、管理员"),
        (["submit"], lambda desk: desk.emergency(AUTHOR), "作者"),
        (["submit"], lambda desk: desk.clear(THIRD), "没有待补的审核"),
    ],
)
def test_what_is_not_allowed_is_said(prepare: Sequence[str | Person], act: Callable[[Desk], None], words: str) -> None:
    desk = Desk()
    for step in prepare:
        desk.submit() if isinstance(step, str) else desk.approve(step)
    with pytest.raises(NotAllowed, match=words):
        act(desk)


def test_nobody_does_two_steps_of_one_item_even_over_its_editions() -> None:
    desk = Desk()
    desk.submit()
    desk.approve(FIRST)
    desk.submit(number=2)
    desk.approve(FIRST, number=2)
    with pytest.raises(NotAllowed, match="已做过"):
        desk.approve(replace(FIRST, roles=frozenset({"复审"})), number=2)


def test_approval_is_of_one_text_only() -> None:
    """An approval of edition 1 says nothing about edition 2, nor about a changed text under the same number."""
    desk = Desk(steps=("终审",))
    desk.submit()
    desk.approve(THIRD)
    assert may_publish(desk.case())
    assert not may_publish(desk.case(2))
    changed = edition(1, replace(ITEM, html="<p>改过</p>"))
    assert not may_publish(replace(desk.case(), edition=changed))


def test_after_a_return_review_starts_over() -> None:
    desk = Desk()
    desk.submit()
    desk.approve(FIRST)
    desk.take(give_back(desk.case(), SECOND, NOW, "附件不全"))
    assert desk.history[-1].reason == "附件不全"
    desk.submit()
    assert desk.reviews[1] == Review("2026-00001.1", State.SUBMITTED, 0, NOW)


def test_an_emergency_needs_two_and_leaves_a_debt_for_a_third() -> None:
    desk = Desk()
    desk.submit()
    desk.approve(FIRST)
    desk.emergency(BOSS)
    assert not may_publish(desk.case())
    with pytest.raises(NotAllowed, match="已经同意过"):
        desk.emergency(BOSS)
    other = Person("周八", "管委会", frozenset({"管理员"}))
    desk.emergency(other)
    assert may_publish(desk.case())
    assert has_debt(desk.case())
    for person in (BOSS, replace(other, roles=frozenset({"初审"})), AUTHOR, FIRST):
        with pytest.raises(NotAllowed):
            desk.clear(person)
    desk.clear(SECOND)
    assert may_publish(desk.case())
    assert not has_debt(desk.case())


def test_secrecy_review_is_not_by_the_author_and_has_a_conclusion() -> None:
    case = Desk().case()
    officer = Person("钱九", "保密办", frozenset({"保密审查员"}))
    assert secrecy(case, officer, NOW, "可以公开").act == Act.SECRECY
    for person, conclusion in ((AUTHOR, "可以公开"), (FIRST, "可以公开"), (officer, "")):
        with pytest.raises(NotAllowed):
            secrecy(case, person, NOW, conclusion)


def test_a_warning_is_kept_with_a_reason_only() -> None:
    step = accept_warning(Desk().case(), AUTHOR, NOW, subject="wrong_word:body:登陆", reason="原文如此")
    assert (step.act, step.subject, step.reason) == (Act.ACCEPTED, "wrong_word:body:登陆", "原文如此")
    with pytest.raises(NotAllowed, match="理由"):
        accept_warning(Desk().case(), AUTHOR, NOW, subject="wrong_word:body:登陆", reason="")


EVERYTHING = frozenset({*STEPS, "管理员"})
# Mostly people who have every role: only the rules about who did what before keep them apart.
people = st.builds(
    Person,
    st.sampled_from(("张三", "李四", "王五", "赵六", "孙七")),
    st.just("综合办公室"),
    st.sampled_from([*[EVERYTHING] * 6, *(EVERYTHING - {role} for role in EVERYTHING)]),
    st.sampled_from([True] * 9 + [False]),
)
ACTS = [*["approve"] * 4, *["emergency"] * 2, *["clear"] * 2, "return", "submit"]
acts = st.tuples(st.sampled_from(ACTS), people, st.sampled_from([True] * 9 + [False]))


@settings(max_examples=400, deadline=None)
@given(st.lists(acts, min_size=6, max_size=30), st.sampled_from([STEPS, ("初审", "终审"), ("终审",)]))
def test_no_sequence_of_acts_publishes_without_the_people_it_needs(
    wanted: Sequence[tuple[str, Person, bool]], steps: tuple[str, ...]
) -> None:
    """Roles change at random between acts; what was let through is judged afterwards by its own record."""
    desk, let_through = Desk(steps), list[tuple[Act, Person]]()
    for name, person, right_digest in [("submit", AUTHOR, True), *wanted]:
        try:
            outcome = attempt(desk.case(), name, person, right_digest)
        except NotAllowed:
            continue
        desk.take(outcome)
        let_through.append((outcome.step.act, person))
        if may_publish(desk.case()):
            judge(let_through, steps, has_debt(desk.case()))


def attempt(case: Case, name: str, person: Person, right_digest: bool) -> Outcome:
    digest = case.edition.digest if right_digest else "of another text"
    now = NOW + timedelta(minutes=len(case.history))
    return {
        "submit": lambda: submit(case, person, now),
        "approve": lambda: approve(case, person, now, digest),
        "return": lambda: give_back(case, person, now, "错字"),
        "emergency": lambda: declare_emergency(case, person, now, reason="暴雨", digest=digest),
        "clear": lambda: clear(case, person, now, digest),
    }[name]()


def judge(let_through: Sequence[tuple[Act, Person]], steps: Sequence[str], debt: bool) -> None:
    """Of the acts since the last submission: the signatures in order, or two for an emergency (and a third)."""
    start = max(place for place, (act, _) in enumerate(let_through) if act == Act.SUBMITTED)
    signed = [person for act, person in let_through[start:] if act in (Act.PASSED, Act.APPROVED)]
    agreed = [person for act, person in let_through[start:] if act == Act.EMERGENCY]
    cleared = [person for act, person in let_through[start:] if act == Act.CLEARED]
    assert AUTHOR.name not in {person.name for person in (*signed, *agreed, *cleared)}
    assert all(person.active for person in (*signed, *agreed, *cleared))
    if len(signed) == len(steps):
        assert len({person.name for person in signed}) == len(steps)
        assert all(step in person.roles for step, person in zip(steps, signed, strict=True))
        assert not debt
        return
    assert len({person.name for person in agreed}) == len(agreed) == 2
    assert set(ROLES_FOR_EMERGENCY) <= agreed[0].roles | agreed[1].roles
    assert debt == (not cleared)
    assert len(cleared) <= 1
    assert not {person.name for person in cleared} & {person.name for person in (*agreed, *signed)}


def test_roles_nobody_knows_are_named() -> None:
    assert unknown_roles(["初审", "法制审核", "观察员"], steps=["法制审核"]) == ["观察员"]
