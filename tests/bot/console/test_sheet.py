"""The approval sheet: what it says before and after the end of review, on a page and on paper."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest

from bot.actions.approve import approve
from bot.actions.emergency import emergency
from tests.bot.console.stage import Stage, words


def sheet(stage: Stage, ref: str) -> str:
    with stage.seat("吴九") as seat:
        return words(seat.page(f"/gaojian/{ref}/shenpidan"))


def test_before_the_end_of_review_the_sheet_says_so(desk: Stage) -> None:
    ref = desk.office.submitted()
    approve(desk.office.app, "李四", ref, now=desk.office.now)
    told = sheet(desk, ref)
    assert "审批中" in told
    assert "初审 李四 2025-03-04 09:00 同意 复审 还没有办 终审 还没有办" in told
    assert "不作为发布依据" in told
    assert "政府网站 还没有安排" in told


def test_an_emergency_and_its_debt_stand_on_the_sheet(desk: Stage) -> None:
    ref = desk.office.submitted()
    desk.office.later(timedelta(hours=1))
    approve(desk.office.app, "李四", ref, now=desk.office.now)
    for name in ("赵六", "周八"):
        desk.office.later(timedelta(hours=1))
        emergency(desk.office.app, name, ref, reason="防汛通知。", now=desk.office.now)
    told = sheet(desk, ref)
    assert "紧急发布，待补审" in told
    assert "初审 李四 2025-03-04 10:00 同意 同意紧急发布（终审） 赵六 2025-03-04 11:00" in told
    assert "同意紧急发布（发布员） 周八 2025-03-04 12:00 防汛通知。" in told
    assert "补审 还没有办" in told
    assert "已由两人同意，可以先发布；补审还没有完成" in told
    assert "不作为发布依据" not in told


@pytest.mark.part("pango")
@pytest.mark.part("fonts")
def test_on_paper_it_is_one_sheet_of_a4_with_digest_names_and_times(desk: Stage) -> None:
    office = desk.office
    ref = office.put_out(office.approved(office.item(body="三月起开展检查，请登陆网站查看。")))
    with desk.seat("吴九") as seat:
        answer = seat.get(f"/gaojian/{ref}/shenpidan.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    (page,) = pypdf.PdfReader(BytesIO(answer.content)).pages
    assert "王五" in page.extract_text().partition("说明理由后保留的提示")[2]
    text = "".join(page.extract_text().split())
    with office.app.store.read() as work:
        edition = work.items.edition("2025-00001", 1)
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert edition.digest in text
    assert edition.index_number in text
    for said in ("审批完成", "终审赵六2025-03-0409:00同意", "经审查可以公开。王五", "已核对。", "第1页，共1页"):
        assert said in text.replace("审查人", ""), said
