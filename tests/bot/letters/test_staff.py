"""What staff do with letters: see what waits, answer, hand on, merge, close, take up again, mute."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from bot.actions.answer_letter import answer
from bot.actions.assign_letter import assign
from bot.actions.close_letter import close, reopen, why_of
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.merge_letters import merge
from bot.actions.mute_letters import mute
from bot.actions.people import add_person, set_active
from bot.actions.rate_letter import rate, set_consent
from bot.views.inbox import export, inbox, one
from bot.views.letters import progress
from bot.views.log import entries
from content.letters import Asker, Did, State, Why
from content.notices import State as Told
from content.people import Person
from content.sheets import rows_of
from content.tables import HeardRow, NoticeRow
from content.zone import to_the_minute
from tests.bot.letters.mailroom import Mailroom

ME = Asker("visitor-1")


def notices(office: Mailroom) -> list[tuple[str, str]]:
    with office.app.store.read() as work:
        return [(row.about, row.text) for row in work.session.scalars(select(NoticeRow).order_by(col(NoticeRow.id)))]


def heard(office: Mailroom, visitor: str = "visitor-1") -> None:
    with office.app.store.write() as work:
        work.session.add(HeardRow(key=f"{visitor}-{office.now}", visitor=visitor, kind="message", at=office.now))


def test_the_inbox_says_how_long_each_waits_when_it_is_due_and_until_when_its_writer_can_be_told(
    office: Mailroom,
) -> None:
    heard(office)
    number = office.left()
    office.later(timedelta(days=1))
    entry = inbox(office.app, "陈二", now=office.now)[0]
    assert (entry.letter.number, entry.days, entry.overdue) == (number, 1, False)
    assert entry.due_on.isoformat() == "2025-03-11"
    assert (entry.reach.left, entry.reach.until) == (5, office.now + timedelta(days=1))
    office.later(timedelta(days=7))
    entry = inbox(office.app, "陈二", now=office.now)[0]
    assert (entry.days, entry.overdue, entry.reach.left) == (6, True, 0)


def test_an_answer_is_seen_by_its_writer_sent_to_them_and_in_the_log_without_its_words(office: Mailroom) -> None:
    number = office.left()
    office.answered(number, "请到政务大厅办理，您的电话13800001234已记下。")
    found = progress(office.app, number, ME, now=office.now)
    assert (found.state, found.may_rate) == (State.ANSWERED, True)
    assert found.answers[0].text == "请到政务大厅办理，您的电话13800001234已记下。"
    assert notices(office) == [
        (f"letter:{number}", f"您的留言（编号 {number}）已答复，看后请回复“评价”打分：\n{found.answers[0].text}")
    ]
    with office.app.store.read() as work:
        event = work.log.head().event  # type: ignore[union-attr]  # it was answered
    assert event.evidence == {"register": "留言", "number": number, "act": "答复"}
    assert "政务大厅" not in str(event)
    assert "visitor-1" not in str(event)
    assert entries(office.app)[-1]["says"] == f"留言；{number}；答复"


def test_whether_the_answer_reached_its_writer_shows(office: Mailroom) -> None:
    number = office.left()
    office.answered(number)
    assert one(office.app, "陈二", number, now=office.now).told is Told.DUE
    with office.app.store.write() as work:
        work.session.execute(update(NoticeRow).values(state="lapsed"))
    assert one(office.app, "陈二", number, now=office.now).told_in_words == "未能在微信告知，由本人查询"
    page = office.left("网页上的问题", visitor="", door="web", phone="13800001234")
    office.answered(page)
    assert one(office.app, "陈二", page, now=office.now).told_in_words == "由本人查询"


def test_whoever_only_has_the_digits_of_a_telephone_reads_the_answer_without_personal_details(
    office: Mailroom,
) -> None:
    number = office.left(visitor="", door="web", phone="13800001234")
    office.answered(number, "张三的电话13900005678已登记。")
    shown = progress(office.app, number, Asker(tail="1234"), who="192.0.2.1", now=office.now).answers[0].text
    assert shown == "张三的电话***********已登记。"


def test_an_answer_may_be_given_again_and_the_same_one_only_once(office: Mailroom) -> None:
    number = office.left()
    office.answered(number, "稍后答复。")
    office.later(timedelta(hours=1))
    office.answered(number, "请到政务大厅办理。")
    assert [step.text for step in office.letter(number).answers] == ["稍后答复。", "请到政务大厅办理。"]
    with pytest.raises(CannotDo, match="已经这样答复过"):
        office.answered(number, "请到政务大厅办理。")
    assert len(notices(office)) == 2


def test_signs_no_page_shows_are_not_in_what_the_public_reads(office: Mailroom) -> None:
    number = office.left()
    office.answered(number, "\x1b[31m请到\0政务大厅\x9b办理。\r\n带上证件。\x0b谢谢。")
    assert office.letter(number).answers[0].text == "[31m请到政务大厅办理。\n带上证件。\n谢谢。"
    with pytest.raises(WrongUse, match="空的"):
        office.answered(number, " \x1b\0 ")
    closed = office.left(visitor="visitor-2")
    close(office.app, "陈二", closed, Why.UNCLEAR, words="请\0重写。", now=office.now)
    assert office.letter(closed).why_closed == "内容不明，无法办理。请重写。"


def test_a_long_answer_is_told_in_part_with_how_to_read_the_rest(office: Mailroom) -> None:
    number = office.left()
    office.answered(number, "好" * 2000)
    assert notices(office)[0][1].endswith(f"查询 {number}）")
    assert len(notices(office)[0][1].encode()) < 2040


def test_letters_about_the_same_are_answered_as_one_and_each_writer_is_told(office: Mailroom) -> None:
    first, second, third = (office.left(visitor=f"visitor-{n}") for n in (1, 2, 3))
    merge(office.app, "陈二", third, second, now=office.now)
    merge(office.app, "陈二", second, first, now=office.now)
    office.answered(first, "张三同志：请到政务大厅办理，您的电话13800001234已记下。")
    told = dict(notices(office))
    assert told.keys() == {f"letter:{one}" for one in (first, second, third)}
    assert ["13800001234" in told[f"letter:{one}"] for one in (first, second, third)] == [True, False, False]
    found = progress(office.app, third, Asker("visitor-3"), now=office.now)
    assert (found.state, len(found.answers)) == (State.MERGED, 1)
    assert "13800001234" not in found.answers[0].text


def test_what_is_merged_into_an_answered_letter_is_told_at_once(office: Mailroom) -> None:
    first, second = office.left(), office.left(visitor="visitor-2")
    office.answered(first)
    merge(office.app, "陈二", second, first, now=office.now)
    assert [about for about, _ in notices(office)] == [f"letter:{first}", f"letter:{second}"]


def test_who_asked_the_same_is_told_no_name_that_was_left_with_the_other_letter(office: Mailroom) -> None:
    first, second = office.left(name="李小明"), office.left("同一件事", visitor="visitor-2")
    heard(office, "visitor-2")
    office.answered(first, "李小明您好，请到政务大厅办理。")
    merge(office.app, "陈二", second, first, now=office.now)
    told = "".join(text for about, text in notices(office) if second in about)
    assert ("李**您好，请到政务大厅办理。" in told, "李小明" in told) == (True, False)


def test_a_letter_is_not_merged_into_itself_nor_into_one_that_is_answered_elsewhere(office: Mailroom) -> None:
    first, second, third = (office.left(visitor=f"visitor-{n}") for n in (1, 2, 3))
    with pytest.raises(WrongUse, match="它自己"):
        merge(office.app, "陈二", first, first, now=office.now)
    merge(office.app, "陈二", second, first, now=office.now)
    with pytest.raises(CannotDo, match=f"已合并到 {first}"):
        merge(office.app, "陈二", third, second, now=office.now)
    with pytest.raises(CannotDo, match=f"已合并到 {first}"):
        office.answered(second)


def test_it_is_closed_with_one_of_the_reasons_which_its_writer_reads(office: Mailroom) -> None:
    number = office.left()
    with pytest.raises(WrongUse, match="广告或骚扰、重复留言"):
        why_of("不想答")
    with pytest.raises(WrongUse, match="该向哪里反映"):
        close(office.app, "陈二", number, Why.ELSEWHERE, now=office.now)
    close(office.app, "陈二", number, Why.ELSEWHERE, words="请向市民政局反映。", now=office.now)
    found = progress(office.app, number, ME, now=office.now)
    assert found.says == "不予答复：不属于本机关职责。请向市民政局反映。"
    assert "请向市民政局反映。" in notices(office)[0][1]
    with pytest.raises(CannotDo, match="reopen"):
        office.answered(number)


def test_nobody_is_told_that_an_advertisement_is_not_answered(office: Mailroom) -> None:
    close(office.app, "陈二", office.left("低价出售发票，联系我"), Why.SPAM, now=office.now)
    assert notices(office) == []


def test_what_was_closed_or_merged_in_error_is_taken_up_again(office: Mailroom) -> None:
    first, second = office.left(), office.left(visitor="visitor-2")
    merge(office.app, "陈二", second, first, now=office.now)
    reopen(office.app, "陈二", second, reason="说的不是一件事", now=office.now)
    assert (office.letter(second).state, office.letter(second).merged_into) == (State.WAITING, "")
    assert [step.did for step in office.letter(second).steps] == [Did.MERGED, Did.REOPENED]
    with pytest.raises(WrongUse, match="不用重新办理"):
        reopen(office.app, "陈二", first, reason="再看看", now=office.now)


def test_it_is_handed_to_a_unit_that_people_belong_to(office: Mailroom) -> None:
    number = office.left()
    with pytest.raises(WrongUse, match="是不是“综合办公室”"):
        assign(office.app, "陈二", number, "综合办公司", now=office.now)
    assign(office.app, "陈二", number, "综合办公室", now=office.now)
    assert [entry.letter.number for entry in inbox(office.app, "陈二", unit="综合办公室", now=office.now)] == [number]
    with pytest.raises(WrongUse, match=r"没有人属于单位“管委会”.*登记过的单位：综合办公室。"):
        inbox(office.app, "陈二", unit="管委会", now=office.now)
    with pytest.raises(WrongUse, match="登记过的单位：综合办公室。"):
        assign(office.app, "陈二", number, "没有的", now=office.now)
    add_person(office.app, "钱一", Person("吴三", "管委会", frozenset({"信箱员"})), office.now)
    assert inbox(office.app, "陈二", unit="管委会", now=office.now) == []
    set_active(office.app, "钱一", "吴三", False, now=office.now)
    assert inbox(office.app, "陈二", unit="管委会", now=office.now) == []


def test_who_is_muted_leaves_no_letter_until_then(office: Mailroom) -> None:
    number = office.left()
    mute(office.app, "陈二", number, 3, now=office.now)
    with pytest.raises(CannotDo, match="暂时不能留言"):
        office.left("另一件事怎么办")
    office.later(timedelta(days=3))
    assert office.left("另一件事怎么办")
    mute(office.app, "陈二", number, 3, now=office.now)
    mute(office.app, "陈二", number, 0, now=office.now)
    assert office.left("第三件事怎么办")


def test_a_letter_of_the_page_mutes_its_telephone_and_not_the_neighbour(office: Mailroom) -> None:
    web = {"visitor": "", "door": "web", "origin": "0" * 32}
    number = office.left(phone="13800000001", **web)
    until = mute(office.app, "陈二", number, 3, now=office.now)
    assert until
    with pytest.raises(CannotDo, match="暂时不能留言") as refused:
        office.left("另一件事怎么办", phone="+86 138-0000-0001", **{**web, "origin": "1" * 32})
    assert to_the_minute(until) in refused.value.says
    assert office.left("另一件事怎么办", phone="13800000002", **web)
    mute(office.app, "陈二", number, 0, now=office.now)
    assert office.left("另一件事怎么办", phone="13800000001", **web)


def test_only_an_answer_is_rated_by_whoever_wrote_the_letter(office: Mailroom) -> None:
    number = office.left()
    with office.app.store.write() as work, pytest.raises(CannotDo, match="答复以后"):
        rate(work, number, ME, stars=5)
    office.answered(number)
    with office.app.store.write() as work:
        with pytest.raises(CannotDo, match="没有查到"):
            rate(work, number, Asker("visitor-2"), stars=1)
        with pytest.raises(CannotDo, match="1 到 5"):
            rate(work, number, ME, stars=6)
        assert rate(work, number, ME, stars=4, words="很快").stars == 4
        assert set_consent(work, number, ME, agrees=True).consent


def test_letters_are_for_those_whose_work_they_are(office: Mailroom) -> None:
    number = office.left()
    with pytest.raises(NotAllowed, match="需要的角色是信箱员"):
        inbox(office.app, "张三", now=office.now)
    with pytest.raises(NotAllowed):
        one(office.app, "钱一", number, now=office.now)
    with pytest.raises(NotAllowed):
        answer(office.app, "周八", number, "好的", now=office.now)


@pytest.mark.parametrize("name", ["留言.csv", "留言.xlsx"])
def test_the_export_tells_nobody_who_wrote(name: str, office: Mailroom, tmp_path: Path) -> None:
    number = office.left("我叫王小五，身份证110101199003070018，问补贴", name="王小五", phone="13800001234")
    office.answered(number, "=王小五，请来办理")
    assert export(office.app, "陈二", tmp_path / name, now=office.now) == 1
    cells = rows_of((tmp_path / name).read_bytes())[1][1]
    assert cells[0] == number
    assert cells[6] == "我叫王**，身份证******************，问补贴"
    assert cells[7] == "'=王**，请来办理"
    assert "13800001234" not in str(cells)


@pytest.mark.parametrize("name", ["留言.csv", "留言.xlsx"])
def test_the_export_holds_whatever_is_in_the_database(name: str, office: Mailroom, tmp_path: Path) -> None:
    office.left("".join(map(chr, range(1, 0xA0))) + "路灯\ufffe不亮\uffff了" + "很" * 4000)
    assert export(office.app, "陈二", tmp_path / name, now=office.now) == 1
    assert "路灯不亮了" in rows_of((tmp_path / name).read_bytes())[1][1][6]
