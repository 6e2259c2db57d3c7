"""查询 and 评价, as they are spoken."""

from datetime import timedelta
from pathlib import Path

from bot.actions.answer_letter import answer
from tests.bot.chat.conftest import talking
from tests.bot.chat.story import VISITORS, Talk

LETTER = """
    公众> 咨询
    公众> {text}
    公众> 提交
    公众> 13800138000
    公众> {consent}
    公众> 提交
    机关< 编号 {{编号}}
"""
ANSWER = "九月一日起在社区报名。"


def left(talk: Talk, text: str = "幼儿园什么时候报名？", consent: str = "不同意") -> str:
    talk.known.clear()
    talk.goes(LETTER.format(text=text, consent=consent))
    return talk.known["编号"]


def answered(talk: Talk, number: str, text: str = ANSWER) -> None:
    answer(talk.office.app, "吴十一", number, text, now=talk.office.now)


def test_an_answer_is_read_and_rated(talk_on_both: Talk) -> None:
    talk = talk_on_both
    number = left(talk)
    talk.goes("""
        公众> 查询{编号}
        机关< 留言 {编号}（咨询）
        机关< 待答复
    """)
    answered(talk, number)
    talk.goes("""
        公众> {编号}
        机关< 2025-03-04 09:00 收到，已答复。
        机关< 2025-03-04 09:00 答复：
        机关< 九月一日起在社区报名。
        机关< 请给答复打分，回复 1 到 5
        公众> ５
        机关< 谢谢您的评价。问答可以隐去个人信息放到网站上供大家参考吗？
        公众> 同意
        机关< 公开前会隐去您的个人信息。
        公众> 评价
        机关< 现在没有等您评价的答复。
        公众> 查询
        机关< 九月一日起在社区报名。
    """)
    with talk.office.app.store.read() as work:
        letter = work.letters.get(number)
    assert (letter.stars, letter.consent) == (5, True)


def test_who_is_not_content_may_say_why(talk: Talk) -> None:
    number = left(talk, consent="同意")
    answered(talk, number)
    talk.goes("""
        公众> 评价2
        机关< 哪里没有办好？请写一句
        公众> 没有说在哪个社区
        机关< 谢谢，您的意见已记下。
    """)
    with talk.office.app.store.read() as work:
        letter = work.letters.get(number)
    assert (letter.stars, letter.rated_says) == (2, "没有说在哪个社区")


def test_a_rating_can_be_left_and_other_things_asked(talk: Talk) -> None:
    answered(talk, left(talk, consent="同意"))
    talk.goes("""
        公众> 评价
        机关< 已答复。请给答复打分
        公众> 停水
        机关< 没有找到
        公众> 评价
        公众> 不用
        机关< 谢谢您的评价。
        公众> 评价5
        机关< 谢谢您的评价。
        公众> 评价 5
        机关< 现在没有等您评价的答复。
    """)


def test_a_figure_that_is_no_rating_is_asked_again(talk: Talk) -> None:
    number = left(talk, consent="同意")
    answered(talk, number)
    talk.goes("""
        公众> 评价 0
        机关< 留言 {编号}（咨询）已答复。请给答复打分，回复 1 到 5
        公众> 0
        机关< 没有看懂。请给答复打分，回复 1 到 5
        公众> 六
        机关< 没有看懂。请给答复打分，回复 1 到 5
        公众> 评价 10
        机关< 请给答复打分，回复 1 到 5
        公众> 6
        机关< 没有看懂。请给答复打分，回复 1 到 5
        公众> 3
        机关< 哪里没有办好？请写一句
    """)
    with talk.office.app.store.read() as work:
        assert work.letters.get(number).stars == 3


def test_a_rating_in_words_is_one(talk: Talk) -> None:
    number = left(talk, consent="同意")
    answered(talk, number)
    talk.goes("""
        公众> 评价
        公众> 很满意！
        机关< 谢谢您的评价。
    """)
    with talk.office.app.store.read() as work:
        assert work.letters.get(number).stars == 5


def test_nobody_is_asked_for_a_rating_for_ever(talk: Talk) -> None:
    answered(talk, left(talk))
    talk.goes("""
        公众> 评价
        公众> 6
        公众> 7
        公众> 8
        机关< 没有看懂。请给答复打分
        公众> 9
        机关< 没有看懂，先不打分了。要打分，请回复“评价”。
        公众> 6
        机关< 没有找到
        公众> 评价 2
        机关< 哪里没有办好？
    """)


