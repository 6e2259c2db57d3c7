"""A good question and its answer become an item like any other, if who asked agreed."""

from pathlib import Path

import pytest

from bot.actions.approve import approve
from bot.actions.errors import CannotDo, NotAllowed
from bot.actions.opinions import Opinion
from bot.actions.publish_letter import lay_out, publish
from bot.actions.rate_letter import set_consent
from bot.actions.submit import submit
from bot.views.letters import published
from content.letters import Asker, Did
from content.text import plain
from tests.bot.letters.mailroom import DRAFT, Mailroom

ASKED = "我叫王小五，电话13800001234。\n# 请问 *残疾人* 补贴到哪里办理？<b>1. 社区</b>"


def consented(office: Mailroom, text: str = ASKED, answer: str = "请到政务大厅2楼203室办理。") -> str:
    number = office.left(text, name="王小五", consent=True)
    office.answered(number, answer)
    return number


def test_it_goes_into_review_with_what_is_personal_starred_out_and_nothing_of_it_read_as_markdown(
    office: Mailroom,
) -> None:
    number = consented(office)
    done = publish(office.app, "冯一", number, title="残疾人补贴到哪里办理", now=office.now)
    item = done.edition.item
    assert (item.title, item.column, item.unit) == ("残疾人补贴到哪里办理", "互动交流", "综合办公室")
    assert plain(item.html).split("\n") == [
        "留言",
        "我叫王**，电话***********。",
        "# 请问 *残疾人* 补贴到哪里办理？<b>1. 社区</b>",
        "答复",
        "请到政务大厅2楼203室办理。",
    ]
    assert done.review.state == "submitted"
    assert office.letter(number).item_id == done.edition.item_id
    assert office.letter(number).steps[-1].did is Did.PUBLISHED
    assert number not in str(item)


def test_it_is_shown_among_the_published_ones_once_it_is_public(office: Mailroom) -> None:
    done = publish(office.app, "冯一", consented(office), now=office.now)
    assert published(office.app, 10) == []
    ref = done.edition.ref
    approve(office.app, "李四", ref, opinion=Opinion(accept_all="已核对。"), now=office.now)
    approve(office.app, "王五", ref, opinion=Opinion(secrecy="可以公开。", accept_all="已核对。"), now=office.now)
    approve(office.app, "赵六", ref, now=office.now)
    office.put_out(ref)
    (shown,) = published(office.app, 10)
    assert (shown.item_id, shown.title) == (done.edition.item_id, done.edition.item.title)
    assert shown.url.startswith("https://www.example.gov.cn/hdjl/")
    assert published(office.app, 10, 1) == []


def test_what_was_handed_in_before_the_machine_stopped_is_tied_to_its_letter_by_saying_it_again(
    office: Mailroom, tmp_path: Path
) -> None:
    number = consented(office)
    text, _ = lay_out(office.app, "冯一", number, now=office.now)
    file = tmp_path / "留言.md"
    file.write_text(text, encoding="utf-8")
    before = submit(office.app, "冯一", file, now=office.now)
    office.register({"冯二": {"信箱员", "信息员"}})
    with pytest.raises(CannotDo, match="完全相同"):
        publish(office.app, "冯二", number, file=file, now=office.now)
    done = publish(office.app, "冯一", number, now=office.now)
    assert (done.edition.ref, done.review.state) == (before.edition.ref, "submitted")
    assert office.letter(number).item_id == before.edition.item_id


def test_without_consent_or_an_answer_nothing_is_published(office: Mailroom) -> None:
    number = office.left()
    with pytest.raises(CannotDo, match="还没有答复"):
        publish(office.app, "冯一", number, now=office.now)
    office.answered(number)
    with pytest.raises(CannotDo, match="没有同意公开"):
        publish(office.app, "冯一", number, now=office.now)
    with office.app.store.write() as work:
        set_consent(work, number, Asker(DRAFT.visitor), agrees=True)
    assert publish(office.app, "冯一", number, now=office.now)


def test_once_it_is_on_its_way_consent_is_not_taken_back_by_a_press(office: Mailroom) -> None:
    number = consented(office)
    publish(office.app, "冯一", number, now=office.now)
    with office.app.store.write() as work, pytest.raises(CannotDo, match="已经送审公开"):
        set_consent(work, number, Asker(DRAFT.visitor), agrees=False)


def test_where_masking_is_unsure_a_person_edits_the_text_first(office: Mailroom, tmp_path: Path) -> None:
    number = consented(office, "订单20260302138000012345678为什么没有补贴？")
    with pytest.raises(CannotDo, match=r"拿不准.*20260302138000012345678"):
        publish(office.app, "冯一", number, now=office.now)
    text, unsure = lay_out(office.app, "冯一", number, now=office.now)
    assert unsure == ("20260302138000012345678",)
    file = tmp_path / "问答.md"
    file.write_text(text.replace("20260302138000012345678", "（略）"), encoding="utf-8")
    assert "（略）" in publish(office.app, "冯一", number, file=file, now=office.now).edition.item.html


def test_published_again_it_is_a_new_edition_of_the_same_item(office: Mailroom) -> None:
    number = consented(office)
    first = publish(office.app, "冯一", number, now=office.now)
    office.answered(number, "请到社区办理。")
    second = publish(office.app, "冯一", number, now=office.now)
    assert second.edition.ref == f"{first.edition.item_id}.2"


def test_who_publishes_may_submit_items_at_every_other_door_too(office: Mailroom) -> None:
    with pytest.raises(NotAllowed, match="不能写稿送审"):
        publish(office.app, "陈二", consented(office), now=office.now)
