"""待审, 通过, 退回, 发布: review in the chat, by number."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.actions.return_ import return_
from tests.bot.chat.staff.desk import Desk
from tests.bot.chat.story import visitor_of


def test_from_the_first_review_to_the_website(desk: Desk) -> None:
    desk.office.submitted(desk.office.item())
    desk.goes("""
        李四> 待审
        机关< 1. 【初审】关于开展安全生产检查的通知（张三，2025-03-04 09:00，2025-00001.1）
        李四> 看 1
        机关< 2025-00001.1《关于开展安全生产检查的通知》
        机关< 概述：三月起对辖区企业开展安全生产检查。
        机关< 看预览（24小时内有效） https://hd.example.gov.cn/hd/yulan/
        李四> 通过 1
        机关< 2025-00001.1《关于开展安全生产检查的通知》审核中，接下来：复审。
        王五> 待审
        机关< 1. 【复审】
        王五> 通过1 保密 经审查可以公开。
        机关< 审核中，接下来：终审。
        赵六> 待审
        赵六> 通过 1
        机关< 已批准，接下来：发布员。
        周八> 待审
        机关< 1. 【发布】
        周八> 发布 1
        机关< 2025-00001.1《关于开展安全生产检查的通知》已安排发布：
        机关< website：自动发布
        张三> 进度 2025-00001
        机关< website：
    """)
    assert any("审核通过（赵六）" in text for text in desk.notices("张三"))
    assert any("待发布" in text for text in desk.notices("周八"))


def test_what_is_given_back_is_written_anew_and_sent_in_again(desk: Desk) -> None:
    desk.goes("""
        张三> 投稿
        张三> 关于开展安全生产检查的通知
        张三> 三月起开展检查。
        张三> 请各企业做好准备。
        张三> 提交
        张三> 通知公告
        张三> 2025-03-03
        张三> 0
        机关< 没有问题就回“提交”送审
        张三> 提交
        机关< 已送审：2025-00001.1
        李四> 待审
        李四> 退回 1
        机关< 退回要写明理由
        李四> 退回 1 写明检查的范围
        机关< 已退回张三。
    """)
    assert desk.notices("张三") == [
        "您的稿件被李四退回：写明检查的范围\n发“改稿 2025-00001”修改。\n《关于开展安全生产检查的通知》2025-00001.1"
    ]
    desk.goes("""
        张三> 改稿 2025-00001
        机关< 1. 三月起开展检查。
        机关< 2. 请各企业做好准备。
        张三> 改 1 三月起对化工企业开展检查。
        机关< 第 1 段已改。
        张三> 提交
        机关< 已送审：2025-00001.2
        李四> 待审
        机关< 2025-00001.2
    """)
    with desk.office.app.store.read() as work:
        html = work.items.latest("2025-00001").item.html
    assert html.index("化工企业") < html.index("做好准备")


def test_how_far_one_item_is_says_nothing_of_others(desk: Desk) -> None:
    desk.office.submitted(desk.office.item("关于开展安全生产检查的通知"))
    desk.office.submitted(desk.office.item("关于举办招聘会的公告", "四月举办招聘会。"))
    for named in ("2025-00001", "2025-00001.1"):
        told = desk.says(f"进度 {named}", visitor_of("张三"))
        assert "2025-00001.1《关于开展安全生产检查的通知》" in told
        assert "招聘会" not in told


def test_a_warning_is_kept_only_with_a_reason_and_in_words_of_the_chat(desk: Desk) -> None:
    ref = desk.office.submitted(desk.office.item(body="三月起开展检查，请登陆网站查看。"))
    desk.goes(f"""
        李四> 通过 {ref}
        王五> 通过 {ref} 保密 经审查可以公开。
        赵六> 待审
        赵六> 通过 1
        机关< 还有没说明理由的提示：
        机关< [请留意]
        机关< 要保留提示的，发“通过 1 说明 理由”；要改的，发“退回 1 理由”。
    """)
    assert "--accept" not in desk.answered
    assert "gongkai" not in desk.answered
    desk.goes("""
        赵六> 通过 1 说明 引用原文，已核对。
        机关< 已批准
    """)


def test_a_number_means_the_text_that_was_shown_under_it(desk: Desk) -> None:
    first = desk.office.submitted(desk.office.item("关于开展安全生产检查的通知"))
    desk.goes("""
        李四> 待审
        机关< 1. 【初审】关于开展安全生产检查的通知
    """)
    return_(desk.office.app, "李四", first, reason="补充范围", now=desk.office.now)
    desk.office.submitted(desk.office.item("关于举办招聘会的公告", "四月举办招聘会。"))
    desk.goes("""
        李四> 通过 1
        机关< 2025-00001.1 现在是“已退回”，不在审核中。
        李四> 通过 2
        机关< 没有第 2 件。发“待审”重新列出。
    """)


def test_of_two_at_once_one_passes_the_step(desk: Desk) -> None:
    desk.office.register({"冯一": {"初审"}})
    desk.bound("冯一")
    ref = desk.office.submitted()
    with ThreadPoolExecutor(2) as pool:
        told = list(
            pool.map(lambda name: desk.says(f"通过 {ref}", f"oSampleStaff{name.encode().hex()}"), ("李四", "冯一"))
        )
    assert sum("接下来：复审" in one for one in told) == 1
    assert sum("现在等复审" in one for one in told) == 1


@pytest.mark.parametrize("name", ["张三", "王五", "赵六", "孙七", "周八", "吴九", "钱一"])
def test_who_has_not_the_role_passes_nothing(name: str, desk: Desk) -> None:
    ref = desk.office.submitted()
    desk.goes(f"""
        {name}> 通过 {ref}
        机关< {name}没有“初审”角色。
        {name}> 退回 {ref} 不行
        机关< {name}
    """)
    with desk.office.app.store.read() as work:
        assert work.reviews.get(ref).step == 0


@pytest.mark.parametrize("name", ["李四", "王五", "赵六", "孙七", "吴九", "钱一"])
def test_who_may_not_write_or_publish_does_neither(name: str, desk: Desk) -> None:
    ref = desk.office.approved()
    desk.goes(f"""
        {name}> 发布 {ref}
        机关< {name}不能发布：需要的角色是发布员。
        {name}> 投稿
        机关< {name}不能写稿送审：需要的角色是信息员。
    """)


def test_nobody_reviews_what_they_wrote(desk: Desk) -> None:
    desk.office.register({"冯一": {"信息员", "初审"}})
    desk.bound("冯一")
    desk.goes("""
        冯一> 投稿
        冯一> 关于举办招聘会的公告
        冯一> 四月举办招聘会。
        冯一> 完成
        冯一> 1
        冯一> 今天
        冯一> 0
        冯一> 提交
        冯一> 待审
        机关< 没有等您办的稿件。
        冯一> 通过 2025-00001.1
        机关< 不能审自己写的稿件。
    """)


def test_a_full_stop_from_the_keyboard_and_wide_digits_make_no_difference(desk: Desk) -> None:
    desk.office.submitted()
    desk.goes("""
        李四> 待审。
        机关< 1. 【初审】
        李四> 通过１。
        机关< 接下来：复审
    """)
