"""The word lists in the browser: added to, taken from, each word with its history."""

import pytest
from playwright.sync_api import Browser

from tests.bot.console.stage import PHONE, Stage, words
from tests.bot.console.test_every_page import faults_of

WORD = {"list": "错别字", "word": "高新曲", "says": "高新区", "reason": "常写错"}


def test_a_word_is_added_changed_and_taken_off_with_its_history(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        assert "已添加“高新曲”，现在起生效。" in seat.done("/shezhi/cidian", WORD)
        assert "已更改“高新曲”" in seat.done("/shezhi/cidian", {**WORD, "says": "高新技术区"})
        assert "没有改动" in seat.done("/shezhi/cidian", {**WORD, "says": "高新技术区"})
        off = {"list": "错别字", "word": "高新曲"}
        assert "要写明理由" in words(seat.post("/shezhi/cidian/quchu", off).text)
        assert "已从错别字表去掉“高新曲”" in seat.done("/shezhi/cidian/quchu", {**off, "reason": "不用了"})
        page = words(seat.page("/shezhi/cidian", list="错别字", word="高新曲"))
        assert "“高新曲”的经过" in page
        assert page.count("钱一写入“高新曲”") == 2
        assert "钱一去掉“高新曲” 理由：不用了" in page


def test_a_word_that_cannot_stand_there_is_shown_again(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        answer = seat.post("/shezhi/cidian", {**WORD, "says": ""})
        assert answer.status_code == 409
        assert "没有添加：错别字要写出正确的写法。" in words(answer.text)
        assert 'value="高新曲"' in answer.text


def test_who_may_not_keep_the_lists_reads_them(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        assert "添加或更改" not in words(seat.page("/shezhi/cidian", list="敏感词"))
        assert seat.post("/shezhi/cidian", WORD).status_code == 403


@pytest.mark.part("chromium")
def test_a_list_with_words_fits_a_phone_and_is_accessible(desk: Stage, browser: Browser) -> None:
    with desk.seat("钱一") as seat:
        seat.done("/shezhi/cidian", WORD)
    assert faults_of(desk, browser, "钱一", "/shezhi/cidian", size=PHONE) == []
