"""An item's page: what it says, where it is, what happened to it, and what is offered to whom."""

import pytest
from playwright.sync_api import Browser

from bot.actions.return_ import return_
from bot.actions.tidy import tidy
from bot.views.comparison import comparison
from content.delivery import State
from content.letters import Kind, LetterDraft, Part
from content.receipt import Receipt, Standing
from tests.bot.console.stage import PHONE, Stage, words
from tests.bot.console.test_every_page import faults_of

TEXT = "三月起开展检查，由综合办公室牵头。\n\n- 化工企业\n\n|行业|户数|\n|---|---|\n|工业|100|\n"


def revised(stage: Stage) -> str:
    """An item given back once and handed in again; its id."""
    office = stage.office
    (office.folder / "检查表.txt").write_text("旧表")
    ref = office.submitted(office.item(body=TEXT, attachments="[检查表.txt]"))
    return_(office.app, "李四", ref, reason="“由综合办公室牵头”：牵头单位写错了。", now=office.now)
    (office.folder / "检查表.txt").write_text("新表")
    mended = office.item(
        body=TEXT.replace("综合办公室", "应急管理局").replace("100", "110"), attachments="[检查表.txt]"
    )
    return office.submitted(mended, item_id=ref.partition(".")[0]).partition(".")[0]


def test_everything_that_happened_to_an_item_stands_on_its_page(stage: Stage) -> None:
    office = stage.office
    ref = office.put_out(office.approved())
    with stage.seat("张三") as seat:
        page = seat.page("/gaojian/2025-00001")
    told = words(page)
    for happened in (
        "张三 送审",
        "李四 初审通过",
        "王五 保密审查",
        "赵六 终审通过，审核完成",
        "周八 安排发布：政府网站",
    ):
        assert happened in told
    assert "发布：政府网站" in told
    assert 'href="https://www.example.gov.cn/' in page
    assert f"/gzt/fabu/jindu/{ref}#website" in page
    assert "已完成、已公开" in told


def test_what_is_offered_is_what_the_person_may_do(desk: Stage) -> None:
    ref = desk.office.approved()
    offered = {name: desk_page(desk, name) for name in ("张三", "周八", "李四")}
    assert "修改成新版次" in offered["张三"]
    assert f"/gzt/fabu/banci/{ref}" not in offered["张三"]
    assert f"/gzt/fabu/banci/{ref}" in offered["周八"]
    assert "修改成新版次" not in offered["周八"]
    assert "撤回" not in offered["周八"]
    assert "修改成新版次" not in offered["李四"]
    assert "/gzt/fabu/banci" not in offered["李四"]
    desk.office.put_out(ref)
    assert f"/gzt/fabu/banci/{ref}" not in desk_page(desk, "周八")
    assert "/gzt/fabu/chehui/2025-00001" in desk_page(desk, "周八")
    move(desk, f"{ref}@website", State.UNCONFIRMED)
    assert 'class="button first" href="/gzt/fabu/heshi/' in desk_page(desk, "周八")
    assert "/gzt/fabu/heshi/" not in desk_page(desk, "张三")


def test_what_the_platform_took_down_may_be_published_again(desk: Stage) -> None:
    ref = desk.office.put_out(desk.office.approved())
    move(desk, f"{ref}@website", State.FAILED, Standing.GONE)
    page = desk_page(desk, "周八")
    assert f'<a class="button" href="/gzt/fabu/banci/{ref}">再次发布</a>' in page
    with desk.seat("周八") as seat:
        assert "不是系统撤下的" in words(seat.page(f"/fabu/jindu/{ref}"))
        assert "已再次下令发布到政府网站" in seat.done("/fabu/zaifa", {"jian": f"{ref}@website", "once": "z"})
        tidy(desk.office.app)
        assert "已完成、已公开" in words(seat.page(f"/fabu/jindu/{ref}"))


