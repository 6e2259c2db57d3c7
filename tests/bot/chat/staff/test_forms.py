"""What begins with a word of staff and is in no form of it is told of: not searched for, and no text of an item."""

import pytest

from bot.chat.dialogues.staff.forms import misfit, misfit_in_draft
from tests.bot.chat.staff.desk import Desk
from tests.bot.chat.story import visitor_of

MEANT = (
    *(
        "通过",
        "通过。",
        "通过 1 2",
        "通过 1、2",
        "通过1和2",
        "通过 1 已阅",
        "通 过 1",
        "通过 1 保密",
        "通过：1",
        "通过编号",
    ),
    *(
        "退回",
        "退回第二段有错",
        "退回 有错",
        "说明 3",
        "看 一",
        "看第2篇",
        "发布 1，2",
        "发布 2026-00004",
        "发布 ２０２６－０４",
    ),
    *(
        "看信",
        "看信 1",
        "看信编号 1234567",
        "答复 1 已修好",
        "答复９１１２９２７",
        "绑定 12",
        "统计 26",
        "领取",
        "待审 1",
    ),
    "答复 1 您反映的幸福路路灯问题已经请城管部门核实并全部修复完毕，感谢您的关心。",
    "答复 3022632 张大爷13912345678反映的幸福路路灯问题已经请城管部门核实并全部修复完毕。",
)
PROSE = (
    *("通过这次检查，发现三个问题。", "发布会定于四月三日召开。", "退回的材料请及时补正。", "通过3个方面推进整改"),
    *("通过一系列措施", "通过第三方评估", "通过12345热线反映的问题", "发布2026年工作要点", "说明：本表一式两份。"),
    *(
        "保密工作",
        "看一看",
        "答复意见",
        "投稿须知",
        "待审批事项",
        "统计表明",
        "确认书",
        "信箱地址",
        "领取方式",
        "退回\n两件",
    ),
    "通过 3 年的努力，全区空气质量明显改善，群众的获得感、幸福感持续增强。",
    "说明 本表由各单位如实填写，一式两份，加盖公章后于四月三日前报送综合办公室。",
)
PROSE_IN_A_DRAFT = (
    *("改革开放", "标题党", "删繁就简", "日期待定", "概述如下：", "栏目设置", "正文部分", "修改意见", "重写历史"),
    *("搜索引擎", "人工智能产业", "功能区建设", "留言板", "查询方式：", "评价标准", "无", "0", "各有关企业："),
)


@pytest.mark.parametrize("text", MEANT)
def test_a_short_form_or_a_number_behind_the_word_is_meant_for_us(text: str) -> None:
    assert misfit(text).startswith("没有办：“")
    assert "正文 " in misfit_in_draft(text)


@pytest.mark.parametrize("text", PROSE)
def test_a_sentence_that_begins_with_the_same_characters_is_not(text: str) -> None:
    assert misfit(text) == misfit_in_draft(text) == ""


@pytest.mark.parametrize("text", PROSE_IN_A_DRAFT)
def test_nor_is_it_while_a_draft_is_open(text: str) -> None:
    assert misfit_in_draft(text) == ""


def test_what_fits_no_form_is_answered_with_the_right_one(desk: Desk) -> None:
    ref = desk.office.submitted()
    desk.goes("""
        李四> 待审
        李四> 通过
        机关< 没有办：“通过”应写作“通过 1”“通过 1 保密 结论”或“通过 1 说明 理由”，一次一件。
        李四> 通过 1 2
        机关< 没有办：“通过”应写作“通过 1”
        李四> 通过 1 保密
        机关< 没有办：“通过”应写作“通过 1”
        李四> 退回 2025-00001 理由
        机关< 没有办：“退回”应写作“退回 1 理由”
        周八> 发布 2025-00001
        机关< 没有办：“发布”应写作“发布 1”或“发布 2026-00137.1”
        李四> 停水
        机关< 没有找到
        李四> 看 一
        机关< 没有办：“看”应写作
        李四> 信箱
        机关< 李四不能
        吴九> 通过
        机关< 没有办：“通过”应写作
    """)
    with desk.office.app.store.read() as work:
        assert work.reviews.get(ref).step == 0


def test_a_question_after_a_number_takes_no_word_of_ours(desk: Desk) -> None:
    desk.goes("""
        李四> 查询
        李四> 通过 1 2
        机关< 没有办：“通过”应写作“通过 1”
        李四> 放弃
        机关< 好的
    """)


