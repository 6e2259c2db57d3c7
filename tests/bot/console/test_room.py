"""What holds on every page: who is there, where a form is from, what the browser is told."""

from tests.bot.console.stage import Stage, words


def test_a_page_shows_who_is_signed_in_and_nothing_from_elsewhere(stage: Stage) -> None:
    with stage.seat("张三") as seat:
        answer = seat.get("/")
        assert answer.status_code == 200
        assert "张三 综合办公室" in words(answer.text)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
