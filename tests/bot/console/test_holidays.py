"""The days off of a year: entered as the notice has them, with who did and what stood before."""

from tests.bot.console.stage import Stage, words

NOTICE = {
    "year": "2027",
    "source": "国办发明电〔2026〕1号",
    "off": "1月1日至1月3日\n2月5日至2月11日",
    "working": "2月14日",
}


def test_a_notice_is_entered_changed_and_its_history_kept(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        assert "放假 10 天，调休上班 1 天" in seat.done("/shezhi/jiaqi", NOTICE)
        form = seat.page("/shezhi/jiaqi/2027")
        assert "2027-01-01至2027-01-03\n2027-02-05至2027-02-11" in form
        seat.done("/shezhi/jiaqi", {**NOTICE, "off": "1月1日至1月2日", "working": ""})
        page = words(seat.page("/shezhi/jiaqi"))
        assert "2025-10-01至2025-10-08" in seat.page("/shezhi/jiaqi/2025")
        assert page.count("钱一录入 2027 年") == 2
        assert "2027 2027-01-01至2027-01-02 国办发明电〔2026〕1号" in page


def test_a_faulty_notice_is_shown_again_with_each_fault_at_its_field(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        answer = seat.post("/shezhi/jiaqi", {**NOTICE, "off": "2月35日", "working": "2月15日"})
        assert answer.status_code == 409
        assert 'id="x-off"' in answer.text
        assert "是周一至周五，本来就上班" in answer.text.partition('id="x-working">')[2].partition("<")[0]
        assert "2月35日</textarea>" in answer.text


def test_who_may_not_enter_reads(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        assert "录入</a>" not in seat.page("/shezhi/jiaqi")
        assert seat.get("/shezhi/jiaqi/2027").status_code == 403
        assert seat.post("/shezhi/jiaqi", NOTICE).status_code == 403
