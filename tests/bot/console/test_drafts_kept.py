"""What stays of what somebody wrote, for how long, and what is not handed in."""

from datetime import timedelta

from bot.actions.drafts import KEPT, clear_closed
from tests.bot.console.stage import Stage, words
from tests.bot.console.test_drafts import WRITTEN, begun
from tests.content.papers import picture


def test_what_is_left_of_a_draft_goes_long_after_it_was_handed_in_or_thrown_away(stage: Stage) -> None:
    app, office = stage.office.app, stage.office
    with stage.seat("张三") as seat:
        dropped, handed_in, still_open = begun(seat), begun(seat), begun(seat)
        seat.done(f"{dropped}/shanchu")
        seat.done(handed_in, {**WRITTEN, "version": "1", "act": "save"})
        seat.done(f"{handed_in}/tijiao", {"version": "2"})
    office.later(KEPT - timedelta(minutes=1))
    assert clear_closed(app, office.now) == 0
    with stage.seat("张三") as seat:
        seat.post(f"{handed_in}/cun", {**WRITTEN, "body": "提交以后还写的。", "version": "2"})
        office.later(timedelta(minutes=2))
        assert clear_closed(app, office.now) == 1
        assert "满 30 天" in words(seat.get(dropped).text)
        assert "提交以后还写的。" in seat.page(f"{handed_in}/fuben/2")
        assert "还没有标题" in words(seat.page("/gaojian/caogao"))
        office.later(KEPT)
        assert clear_closed(app, office.now) == 1
        assert seat.get(f"{handed_in}/fuben/2").status_code != 200
    with stage.seat("张三") as seat:
        assert seat.get(still_open).status_code == 200


def test_what_a_draft_began_with_and_what_was_replaced_within_minutes_can_be_had_back(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat, **{"from": "text", "text": "各企业：请于三月底以前完成自查，并把自查表报综合办公室。"})
        other = {**WRITTEN, "body": "误贴进来的另外一篇文章，比原来的还要长，把原来写的整个盖掉了。", "version": "1"}
        assert seat.post(f"{path}/cun", other).status_code == 200
        assert "三月底以前完成自查" in seat.page(f"{path}/fuben/1")
        more = {**other, "body": other["body"] + "又写了一句。", "version": "2"}
        assert seat.post(f"{path}/cun", {**more, "summary": WRITTEN["summary"] * 2}).status_code == 200
        assert seat.post(f"{path}/cun", {**more, "summary": "", "version": "3"}).status_code == 200
        assert WRITTEN["summary"] * 2 in seat.page(f"{path}/fuben/2")
        assert seat.get(f"{path}/fuben/3").status_code == 200


def test_a_picture_without_words_is_not_handed_in(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        path = begun(seat)
        seat.post(f"{path}/wenjian", files=[("upload", ("检查 现场.png", picture(".png"), "image/png"))])
        seat.done(path, {**WRITTEN, "body": "检查现场：\n\n![](检查-现场.png)", "version": "1", "act": "save"})
        asked = seat.page(f"{path}/tijiao")
        assert "必须改 正文：图片“检查-现场.png”没有文字说明" in words(asked)
        assert '<button class="first">提交' not in asked
        refused = seat.post(f"{path}/tijiao", {"version": "2"})
        assert refused.status_code == 409
        assert words(refused.text).count("没有文字说明") == 1
        seat.done(path, {**WRITTEN, "body": "![两名检查员在看灭火器](检查-现场.png)", "version": "2", "act": "save"})
        assert "已提交" in seat.done(f"{path}/tijiao", {"version": "3"})
