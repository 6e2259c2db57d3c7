"""The message window (留言), as it is spoken."""

from datetime import datetime

import pytest

from content.zone import SHANGHAI
from tests.bot.chat.story import VISITORS, Talk


def test_a_letter_from_the_first_word_to_its_number(talk: Talk) -> None:
    talk.goes("""
        公众> 我要留言
        机关< 请写下您要说的事，可以分几条发，也可以发图片和位置。
        机关< 写完回复“提交”，不想留言回复“取消”。
        公众> 幸福路的路灯坏了三天了。
        机关< 已记下 12 字。接着写，写完回复“提交”。
        公众> [图片]
        机关< 已记下 12 字、1 张图片。
        公众> [位置 示范市幸福路12号]
        机关< 1 个位置
        公众> 晚上很黑，老人不敢出门。
        公众> 提交
        机关< 这是哪一类？请回复数字：
        机关< 2 求助
        公众> ２
        机关< 请留一个联系电话
        公众> １３８ ００１３ ８０００
        机关< 同意吗？回复“同意”或“不同意”。
        公众> 同意
        机关< 类别：求助
        机关< 内容：幸福路的路灯坏了三天了。
        机关< 电话：138****8000
        机关< 公开问答：同意
        公众> 提交
        机关< 留言已收到，编号 {编号}。
        机关< 我们在 5 个工作日内答复，最迟 3 月 11 日。
        机关< 48 小时
        机关< “查询{编号}”
        公众> 查询
        机关< 留言 {编号}（求助）
        机关< 待答复
    """)
    with talk.office.app.store.read() as work:
        letter = work.letters.get(talk.known["编号"])
    assert [part.kind for part in letter.parts] == ["text", "picture", "place", "text"]
    assert (letter.topic, letter.phone, letter.consent) == ("求助", "13800138000", True)
    assert letter.parts[1].media == "sample-media"
    assert (letter.parts[2].latitude, letter.parts[2].text) == (34.7, "示范市幸福路12号")
    assert letter.visitor == VISITORS["公众"]


def test_nothing_is_left_that_was_not_handed_in(talk: Talk) -> None:
    talk.goes("""
        公众> 留言
        公众> 提交
        机关< 还没有写内容。
        公众> 停车位不够。
        公众> 取 消
        机关< 已取消，刚才写的没有留下。
        公众> 查询
        机关< 您在这里还没有留言或申请。
    """)


def test_one_can_go_back_at_any_point(talk: Talk) -> None:
    talk.goes("""
        公众> 咨询
        机关< 留言（咨询）：
        公众> 几点上班？？
        公众> 打错了
        公众> 返回
        机关< 已去掉最后一条。
        公众> 提交
        机关< 请留一个联系电话
        公众> 不知道
        机关< 没有看懂。请留一个联系电话
        公众> 跳过
        机关< 同意吗？
        公众> 返回
        机关< 请留一个联系电话
        公众> 13800138000
        公众> 不同意
        机关< 类别：咨询
        机关< 内容：几点上班？？
        机关< 公开问答：不同意
        公众> 返回
        机关< 同意吗？
        公众> 返回
        公众> 返回
        机关< 请接着写，写完回复“提交”。
        公众> 提交
        公众> 没有
        公众> 好的
        机关< 电话：不留
        公众> 算了
        机关< 已取消
    """)


def test_who_leaves_no_telephone_is_told_what_that_means(talk: Talk) -> None:
    talk.goes("""
        公众> 咨询
        公众> 几点上班？？
        公众> 提交
        公众> 跳过
        机关< 没有留电话：只有用这个微信号、并且一直关注，才能查到答复。要补电话回复“返回”。
        机关< 同意吗？
        公众> 返回
        公众> 13800138000
    """)
    assert "没有留电话" not in talk.answered


@pytest.mark.parametrize("word", ["好了", "好了。", "完了", "写完了", "完成", "就这些"])
def test_who_says_to_have_finished_has(talk: Talk, word: str) -> None:
    talk.goes(f"""
        公众> 留言
        公众> 路灯好了没有？
        公众> {word}
        机关< 这是哪一类？
    """)


def test_what_is_no_word_or_picture_is_politely_not_taken(talk: Talk) -> None:
    talk.goes("""
        公众> [语音]
        机关< 语音和视频我们暂时处理不了，请改用文字
        公众> [图片]
        机关< 已记下：图片
        机关< 留言：请写下您要说的事
        公众> [视频]
        机关< 语音和视频我们暂时处理不了
        公众> [链接 招聘公告]
        机关< 已记下
        公众> [别的]
        机关< 这种消息我们暂时看不了
        公众> 提交
        机关< 这是哪一类？
        公众> [图片]
        机关< 先回答这个问题：这是哪一类？
        公众> 建议
        机关< 请留一个联系电话
    """)


def test_a_button_does_not_lose_what_was_written(talk: Talk) -> None:
    talk.goes("""
        公众> 留言
        公众> [按 查询]
        机关< 您在这里还没有留言或申请。
        公众> 留言
        公众> 路面坑坑洼洼。
        公众> [按 查询]
        机关< 刚才写的留言还没有提交。
        公众> 帮助
        机关< 正在留言。
        公众> 提交
        机关< 这是哪一类？
    """)


def test_outside_office_hours_it_is_told_honestly(talk: Talk) -> None:
    talk.office.now = datetime(2025, 3, 7, 23, 0, tzinfo=SHANGHAI)
    talk.goes("""
        公众> 投诉
        机关< 现在不是办公时间（工作日8:30至12:00、14:30至18:00），工作人员上班后才能看到。
        公众> 工地夜里施工，很吵。
        公众> 提交
        公众> 跳过
        公众> 不同意
        公众> 提交
        机关< 最迟 3 月 14 日
        机关< 现在不是办公时间
        机关< 22:00至次日7:00不主动给您发消息
    """)


def test_too_many_letters_are_refused_before_they_are_written(talk: Talk) -> None:
    for number in range(5):
        talk.goes(f"""
            公众> 咨询
            公众> 第{number}个问题，想问问。
            公众> 提交
            公众> 跳过
            公众> 不同意
            公众> 提交
            机关< 留言已收到
        """)
    talk.goes("""
        公众> 留言
        机关< 您有 5 件留言还没有答复
        公众> 停水
        机关< 没有找到
    """)


def test_the_same_again_is_told_with_its_number(talk: Talk) -> None:
    once = """
        公众> 咨询
        公众> 社保卡在哪里办？
        公众> 提交
        公众> 跳过
        公众> 不同意
        公众> 提交
    """
    talk.goes(f"{once}\n机关< 编号 {{编号}}")
    talk.goes(f"{once}\n机关< 同样的留言已经收到，编号 {{编号}}\n机关< 不想留言回复“取消”")


def test_a_letter_has_its_limits(talk: Talk) -> None:
    talk.goes("公众> 留言")
    for _ in range(9):
        talk.goes("公众> [图片]\n机关< 已记下")
    talk.goes("公众> [图片]\n机关< 最多 9 张图片，这一张没有记下")
    talk.says("长" * 4999)
    talk.goes("公众> 再写两个字\n机关< 最多 5000 字，这一条没有记下")
