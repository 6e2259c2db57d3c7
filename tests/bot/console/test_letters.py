"""The inbox in the browser: what waits, and for whom."""

from tests.bot.console.stage import Stage


def test_the_inbox_is_for_those_who_work_on_letters(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        answer = seat.get("/liuyan")
        assert answer.status_code == 403
        assert "信箱员" in answer.text
