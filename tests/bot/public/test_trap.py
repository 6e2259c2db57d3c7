"""Machines are kept out, and people who are quick, slow or many behind one address are told in words."""

from datetime import timedelta

from bot.limits import LETTERS as LIMIT
from tests.bot.public.stage import LATER, LETTER, LETTERS, Stage


def written(number: int) -> dict[str, str]:
    return {**LETTER, "text": f"第 {number} 个问题，请答复。", "phone": f"1380000{number:04d}"}


def test_a_field_nobody_sees_must_stay_empty(stage: Stage) -> None:
    answer = stage.send(LETTERS, {**LETTER, "website": "http://spam.example"})
    assert (answer.status_code, "清空后再提交" in answer.text) == (422, True)
    assert LETTER["text"] in answer.text


def test_a_form_sent_sooner_than_a_person_can_read_is_shown_again_and_then_taken(stage: Stage) -> None:
    token = stage.token(LETTERS)
    stage.office.later(-LATER)
    assert "太快" in stage.post(LETTERS, {**LETTER, "once": token}).text
    stage.office.later(LATER)
    assert stage.post(LETTERS, {**LETTER, "once": token}).status_code == 303


def test_a_form_without_our_token_or_with_another_forms_or_a_stale_one_is_not_taken(stage: Stage) -> None:
    foreign, stale = stage.token("/hd/shenqing/tianxie"), stage.token(LETTERS)
    stage.office.later(timedelta(hours=25))
    for token in ("", "x.y.z", foreign, stale, stage.token(LETTERS)[:-1] + "g"):
        answer = stage.post(LETTERS, {**LETTER, "once": token})
        assert (answer.status_code, "已经过期" in answer.text) == (422, True)
        assert LETTER["text"] in answer.text


def test_a_form_may_be_left_open_over_midnight_and_for_most_of_a_day(stage: Stage) -> None:
    token = stage.token(LETTERS)
    stage.office.later(timedelta(hours=23))
    assert stage.post(LETTERS, {**LETTER, "once": token}).status_code == 303


def test_a_form_from_another_site_is_refused(stage: Stage) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec_fetch_site": "cross-site"}, {"origin": "null"}):
        for path in (LETTERS, "/hd/chaxun", "/hd/chaxun/pingjia", "/hd/shenqing/zhaodao"):
            assert stage.post(path, LETTER, **headers).status_code == 403
    assert stage.send(LETTERS, LETTER, origin="https://www.example.gov.cn").status_code == 303


def test_too_many_from_one_address_wait_an_hour_and_lose_nothing(stage: Stage) -> None:
    for number in range(LIMIT.most):
        assert stage.send(LETTERS, written(number)).status_code == 303
    answer = stage.send(LETTERS, written(LIMIT.most))
    assert (answer.status_code, written(LIMIT.most)["text"] in answer.text) == (429, True)
    # Behind a web server that the settings name, or our own, others are others.
    assert stage.send(LETTERS, written(LIMIT.most), x_forwarded_for="198.51.100.9").status_code == 303
    stage.office.later(timedelta(hours=1))
    assert stage.send(LETTERS, written(LIMIT.most + 1)).status_code == 303


def test_no_address_is_kept_only_what_stands_for_it_for_a_while(stage: Stage) -> None:
    stage.send(LETTERS, LETTER, x_forwarded_for="198.51.100.9")
    with stage.reading() as work:
        kept = work.session.connection().exec_driver_sql("SELECT key, value FROM shelf").all()
    assert kept
    assert not [row for row in kept if "198.51.100.9" in "".join(map(str, row))]