def move(desk: Stage, key: str, state: State, standing: Standing = Standing.LIVE) -> None:
    with desk.office.app.store.write() as work:
        dispatch = work.dispatches.get(work.deliveries.get(key).dispatch_id)
        work.deliveries.take(Receipt(key, standing, desk.office.now))
        work.dispatches.move(dispatch.id, dispatch.attempt, list(State), state=state)


def desk_page(desk: Stage, name: str) -> str:
    with desk.seat(name) as seat:
        return seat.page("/gaojian/2025-00001")


def test_why_it_was_given_back_stands_on_top_and_older_editions_can_be_read_and_compared(desk: Stage) -> None:
    item_id = revised(desk)
    with desk.seat("张三") as seat:
        assert "由综合办公室牵头 ：牵头单位写错了。" in words(seat.page(f"/gaojian/{item_id}"))
        assert "最新的是第 2 版" in words(seat.page(f"/gaojian/{item_id}.1"))
        compared = seat.page(f"/gaojian/{item_id}/duibi")
        assert '<del><span class="unseen">删去：</span>综合办公室</del>' in compared
        assert '<td><del><span class="unseen">删去：</span>100</del>' in compared
        assert "附件 内容换了 检查表.txt" in words(compared)
        assert "完全一样" in seat.page(f"/gaojian/{item_id}/duibi?jiu=2&xin=2")
        assert seat.get(f"/gaojian/{item_id}/duibi?jiu=7&xin=2").status_code == 400
    first, again = (comparison(desk.office.app, item_id).comparison for _ in range(2))
    assert first is again  # long texts take tenths of a second


def test_files_are_saved_under_their_names_and_only_those_of_the_edition(desk: Stage) -> None:
    item_id = revised(desk)
    with desk.office.app.store.read() as work:
        old, new = (work.items.edition(item_id, number).item.attachments[0].path for number in (1, 2))
    with desk.seat("李四") as seat:
        answer = seat.get(f"/gaojian/{item_id}.1/wenjian/{old}")
        assert answer.text == "旧表"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert seat.get(f"/gaojian/{item_id}.1/wenjian/{new}").status_code == 404
        source = seat.get(f"/gaojian/{item_id}.1/yuanwen")
        assert source.text.strip() == TEXT.strip()
        assert f"{item_id}.1.md" in source.headers["content-disposition"]
    with desk.seat() as stranger:
        assert stranger.get(f"/gaojian/{item_id}.1/wenjian/{old}").status_code != 200


def test_an_item_there_is_not_is_told_in_words(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        answer = seat.get("/gaojian/2025-00099")
    assert answer.status_code == 400
    assert "没有 2025-00099 这篇稿件" in words(answer.text)


@pytest.mark.part("chromium")
def test_the_pages_of_an_item_fit_and_are_accessible(desk: Stage, browser: Browser) -> None:
    item_id = revised(desk)
    pages = [f"/gaojian/{item_id}", f"/gaojian/{item_id}/duibi", f"/gaojian/{item_id}.2/shenpidan"]
    found = {path: faults_of(desk, browser, "周八", path, size=PHONE) for path in pages}
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_refers_to_an_item_stands_on_its_page(stage: Stage) -> None:
    office = stage.office
    wrong = office.put_out(office.approved()).partition(".")[0]
    office.put_out(office.approved(office.item("更正公告", corrects=wrong)))
    with office.app.store.write() as work:
        asked = LetterDraft(topic="咨询", parts=(Part(kind=Kind.TEXT, text="几时检查？"),))
        work.letters.add("12345678", asked, office.now)
        work.letters.change("12345678", item_id=wrong)
        work.reports.hand_in(2024, 2, f"{wrong}.1", by="吴九", now=office.now)
    with stage.seat("吴九") as seat:
        page = seat.page(f"/gaojian/{wrong}")
        told = words(page)
        assert "更正它的： 更正公告" in told
        assert "由留言 12345678 的问答整理" in told
        assert "/liuyan/12345678" not in page
        assert "吴九 作为 2024 年年度报告第 2 版送审" in told
        assert f"更正的是 {wrong}" in words(seat.page("/gaojian/2025-00002"))
