"""Nobody is caught in a conversation: each says how to leave it, and takes only for an answer what is one."""

from pathlib import Path

from bot.actions.answer_letter import answer
from tests.bot.chat.conftest import talking
from tests.bot.chat.story import VISITORS, Talk

FILLING_IN = """
    公众> 依申请公开
    公众> 2024年东区道路改造的中标价
    公众> 在这里填
    公众> 继续
"""


def test_a_picture_is_no_answer_to_what_is_asked_in_words(talk: Talk) -> None:
    talk.goes("""
        公众> 搜索
        公众> [图片]
        机关< 已记下：图片
        公众> 取消
        公众> 查询
        公众> 12345678
        机关< 请回复当时所留电话的后四位。
        公众> [位置 示范路1234号]
        机关< 已记下：示范路1234号
    """)


def test_a_word_that_asks_for_something_else_is_not_written_into_a_letter(talk: Talk) -> None:
    talk.goes("""
        公众> 留言
        公众> 路灯坏了三天了
        公众> 查询
        机关< 正在留言。接着写，或回复：
        机关< 取消：放弃这次留言
        公众> 提交
        公众> 说不清楚
        机关< 没有看懂。这是哪一类？
        机关< 不想留言了，回复“取消”。
    """)


def test_before_anything_is_filled_in_other_words_lead_away(talk: Talk) -> None:
    talk.goes("""
        公众> 依申请公开
        公众> 帮助
        机关< 直接写您想找的内容
        公众> 依申请公开
        公众> 东区道路改造的中标价
        机关< 回复“在这里填”
        公众> 留言
        机关< 请写下您要说的事
    """)


def test_what_is_filled_in_is_not_lost_by_a_word_or_a_button(talk: Talk) -> None:
    talk.goes(f"""
        {FILLING_IN}
        公众> 自然人
        机关< 请写申请人的姓名
        公众> 查询
        机关< 没有看懂。请写申请人的姓名
        机关< 改上一项回复“返回”，不申请了回复“取消”。
        公众> [按 搜索]
        机关< 申请还没有提交。请接着填，填完回复“提交”；不申请了回复“取消”
        公众> 张三
        机关< 请写身份证明
        机关< 到网页上填写
    """)


def test_where_there_are_no_pages_nobody_is_sent_there(tmp_path: Path) -> None:
    talk = Talk(talking(tmp_path, ""))
    talk.goes("""
        公众> 依申请公开
        公众> 2024年东区道路改造的中标价
        公众> 继续
        公众> 自然人
        公众> 张三
        机关< 请回复“取消”，当面或者写信申请。
    """)
    assert "网页" not in talk.answered
    talk.office.app.close()


def test_a_long_answer_is_read_to_its_end(talk: Talk) -> None:
    talk.goes("""
        公众> 留言
        公众> 幼儿园什么时候报名？
        公众> 提交
        公众> 1
        公众> 跳过
        公众> 不同意
        公众> 提交
        机关< 编号 {编号}。
    """)
    text = "".join(f"第{number}条，请带户口簿。" for number in range(1, 91))
    answer(talk.office.app, "吴十一", talk.known["编号"], text, now=talk.office.now)
    talk.goes("""
        公众> 查询{编号}
        机关< 第1条
        机关< 回复“更多”接着看。
        公众> 更多
        机关< 第50条
        公众> 更多
        机关< 第90条，请带户口簿。
        机关< 请给答复打分，回复 1 到 5
        公众> 5
        机关< 谢谢您的评价。
    """)


def test_staff_may_confirm_what_they_write_as_citizens(talk: Talk) -> None:
    with talk.office.app.store.write() as work:
        work.bindings.bind(VISITORS["公众"], "张三", talk.office.now)
    talk.goes(f"""
        {FILLING_IN.replace("继续", "不改")}
        机关< 申请人是哪一类？
        公众> 取消
        {FILLING_IN}
        机关< 申请人是哪一类？
        公众> 取消
        公众> 留言
        公众> 幼儿园什么时候报名？
        公众> 提交
        公众> 1
        公众> 跳过
        公众> 不同意
        公众> 确认
        机关< 留言已收到
        公众> 继续
        机关< 没有没写完的稿件。
        公众> 确认
        机关< 您没有领取的。
    """)
