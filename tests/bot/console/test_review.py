"""Review in the browser: the queue, one edition, several at once, back to the author, in an emergency."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.actions.approve import approve
from bot.actions.emergency import emergency
from bot.actions.opinions import Opinion
from bot.actions.publish import publish
from bot.actions.return_ import return_
from bot.actions.submit import submit
from bot.console.drafts import revise_path
from bot.console.pages import ROOT
from bot.views.review_queue import PAGE
from bot.views.reviews import last_return, waiting_for
from content.review import Act, Review, State, Step
from tests.bot.console.stage import DESKTOP, Seat, Stage, opened, words
from tests.bot.console.test_every_page import faults_of
from tests.bot.office import SECRECY, make_office

CHOSEN = "(({value, selectionStart: from, selectionEnd: to}) => value.slice(from, to))(document.activeElement)"
SELECTED = """([paragraph, from]) => {
  const words = document.querySelectorAll("[data-passages] p")[paragraph].firstChild;
  getSelection().setBaseAndExtent(words, from, words, words.length);
}"""
WARNED = "三月起开展检查。请登陆网站查看。"


def form(page: str, act: str) -> dict[str, str]:
    """The fields that nobody types into, of the form that leads to `act`."""
    found = re.search(rf'<form method="post" action="[^"]*/{act}"(.*?)</form>', page, re.DOTALL)
    assert found, act
    return {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', found[1])}


def decide(seat: Seat, ref: str, act: str, **fields: str) -> str:
    """Open the page, fill in the form and send it; what the page says then."""
    return seat.done(f"/shenhe/{ref}/{act}", {**form(seat.page(f"/shenhe/{ref}"), act), **fields})


def state(stage: Stage, ref: str) -> State:
    with stage.office.app.store.read() as work:
        return work.reviews.get(ref).state


def test_three_reviewers_pass_an_item_on_and_warnings_and_secrecy_are_written_down(stage: Stage) -> None:
    ref = stage.office.submitted(stage.office.item(body=WARNED))
    stage.office.later(timedelta(hours=50))
    with stage.seat("李四") as seat:
        listed = words(seat.page("/shenhe"))
        assert "初审（李四、郑十） 2 天" in listed
        assert "接下来等复审（王五、郑十）" in decide(seat, ref, "tongguo")
        assert "现在没有等您审核的稿件" in words(seat.page("/shenhe"))
        assert f"{ref} 现在等复审" in words(seat.page(f"/shenhe/{ref}"))
    with stage.seat("王五") as seat:
        decide(seat, ref, "tongguo", **{"baomi": SECRECY, "baoliu-0": "引用原文。"})
    with stage.seat("赵六") as seat:
        opened = seat.page(f"/shenhe/{ref}")
        assert seat.get(f"/gaojian/{ref}/yulan").status_code == 200
        assert f'href="{ROOT}/gaojian/{ref}/yulan"' in opened
        page = words(opened)
        assert "理由：引用原文。" in page
        assert SECRECY in page
        assert "审核全部完成" in decide(seat, ref, "tongguo")
    assert state(stage, ref) is State.APPROVED


def test_the_last_step_wants_reasons_and_what_was_typed_stays_in_the_form(desk: Stage) -> None:
    office = desk.office
    ref = office.submitted(office.item(body=WARNED + "请各单位布署工作。"))
    approve(office.app, "李四", ref, now=office.now)
    approve(office.app, "王五", ref, opinion=Opinion(secrecy=SECRECY), now=office.now)
    with desk.seat("赵六") as seat:
        fields = form(seat.page(f"/shenhe/{ref}"), "tongguo")
        refused = seat.post(f"/shenhe/{ref}/tongguo", {**fields, "baoliu-0": "原文如此。"})
        assert refused.status_code == 409
        assert 'value="原文如此。"' in refused.text
        assert "要保留的，请写明理由；要改的，请退回。" in refused.text
        assert "审核全部完成" in decide(seat, ref, "tongguo", baoliu="已核对。")


def test_a_form_that_is_about_another_text_or_step_is_refused_in_words(desk: Stage) -> None:
    office = desk.office
    ref = office.submitted()
    with desk.seat("郑十") as seat:
        fields = form(seat.page(f"/shenhe/{ref}"), "tongguo")
        approve(office.app, "李四", ref, now=office.now)
        refused = seat.post(f"/shenhe/{ref}/tongguo", fields)
        assert refused.status_code == 409
        assert "有了变化，没有办理" in refused.text
        again = form(refused.text, "tongguo")
        submit(office.app, "张三", office.item(body="改过的正文。"), item_id="2025-00001", now=office.now)
        assert "没有办理" in seat.post(f"/shenhe/{ref}/tongguo", again).text
        assert "请审新的" in seat.page(f"/shenhe/{ref}")


def test_the_same_form_sent_twice_passes_one_step(desk: Stage) -> None:
    ref = desk.office.submitted()
    with desk.seat("李四") as seat:
        fields = form(seat.page(f"/shenhe/{ref}"), "tongguo")
        first = seat.post(f"/shenhe/{ref}/tongguo", fields)
        again = seat.post(f"/shenhe/{ref}/tongguo", fields)
        assert [first.status_code, again.status_code] == [303, 303]
    with desk.office.app.store.read() as work:
        assert [step.act for step in work.reviews.steps(ref)] == [Act.SUBMITTED, Act.PASSED]


def test_without_scripts_a_paragraph_is_chosen_and_the_author_sees_it_quoted(desk: Stage) -> None:
    lead = "由综合办公室牵头。"
    ref = desk.office.submitted(desk.office.item(body=f"三月起开展检查。\n\n{lead}\n\n{lead}"))
    with desk.seat("李四") as seat:
        refused = seat.post(f"/shenhe/{ref}/tuihui", form(seat.page(f"/shenhe/{ref}"), "tuihui"))
        assert "退回要写明理由" in refused.text
        said = decide(seat, ref, "tuihui", duan=f"{lead}（第 2 处）", yijian="牵头单位写错了。")
        assert "已退回张三修改" in said
    with desk.office.app.store.read() as work:
        returned = last_return(work, "2025-00001")
        assert last_return(work, ref) == returned
    assert returned is not None
    assert [(one.passage, one.nth, one.says) for one in returned.remarks] == [(lead, 2, "牵头单位写错了。")]
    with desk.seat("张三") as seat:
        assert f"{lead} （第 2 处）：牵头单位写错了。" in words(seat.page("/gaojian/2025-00001"))


@pytest.mark.part("chromium")
def test_what_is_selected_in_the_text_is_quoted_in_the_reason(desk: Stage, browser: Browser) -> None:
    lead = "由综合办公室牵头。"
    ref = desk.office.submitted(desk.office.item(body=f"三月起开展检查。\n\n{lead}\n\n再由{lead}"))
    with desk.window(browser, "李四") as page:
        page.goto(f"{ROOT}/shenhe/{ref}")
        page.evaluate(SELECTED, [2, 2])
        page.get_by_role("button", name="引用选中的文字").click()
        page.keyboard.type("牵头单位写错了。")
        page.get_by_label("说的是哪一段").select_option(label="三月起开展检查。")
        page.keyboard.type("时间请核对。")
        page.get_by_role("button", name="退回", exact=True).click()
        page.wait_for_url(f"**{ROOT}/shenhe")
    with desk.office.app.store.read() as work:
        returned = last_return(work, ref)
    assert returned is not None
    assert [(one.passage, one.nth) for one in returned.remarks] == [(lead, 2), ("三月起开展检查。", 0)]
    with desk.window(browser, "张三") as page:
        page.goto(f"{ROOT}{revise_path('2025-00001')}")
        page.get_by_role("button", name="开始修改").click()
        page.get_by_role("link", name="由综合办公室牵头。").click()
        assert page.evaluate(CHOSEN) == lead
        assert page.evaluate("document.activeElement.selectionStart") > len(f"三月起开展检查。\n\n{lead}")


def test_several_are_passed_at_once_and_what_cannot_be_stays_with_words_why(desk: Stage) -> None:
    office = desk.office
    refs = [office.submitted(office.item(f"第{number}号公告", body=WARNED)) for number in "一二三"]
    for ref in refs:
        approve(office.app, "李四", ref, now=office.now)
        approve(office.app, "王五", ref, opinion=Opinion(secrecy=SECRECY), now=office.now)
    with desk.seat("赵六") as seat:
        listed = seat.page("/shenhe")
        assert all(f'name="ref" value="{ref}"' in listed for ref in refs)
        query = "&".join(f"ref={ref}" for ref in refs)
        fields = form(seat.page(f"/shenhe/piliang?{query}"), "piliang")
        return_(office.app, "郑十", refs[2], reason="再核对。", now=office.now)
        answer = seat.post("/shenhe/piliang", {**fields, "ref": refs, f"{refs[0]}.baoliu-0": "引用原文。"})
        again = seat.post("/shenhe/piliang", {**fields, "ref": refs[0]})
    assert again.status_code == 303  # sent twice, it is done once and says the same
    told = words(answer.text)
    assert "已通过 1 件：《第一号公告》审核全部完成" in told
    assert "还有没说明理由的提示" in told
    assert "现在是“已退回”" in told
    assert [state(desk, ref) for ref in refs] == [State.APPROVED, State.SUBMITTED, State.RETURNED]


def test_only_what_somebody_may_pass_can_be_ticked(desk: Stage) -> None:
    ref = desk.office.submitted()
    with desk.seat("赵六") as seat:
        page = seat.page("/shenhe?bu=初审")
        assert ref in page
        assert 'type="checkbox" class="tick"' not in page
        assert "一次最多选 20 件" in words(
            seat.http.get(
                f"{ROOT}/shenhe/piliang?" + "&".join(f"ref={n}" for n in range(21)), follow_redirects=True
            ).text
        )
        left = words(seat.page(f"/shenhe/piliang?ref={ref}"))
        assert "现在等初审；赵六没有“初审”角色" in left
        refused = seat.post("/shenhe/piliang", {"ref": ref, f"{ref}.shown": "x"})
        assert refused.status_code == 409
    assert state(desk, ref) is State.SUBMITTED


def test_whoever_may_not_review_is_told_so_in_words(desk: Stage) -> None:
    ref = desk.office.submitted()
    with desk.seat("李四") as seat:
        fields = form(seat.page(f"/shenhe/{ref}"), "tongguo")
    with desk.seat("孙七") as seat:
        page = seat.page(f"/shenhe/{ref}")
        assert "/tongguo" not in page
        assert "/tuihui" not in page
        mine = {**fields, "once": ""}
        mine.pop("csrf")
        refused = seat.post(f"/shenhe/{ref}/tongguo", mine)
        assert refused.status_code == 403
        assert "孙七没有“初审”角色" in refused.text
    assert state(desk, ref) is State.SUBMITTED


def test_what_waits_for_somebody_begins_on_the_first_page_however_much_others_wait_for(stage: Stage) -> None:
    office = stage.office
    ref = office.submitted()
    step = Step(ref, Act.SECRECY, "冯十一", office.now, "", reason=SECRECY)
    with office.app.store.write() as work:
        item = work.items.latest("2025-00001").item
        for place in range(PAGE + 1):
            titled = replace(item, title=f"第{place}号公告")
            other = work.items.create(titled, "张三", lambda year, serial: f"{year}-{serial}", office.now)
            work.reviews.save(Review(other.ref, State.SUBMITTED, 0, office.now - timedelta(days=1)))
            work.reviews.add(replace(step, ref=other.ref, digest=other.digest))
    emergency(office.app, "赵六", ref, reason="防汛通知。", now=office.now)
    emergency(office.app, "周八", ref, reason="防汛通知。", now=office.now)
    with stage.seat("王五") as seat:
        assert ref in (page := seat.page("/shenhe"))
        assert not re.search("号公告|下一页", page)
    with stage.seat("李四") as seat:
        assert "下一页" in seat.page("/shenhe").partition(ref)[2]  # an emergency is before what waits longer
        assert ref not in seat.page("/shenhe", page="2")


def test_two_people_agree_to_an_emergency_and_a_third_clears_the_debt(stage: Stage) -> None:
    """The second, who sends it and who clears it find it where their work waits; also when there is a newer edition."""
    office = stage.office
    ref = office.submitted()
    approve(office.app, "王五", ref, opinion=Opinion(secrecy=SECRECY), now=office.now)
    leads_there = f'href="{ROOT}/shenhe/{ref}"'
    with stage.seat("赵六") as seat:
        assert "还差一人：发布员（周八）。" in decide(seat, ref, "jinji", jinji="防汛通知。")
        assert leads_there not in seat.page("/shenhe")
    with stage.seat("周八") as seat:
        assert all(leads_there in (page := seat.page(path)) and "同意紧急发布" in page for path in ("/", "/shenhe"))
        assert [one.waits_for for one in waiting_for(office.app, "周八")] == ["同意紧急发布，请到工作台办"]
        assert "赵六（终审）已同意，理由：防汛通知。还差一人同意：发布员" in words(seat.page(f"/shenhe/{ref}"))
        assert "两人已同意，可以先发布" in decide(seat, ref, "jinji", jinji="防汛通知。")
        assert ref in seat.page("/shenhe?bu=补审")
        assert leads_there not in seat.page("/")
        assert all(f'href="{ROOT}/fabu/banci/{ref}"' in seat.page(path) for path in ("/", "/fabu"))
        assert [one.waits_for for one in waiting_for(office.app, "周八")] == ["发布"]
        office.put_out(ref)
        assert ref not in seat.page("/fabu")
    office.submitted(office.item(body="四月起开展检查。"), item_id=ref[:10])
    with stage.seat("王五") as seat:
        assert all(leads_there in (page := seat.page(path)) and "补审" in page for path in ("/", "/shenhe"))
        assert "没有通过" not in words(seat.page(f"/shenhe/piliang?ref={ref}"))
        decide(seat, ref, "tongguo")
    assert state(stage, ref) is State.APPROVED


@pytest.mark.part("chromium")
def test_the_pages_of_review_fit_and_are_accessible(desk: Stage, browser: Browser) -> None:
    office = desk.office
    first = office.submitted(office.item(body=WARNED))
    return_(office.app, "李四", first, reason="“三月起”：时间写错了。", now=office.now)
    ref = office.submitted(office.item(body=WARNED.replace("三月", "四月")), item_id="2025-00001")
    pages = [f"/shenhe/{ref}", f"/shenhe/piliang?ref={ref}&ref={first}"]
    found = {path: faults_of(desk, browser, "郑十", path, size=DESKTOP) for path in pages}
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_somebody_for_other_units_is_offered_nothing(desk: Stage) -> None:
    ref = desk.office.submitted()
    with desk.office.app.store.write() as work:
        person = work.people.get("李四")
        assert person is not None
        work.people.change(replace(person, units=frozenset({"教育局"})))
    with desk.seat("李四") as seat:
        assert "现在没有等您审核的稿件" in seat.page("/shenhe")
        page = seat.page(f"/shenhe/{ref}")
        assert "/tongguo" not in page
        assert "李四只办理教育局的稿件" in words(page)


def test_where_nothing_is_reviewed_reasons_and_secrecy_are_written_down_all_the_same(tmp_path: Path) -> None:
    office = make_office(tmp_path, review="[]")
    office.register()
    with opened(office) as desk:
        ref = office.submitted(office.item(body=WARNED))
        with desk.seat("张三") as seat:
            assert f"/shenhe/{ref}" in seat.page("/gaojian/2025-00001")
            assert "理由已记下" in decide(seat, ref, "shuoming", **{"baoliu-0": "引用原文。"})
        with desk.seat("王五") as seat:
            assert "保密审查已记下" in decide(seat, ref, "tongguo", baomi=SECRECY)
        publish(office.app, "张三", ref, now=office.now)
    office.app.close()
