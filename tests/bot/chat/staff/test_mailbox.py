"""信箱 and 答复: what the public wrote is answered in the chat by whoever may."""

from datetime import timedelta

import pytest

from tests.bot.chat.staff.desk import Desk

LETTER = """
    公众> 我要留言
    公众> 幸福路的路灯坏了三天了。
    公众> 提交
    公众> 2
    公众> 13800138000
    公众> 不同意
    公众> 提交
    机关< 留言已收到，编号 {编号}。
"""


def test_a_letter_is_read_and_answered(desk: Desk) -> None:
    desk.office.register({"冯一": {"信箱员"}})
    desk.bound("冯一")
    desk.goes(
        LETTER
        + """
        冯一> 留言
        机关< 待答复的留言 1 件：
        机关< {编号}【求助】幸福路的路灯坏了三天了。
        冯一> 看信 {编号}
        机关< 幸福路的路灯坏了三天了。
        冯一> 答复 {编号}
        机关< 请把答复写在编号后面
        冯一> 答复 {编号} 路灯已修好，谢谢您。
        机关< {编号} 已答复，正发给留言人。
        冯一> 信箱
        机关< 没有待答复的留言。
        公众> 查询{编号}
        机关< 路灯已修好，谢谢您。
        冯一> 我要留言
        机关< 请写下您要说的事
    """
    )


def test_that_an_answer_reaches_nobody_is_told_to_who_gives_it(desk: Desk) -> None:
    desk.office.register({"冯一": {"信箱员"}})
    desk.bound("冯一")
    desk.goes(
        LETTER.replace("13800138000", "跳过")
        + """
        公众> [离开]
        冯一> 答复 {编号} 路灯已修好，谢谢您。
        机关< {编号} 已答复，无法告知（没有电话，已取消关注或已清除）。
    """
    )


@pytest.mark.parametrize("name", ["张三", "李四", "周八", "钱一"])
def test_nobody_else_reads_or_answers_letters(name: str, desk: Desk) -> None:
    desk.goes(
        LETTER
        + f"""
        {name}> 看信 {{编号}}
        机关< {name}不能
        {name}> 答复 {{编号}} 好的
        机关< {name}不能
        {name}> 留言
        机关< 请写下您要说的事
    """
    )


def test_clerks_are_told_of_new_letters_once_until_they_write_again(desk: Desk) -> None:
    desk.office.register({"冯一": {"信箱员"}})
    desk.bound("冯一")
    desk.goes("冯一> 办公" + LETTER.replace("公众", "别人") + LETTER.replace("编号}", "第二}"))
    assert desk.notices("冯一") == ["有新的留言，发“信箱”查看。"]
    assert desk.notices("张三") == []
    desk.office.later(timedelta(minutes=1))
    desk.goes("冯一> 信箱")
    desk.office.later(timedelta(minutes=1))
    desk.goes(LETTER.replace("路灯坏了三天了", "井盖也坏了").replace("编号}", "第三}"))
    assert len(desk.notices("冯一")) == 2


def test_a_clerk_sees_that_there_is_more_than_words(desk: Desk) -> None:
    desk.office.register({"冯一": {"信箱员"}})
    desk.bound("冯一")
    desk.goes(
        LETTER.replace("三天了。", "三天了。\n    公众> [位置 示范路1号]")
        + """
        冯一> 看信 {编号}
        机关< 另有图片、附件、位置 1 个
    """
    )


def test_a_long_letter_is_read_to_its_end(desk: Desk) -> None:
    desk.office.register({"冯一": {"信箱员"}})
    desk.bound("冯一")
    written = "".join(f"第{place}盏路灯坏了，" for place in range(1, 151))
    desk.goes(
        LETTER.replace("幸福路的路灯坏了三天了。", written)
        + """
        冯一> 看信 {编号}
        机关< {编号}【求助】
        机关< 字，发“更多”接着看。）
    """
    )
    read = [desk.answered.splitlines()[1]]
    while "发“更多”" in desk.answered:
        desk.goes("冯一> 更多")
        read.append(desk.answered)
    assert "".join(part.partition("……（还有")[0] for part in read) == written
    assert all(len(part.encode()) < 1800 for part in read)
    desk.goes("""
        冯一> 更多
        机关< 现在没有进行到一半的事情。
        冯一> 看信 {编号}
        冯一> 停水
        冯一> 更多
        机关< 没有更多了。
    """)
