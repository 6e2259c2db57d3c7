"""From a file to an approved edition: four eyes, secrecy, warnings, emergency."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.accept import accept
from bot.actions.approve import approve
from bot.actions.emergency import emergency
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.opinions import Opinion
from bot.actions.people import change_roles
from bot.actions.publish import publish
from bot.actions.return_ import return_
from bot.actions.submit import submit
from content.review import State
from tests.bot.office import SECRECY, Office, make_office

WARNING = "请大家登陆网站查看。"


def codes(problems: object) -> set[str]:
    return {problem.code for problem in problems}  # type: ignore[attr-defined]  # a list of problems


def test_what_blocks_is_told_all_at_once_and_nothing_is_kept(office: Office) -> None:
    path = office.item(body="身份证号11010119000101001X。", summary_of_nothing="x")
    with pytest.raises(CannotDo) as refused:
        submit(office.app, "张三", path, now=office.now)
    assert len([problem for problem in refused.value.problems if problem.blocks]) >= 2
    with office.app.store.read() as work, pytest.raises(KeyError):
        work.items.latest("2025-00001")


def test_a_correction_notice_names_an_item_there_is(office: Office) -> None:
    with pytest.raises(CannotDo) as refused:
        submit(office.app, "张三", office.item("更正公告", corrects="2025-00001"), now=office.now)
    assert "unknown_item" in codes(problem for problem in refused.value.problems if problem.blocks)
    assert office.submitted() == "2025-00001.1"
    assert office.submitted(office.item("更正公告", corrects="2025-00001")) == "2025-00002.1"


def test_a_unit_written_in_another_way_is_noticed(office: Office) -> None:
    assert "unknown_unit" in codes(submit(office.app, "张三", office.item(unit="综合办"), now=office.now).problems)
    assert "unknown_unit" not in codes(submit(office.app, "张三", office.item(unit="教育局"), now=office.now).problems)


def test_a_mended_text_handed_in_without_its_number_is_noticed(office: Office) -> None:
    office.submitted()
    again = submit(office.app, "张三", office.item(body="三月起开展检查，四月结束。"), now=office.now)
    (told,) = [problem for problem in again.problems if problem.code == "same_title"]
    assert "2025-00001.1" in told.says
    assert not told.blocks
    mended = submit(office.app, "张三", office.item(body="五月结束。"), item_id="2025-00001", now=office.now)
    other = submit(office.app, "张三", office.item("另一件的通知"), now=office.now)
    assert "same_title" not in codes([*mended.problems, *other.problems])


def test_three_people_pass_three_steps_and_each_is_in_the_log_with_the_digest(office: Office) -> None:
    ref = office.approved()
    with office.app.store.read() as work:
        edition = work.items.edition("2025-00001", 1)
        steps = [entry.event for entry in work.log.entries(item_id="2025-00001")]
    assert [(step.kind, step.by) for step in steps] == [
        ("submitted", "张三"),
        ("passed", "李四"),
        ("secrecy", "王五"),
        ("passed", "王五"),
        ("approved", "赵六"),
    ]
    assert {step.digest for step in steps} == {edition.digest}
    assert ref == "2025-00001.1"


def test_nobody_passes_two_steps_of_one_item(office: Office) -> None:
    ref = office.submitted()
    approve(office.app, "郑十", ref, now=office.now)
    with pytest.raises(NotAllowed, match="要换一个人"):
        approve(office.app, "郑十", ref, now=office.now)


def test_a_role_that_reviews_does_not_help_an_author(office: Office) -> None:
    change_roles(office.app, "钱一", "张三", frozenset({"信息员", "初审", "管理员"}), now=office.now)
    ref = office.submitted()
    with pytest.raises(NotAllowed, match="不能审自己写的稿件"):
        approve(office.app, "张三", ref, now=office.now)


def test_without_a_secrecy_review_nothing_is_approved(office: Office) -> None:
    ref = office.submitted()
    approve(office.app, "李四", ref, now=office.now)
    approve(office.app, "王五", ref, now=office.now)
    with pytest.raises(CannotDo) as refused:
        approve(office.app, "赵六", ref, now=office.now)
    assert codes(refused.value.problems) == {"missing_secrecy_review"}
    accept(office.app, "王五", ref, Opinion(secrecy=SECRECY), now=office.now)
    assert approve(office.app, "赵六", ref, now=office.now).review.state is State.APPROVED


def test_the_secrecy_reviewer_gives_only_an_opinion_and_passes_no_step(office: Office) -> None:
    ref = office.submitted()
    done = approve(office.app, "王五", ref, opinion=Opinion(secrecy=SECRECY), now=office.now)
    assert (done.passed, done.review.step) == (False, 0)


def test_a_warning_needs_a_reason_before_the_last_step(office: Office) -> None:
    ref = office.submitted(office.item(body=WARNING))
    approve(office.app, "李四", ref, now=office.now)
    approve(office.app, "王五", ref, opinion=Opinion(secrecy=SECRECY), now=office.now)
    with pytest.raises(CannotDo, match="还有没说明理由的提示") as refused:
        approve(office.app, "赵六", ref, now=office.now)
    (code,) = codes(refused.value.problems)
    opinion = Opinion(accept={code: "系统名称如此"})
    assert approve(office.app, "赵六", ref, opinion=opinion, now=office.now).review.state is State.APPROVED
    with office.app.store.read() as work:
        kept = [entry.event.evidence for entry in work.log.entries(kind="accepted")]
    assert kept[0]["reason"] == "系统名称如此"
    assert code in kept[0]["subject"]


def test_a_block_is_never_accepted_and_an_unknown_code_is_a_wrong_use(office: Office) -> None:
    ref = office.submitted()
    for code in ("missing_secrecy_review", "no_such_code"):
        with pytest.raises(WrongUse):
            accept(office.app, "李四", ref, Opinion(accept={code: "算了"}), now=office.now)


def test_an_author_cannot_keep_their_own_warnings(office: Office) -> None:
    ref = office.submitted(office.item(body=WARNING))
    with pytest.raises(NotAllowed):
        accept(office.app, "张三", ref, Opinion(accept_all="没事"), now=office.now)


def test_a_returned_text_comes_back_as_a_new_edition_and_starts_over(office: Office) -> None:
    ref = office.submitted()
    approve(office.app, "李四", ref, now=office.now)
    return_(office.app, "王五", ref, reason="时间写错", now=office.now)
    again = office.submitted(office.item(body="四月起开展检查。"), item_id=ref)
    assert again == "2025-00001.2"
    assert approve(office.app, "李四", again, now=office.now).review.step == 1


def test_the_same_text_is_not_submitted_twice(office: Office) -> None:
    ref = office.submitted()
    with pytest.raises(CannotDo, match="已经送审"):
        office.submitted(item_id=ref)


def test_an_approval_is_bound_to_the_text_that_was_read(office: Office) -> None:
    ref = office.submitted()
    with pytest.raises(NotAllowed, match="内容与审核时看到的不同"):
        approve(office.app, "李四", ref, digest="0" * 64, now=office.now)


def test_two_named_roles_may_publish_in_an_emergency_and_a_third_person_clears_the_debt(office: Office) -> None:
    ref = office.submitted()
    assert emergency(office.app, "赵六", ref, reason="汛情", now=office.now).state is State.SUBMITTED
    with pytest.raises(CannotDo, match="还没有通过审核"):
        publish(office.app, "周八", ref, now=office.now)
    assert emergency(office.app, "周八", ref, reason="汛情", now=office.now).state is State.EMERGENCY
    with pytest.raises(CannotDo) as refused:
        publish(office.app, "周八", ref, now=office.now)
    assert "missing_secrecy_review" in codes(refused.value.problems)
    accept(office.app, "王五", ref, Opinion(secrecy=SECRECY), now=office.now)
    assert publish(office.app, "周八", ref, now=office.now).deliveries
    with pytest.raises(NotAllowed):
        approve(office.app, "赵六", ref, now=office.now)
    assert approve(office.app, "郑十", ref, now=office.now + timedelta(hours=1)).review.state is State.APPROVED


def test_where_nothing_is_reviewed_whoever_writes_may_publish(tmp_path: Path) -> None:
    office = make_office(tmp_path, review="[]")
    office.register()
    ref = office.submitted(office.item(body=WARNING))
    with pytest.raises(CannotDo) as refused:
        publish(office.app, "张三", ref, now=office.now)
    assert "missing_secrecy_review" in codes(refused.value.problems)
    accept(office.app, "王五", ref, Opinion(secrecy=SECRECY), now=office.now)
    with pytest.raises(CannotDo, match="还有没说明理由的提示"):
        publish(office.app, "张三", ref, now=office.now)
    accept(office.app, "张三", ref, Opinion(accept_all="系统名称如此"), now=office.now)
    assert publish(office.app, "张三", ref, now=office.now).deliveries
    office.app.close()


@pytest.mark.parametrize("said", ["不得公开", "涉及工作秘密", "已阅"])
def test_a_secrecy_review_that_does_not_say_it_may_be_public_stops_everything(said: str, office: Office) -> None:
    ref = office.submitted()
    approve(office.app, "李四", ref, now=office.now)
    done = approve(office.app, "王五", ref, opinion=Opinion(secrecy=said), now=office.now)
    assert (done.passed, done.review.step, codes(done.problems)) == (False, 1, {"missing_secrecy_review"})
    approve(office.app, "王五", ref, opinion=Opinion(secrecy=SECRECY), now=office.now)
    approve(office.app, "赵六", ref, now=office.now)
    accept(office.app, "王五", ref, Opinion(secrecy=said), now=office.now)
    with pytest.raises(CannotDo) as refused:
        publish(office.app, "周八", ref, now=office.now)
    assert codes(refused.value.problems) == {"missing_secrecy_review"}


@pytest.mark.parametrize("disclosure", ["不予公开", "依申请公开"])
def test_what_is_not_disclosed_actively_is_registered_with_its_reason_and_goes_nowhere(
    disclosure: str, office: Office
) -> None:
    given = {"disclosure": disclosure, "disclosure_reason": "内部事务信息"}
    ref = office.approved(office.item("关于内部事项的报告", **given))
    for channels in ((), ("website",), ("douyin",)):
        with pytest.raises(CannotDo):
            publish(office.app, "周八", ref, to=channels, now=office.now)
    with pytest.raises(CannotDo) as refused:
        office.submitted(office.item("关于另一事项的报告", channels="[douyin]", **given))
    assert "not_for_the_public" in codes(refused.value.problems)


def test_the_same_file_handed_in_twice_is_not_numbered_twice(office: Office) -> None:
    path = office.item()
    ref = office.submitted(path)
    with pytest.raises(CannotDo, match=f"与 {ref}.*完全相同"):
        office.submitted(path)
    assert office.submitted(office.item("另一篇")) == "2025-00002.1"
