"""Greeting, help, the office's rules, and the search, as they are spoken."""

from pathlib import Path

from tests.bot.chat.conftest import published, talking
from tests.bot.chat.story import Talk
from tests.content.search.index_at_work import first_index_at_work


def test_who_begins_to_follow_is_greeted(talk: Talk) -> None:
    talk.goes("""
        公众> [关注]
        机关< 您好，这里是示范高新区管委会。
        机关< 直接写您想找的内容
        机关< 依申请公开：申请没有公开的信息
        机关< 急事请拨打 0000-00000000。
        机关< https://hd.example.gov.cn/hd/liuyan
        公众> 帮助
        机关< 直接写您想找的内容
        公众> ？
        机关< 直接写您想找的内容
        公众> [离开]
        机关<
    """)


def test_a_greeting_of_the_offices_own_goes_first(tmp_path: Path) -> None:
    talk = Talk(talking(tmp_path, "chat: {greeting: 欢迎关注示范高新区。}\n"))
    talk.goes("公众> [关注]\n机关< 欢迎关注示范高新区。\n机关< 留言：咨询")
    assert "http" not in talk.answered
    talk.office.app.close()


def test_the_offices_rules_answer_their_words(talk: Talk) -> None:
    published(talk.office, "关于调整上班时间的通知")
    talk.goes("""
        公众> 请问你们在哪里，怎么去？
        机关< 示范市示范路1号。
        机关< https://www.example.gov.cn/dt
        公众> 上 班
        机关< 工作日上班。
        公众> 上班时间
        机关< 关于调整上班时间的通知
    """)


def test_the_search_shows_five_and_then_more(talk: Talk) -> None:
    for number in range(1, 8):
        published(talk.office, f"停水通知第{number}号")
    talk.goes("""
        公众> 谢谢！
        机关< 不客气
        公众> 您好，
        机关< 请直接写您想找的内容
        公众> 停水通知
        机关< 1. 停水通知第…号 https://www.example.gov.cn/tzgg/…（2025-03-04）
        机关< 5. 停水通知
        机关< 回复“更多”看后面的。
        公众> 更多
        机关< 2. 停水通知
        机关< 没有您要的？换个说法再试，或回复“留言”问我们。
        公众> 第二个
        机关< 停水通知第
        机关< 三月起对辖区企业开展安全生产检查。
        机关< 点这里看全文 https://www.example.gov.cn/tzgg/
        公众> 下一页
        机关< 没有更多了。
        公众> 2
        机关< 点这里看全文
        公众> 9
        机关< 没有找到和“9”有关的公开信息。
    """)
    assert "6. " not in talk.says("停水通知")


def test_what_is_not_found_is_taken_along_to_the_message_window(talk: Talk) -> None:
    talk.goes("""
        公众> 我家楼下的井盖什么时候修？
        机关< 没有找到和“我家楼下的井盖什么时候修?”有关的公开信息。
        机关< 留言：直接问我们
        机关< 依申请公开：申请没有公开的信息
        公众> 留言
        机关< 已记下：我家楼下的井盖什么时候修?
        公众> 提交
        机关< 这是哪一类？
    """)


def test_what_was_taken_along_can_be_taken_out_again(talk: Talk) -> None:
    talk.goes("""
        公众> 井盖
        公众> 留言
        机关< 已记下：井盖
        机关< 这是您刚才搜索的，已写进留言；不要的话回复“返回”。
        公众> 返回
        机关< 已去掉最后一条。
        公众> 提交
        机关< 还没有写内容。
    """)


def test_what_was_found_is_not_taken_along(talk: Talk) -> None:
    published(talk.office, "安全生产检查通知")
    talk.goes("""
        公众> 安全生产
        机关< 1. 安全生产检查通知
        公众> 留言
        机关< 留言：请写下您要说的事
    """)
    assert "已记下" not in talk.answered
    talk.goes("公众> 提交\n机关< 还没有写内容。")


def test_the_menu_and_the_word_lead_into_the_search(talk: Talk) -> None:
    published(talk.office, "关于高企认定的通知")
    talk.goes("""
        公众> [按 搜索]
        机关< 请写您想找的内容
        公众> 高企认定
        机关< 1. 关于高企认定的通知
        公众> 搜索：高企认定
        机关< 1. 关于高企认定的通知
        公众> [按 高企认定]
        机关< 1. 关于高企认定的通知
        公众> [扫 door-7]
        机关< 直接写您想找的内容
        公众> [扫 留言]
        机关< 请写下您要说的事
    """)


def test_words_with_no_conversation_to_go_with_say_what_can_be_done(talk: Talk) -> None:
    for words in ("取消", "提交", "返回", "更多", "跳过"):
        talk.goes(f"公众> {words}\n机关< 现在没有进行到一半的事情。")
    for words in ("。。。", "😀", "[链接 一篇文章]", "[语音]"):
        talk.says(words)
        talk.goes(f"公众> {words}\n机关< ……")


def test_a_conversation_is_over_after_a_day(talk: Talk) -> None:
    talk.goes("""
        公众> 留言
        公众> 路灯坏了。
        过了> 25 小时
        公众> 提交
        机关< 现在没有进行到一半的事情。
    """)


def test_artificial_intelligence_is_no_call_for_a_person(talk: Talk) -> None:
    published(talk.office, "人工智能产业扶持办法")
    published(talk.office, "依申请公开办理规程")
    talk.goes("""
        公众> 人工智能产业
        机关< 人工智能产业扶持办法
        公众> 依申请公开办理规程
        机关< 1. 依申请公开办理规程
        公众> 人工：想找人问问房产证的事
        机关< 已记下：想找人问问房产证的事
    """)


def test_before_the_first_index_is_made_nobody_is_told_that_there_is_nothing(talk: Talk) -> None:
    with first_index_at_work(talk.office.app.search, talk.office.folder / "var/search"):
        talk.goes("""
            公众> 停水通知
            机关< 搜索正在准备，请过几分钟再试。
            公众> 留言
            机关< 已记下：停水通知
        """)
