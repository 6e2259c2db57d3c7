"""What staff are told is what they can do: no secrecy review of the author, no numbers of somebody else's list."""

from tests.bot.chat.staff.desk import Desk


def test_what_its_author_cannot_mend_is_no_reason_to_refuse_a_draft(desk: Desk) -> None:
    desk.goes(f"""
        张三> 投稿
        张三> {"关于举办招聘会的公告" * 4}
        张三> 四月举办招聘会。
        张三> 完成
        张三> 1
        张三> 今天
        张三> 0
        机关< 请把标题改到 32 字以内，用“标题 新标题”。
        机关< 保密审查由保密审查员在送审后写结论。
        张三> 提交
        机关< 有必须先改的问题，没有送审。
        机关< 请把标题改到 32 字以内，用“标题 新标题”。
    """)
    for word in ("保密审查", "secrecy", "wechat:", "{"):
        assert word not in desk.answered


def test_a_conclusion_that_forbids_is_told_with_the_items_own_number(desk: Desk) -> None:
    ref = desk.office.submitted()
    desk.goes(f"""
        李四> 通过 {ref}
        王五> 保密 {ref} 不宜公开
        王五> 通过 {ref}
        赵六> 待审
        赵六> 通过 1
        机关< 保密审查结论是“不宜公开”，不得发布。
        机关< 保密审查员重新审查、改了结论的，发“保密 {ref} 结论”；不能公开的，发“退回 1 理由”。
    """)


def test_without_a_conclusion_the_reviewer_is_told_the_items_own_number(desk: Desk) -> None:
    ref = desk.office.submitted()
    desk.office.register({"冯一": {"复审"}})
    desk.bound("冯一")
    desk.goes(f"""
        李四> 通过 {ref}
        冯一> 通过 {ref}
        赵六> 待审
        赵六> 通过 1
        机关< 要先有保密审查：保密审查员发“保密 {ref} 结论”。
    """)


def test_a_year_without_figures_is_refused_in_words(desk: Desk) -> None:
    for year in ("9999", "0000", "2026"):
        desk.goes(f"吴九> 统计 {year}\n机关< 年的数。发“统计 2025”看今年的。")