def test_in_a_letter_of_their_own_it_is_a_word_like_others(desk: Desk) -> None:
    desk.goes("""
        李四> 我要留言
        李四> 退回第二段
        机关< 已记下
    """)


def test_to_strangers_the_words_are_the_publics(desk: Desk) -> None:
    for text in ("通过", "退回第二段有错", "发布 1，2", "信箱", "绑定 12"):
        assert "没有办" not in desk.says(text), text


def test_a_draft_takes_no_word_of_ours_for_its_text(desk: Desk) -> None:
    desk.goes("""
        张三> 投稿
        张三> 通过
        机关< 没有办：“通过”应写作“通过 1”
        机关< 没有记进稿件。要把这句话写进稿件，请在前面加“正文 ”。
        张三> 答复 3022632 张大爷13912345678反映的幸福路路灯问题已经请城管部门核实并全部修复完毕。
        机关< 没有办：“答复”应写作“答复 编号 内容”
        张三> 你好
        机关< 正在写稿，“你好”没有办，也没有记下。
        张三> 关于举办招聘会的公告
        机关< 标题：关于举办招聘会的公告
        张三> 四月举办招聘会。
        机关< 已记下第 1 段
        张三> 标题
        机关< 没有办：“标题”应写作“标题 新标题”
        张三> 改 1
        机关< 没有办：“改”应写作“改 2 新的文字”
        张三> 删
        机关< 没有办：“删”应写作“删 2”
        张三> 退回第二段
        机关< 没有办：“退回”应写作
        张三> 查询
        机关< 正在写稿，“查询”没有办
        张三> 搜索 路灯
        机关< 正在写稿，“搜索”没有办
        张三> 留言
        机关< 正在写稿，“留言”没有办
        张三> 通过这次招聘会，提供岗位三百个。
        机关< 已记下第 2 段
        张三> 正文 查询
        机关< 已记下第 3 段
        张三> 看稿
        机关< 标题：关于举办招聘会的公告
    """)
    shown = [line for line in desk.answered.splitlines() if line[0].isdigit()]
    assert shown == ["1. 四月举办招聘会。", "2. 通过这次招聘会，提供岗位三百个。", "3. 查询"]


def test_words_of_ours_are_no_column_and_no_answer_at_the_end_of_a_draft(desk: Desk) -> None:
    desk.goes("""
        张三> 投稿
        张三> 关于举办招聘会的公告
        张三> 四月举办招聘会。
        张三> 完成
        张三> 通过
        机关< 没有“通过”这个栏目。
        张三> 1
        张三> 今天
        张三> 通过 1 2
        机关< 没有办：“通过”应写作
        张三> 0
        机关< 没有问题就回“提交”送审
        张三> 改 1
        机关< 改标题发“标题 新标题”
        张三> 退回
        机关< 没有办：“退回”应写作
        张三> 正文 地点在示范路1号。
        机关< 已记下第 2 段
    """)


def test_wide_figures_are_figures_everywhere(desk: Desk) -> None:
    desk.office.register({"冯一": {"信箱员"}})
    desk.bound("冯一")
    desk.office.submitted()
    desk.goes("""
        公众> 我要留言
        公众> 幸福路的路灯坏了三天了。
        公众> 提交
        公众> 2
        公众> 跳过
        公众> 不同意
        公众> 提交
        机关< 编号 {编号}。
        李四> 看 ２０２５-００００１.１
        机关< 2025-00001.1《
        吴九> 统计 ２０２５
        机关< 2025年
    """)
    wide = desk.known["编号"].translate({ord(figure): ord(figure) + 0xFEE0 for figure in "0123456789"})
    desk.goes(f"""
        冯一> 看信{wide}
        机关< 幸福路的路灯坏了三天了。
        冯一> 答复{wide} 已修好
        机关< 已答复
    """)


def test_a_long_draft_is_shown_to_its_end(desk: Desk) -> None:
    desk.goes("张三> 投稿\n张三> 关于举办招聘会的公告")
    for place in range(1, 46):
        desk.says(f"第{place}家企业提供岗位若干个，请有意向的求职者携带简历到场应聘。", visitor_of("张三"))
    desk.goes("张三> 看稿\n机关< 条，发“更多”接着看。）\n机关< 改标题发")
    shown = desk.answered
    while "发“更多”" in desk.answered:
        desk.goes("张三> 更多")
        shown += "\n" + desk.answered
    assert [line.partition(".")[0] for line in shown.splitlines() if line[0].isdigit()] == list(map(str, range(1, 46)))
    desk.goes("""
        张三> 更多
        机关< 正在写稿，“更多”没有办
    """)
