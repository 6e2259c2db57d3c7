"""A form counts once, however it comes a second time."""

from tests.bot.console.stage import Stage, words


def test_a_form_sent_again_after_signing_in_anew_leads_to_the_same_draft(desk: Stage) -> None:
    places = []
    for _ in range(2):
        with desk.seat("张三") as seat:
            places.append(seat.post("/gaojian/xinjian", {"once": "一次"}).headers["location"])
    assert places[0] == places[1]


def test_what_was_refused_may_be_sent_again_from_the_same_form(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        form = {"name": "新人", "unit": "", "role": "信息员", "once": "一次"}
        assert seat.post("/renyuan/xinzeng", form).status_code != 303
        assert seat.post("/renyuan/xinzeng", {**form, "unit": "综合办公室"}).status_code == 303


def test_a_form_that_was_changed_after_it_was_sent_is_not_taken_for_the_one_that_was(desk: Stage) -> None:
    with desk.seat("钱一") as seat:
        form = {"name": "新人", "unit": "综合办公室", "role": "信息员", "once": "一次"}
        assert [seat.post("/renyuan/xinzeng", form).status_code for _ in range(2)] == [303, 303]
        changed = seat.post("/renyuan/xinzeng", {**form, "name": "另一人"})
        assert changed.status_code == 400
        assert "已经提交过一次，那次已经办好；后来改动的内容没有办理" in words(changed.text)
        assert 'value="另一人"' in changed.text