def test_somebody_else_needs_the_digits_of_the_telephone(talk: Talk) -> None:
    answered(talk, left(talk))
    talk.goes("""
        别人> 查询 {编号}
        机关< 这个编号不是在这个微信号上写的。请回复当时所留电话的后四位。
        别人> 80
        机关< 请回复电话的后四位数字
        别人> 1234
        机关< 没有查到。请核对编号
        别人> {编号}
        机关< 请回复当时所留电话的后四位。
        别人> 8000
        机关< 九月一日起在社区报名。
        别人> 5
        机关< 没有找到
        别人> 查询 87654321
        机关< 请回复当时所留电话的后四位。
        别人> 取消
        机关< 好的，不查了。
    """)


def test_who_cannot_find_it_here_is_told_where_else(talk: Talk) -> None:
    asked = """
        别人> 查询{编号}
        机关< 没有留电话、或者取消关注前已经答复的，网上查不到，请来电或当面查询。
    """
    left(talk)
    talk.goes(asked)
    said = talk.answered
    talk.goes(asked.replace("{编号}", "87654321"))
    assert talk.answered == said, "whether or not there is such a number"


def test_where_else_names_the_offices_telephone(tmp_path: Path) -> None:
    office = talking(tmp_path)
    office.settings.write_text(
        office.settings.read_text(encoding="utf-8").replace("office: {", "office: {phone: 0000-00000000, ", 1),
        encoding="utf-8",
    )
    office.app.close()
    talk = Talk(office.open())
    talk.goes("公众> 查询12345678\n机关< 网上查不到，请拨打 0000-00000000 或当面查询。")
    office.app.close()


def test_after_a_wrong_tail_the_right_one_is_taken(talk: Talk) -> None:
    other = left(talk, "公交几点停运？")
    answered(talk, left(talk))
    talk.goes(f"""
        别人> 查询{{编号}}
        别人> 0000
        机关< 没有查到。请核对编号
        机关< 再查请回复电话的后四位，或别的编号
        别人> 80
        机关< 请回复电话的后四位数字
        别人> 后四位是 ８０００
        机关< 九月一日起在社区报名。
        别人> {{编号}}
        别人> 0000
        别人> {other}
        机关< 请回复当时所留电话的后四位。
        别人> 8000
        机关< 留言 {other}（咨询）
        别人> {{编号}}
        别人> 2025年的停水通知
        机关< 没有找到和“2025年的停水通知”有关的公开信息。
    """)


def test_digits_cannot_be_tried_until_they_fit(talk: Talk) -> None:
    number = left(talk)
    for tail in range(10):
        talk.says(f"查询{number}", VISITORS["别人"])
        assert "没有查到" in talk.says(f"{tail:04d}", VISITORS["别人"])
    talk.says(f"查询{number}", VISITORS["别人"])
    assert "查询次数太多，请一小时后再查。" in talk.says("8000", VISITORS["别人"])


def test_digits_cannot_be_tried_on_without_the_number_either(talk: Talk) -> None:
    talk.says(f"查询{left(talk)}", VISITORS["别人"])
    for tail in range(10):
        assert "没有查到" in talk.says(f"{tail:04d}", VISITORS["别人"])
    assert "查询次数太多，请一小时后再查。" in talk.says("8000", VISITORS["别人"])


def test_of_several_one_is_chosen(talk: Talk) -> None:
    first = left(talk, "幼儿园什么时候报名？")
    talk.office.later(timedelta(minutes=1))
    left(talk, "公交几点停运？")
    talk.goes(f"""
        公众> 查询进度
        机关< 1. 留言 {{编号}}（咨询）待答复
        机关< 2. 留言 {first}（咨询）待答复
        公众> 2
        机关< 留言 {first}（咨询）
    """)


def test_who_wrote_nothing_here_may_give_a_number(talk: Talk) -> None:
    talk.goes("""
        公众> 查询
        机关< 请回复编号来查。
        机关< https://hd.example.gov.cn/hd/chaxun
        公众> 12345678
        机关< 请回复当时所留电话的后四位。
        公众> 查询停水通知
        机关< 没有找到和“查询停水通知”有关的公开信息。
    """)


def test_a_long_answer_leads_to_its_page(talk: Talk) -> None:
    number = left(talk)
    answered(talk, number, "很长。" * 300)
    talk.goes("""
        公众> 查询
        机关< 全文请看：进度查询 https://hd.example.gov.cn/hd/chaxun
    """)
