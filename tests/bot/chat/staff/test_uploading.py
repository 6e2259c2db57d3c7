"""待上传: a video that a person puts out, claimed and confirmed in the chat."""

import pytest

from tests.bot.chat.staff.desk import Desk

LINK = "https://weixin.qq.com/sph/AbC123xyz"


@pytest.fixture
def key(desk: Desk) -> str:
    """Waits to be uploaded."""
    return f"{desk.office.put_out(desk.office.approved(desk.office.video_item()))}@shipinhao"


def test_a_video_is_claimed_and_confirmed_by_sending_the_link_back(desk: Desk, key: str) -> None:
    desk.goes(f"""
        孙七> 待上传
        机关< 1. 由人上传或录入 一分钟看懂安全生产检查（{key}）待领取
        孙七> 领取 1
        机关< {key} 由您领取，到 2025-03-0
        机关< 打开材料（文字、文件） https://hd.example.gov.cn/hd/cailiao/
        孙七> 一分钟看懂安全生产检查 {LINK}
        机关< {key} 已完成、已公开
        孙七> 待上传
        机关< 没有等人办的。
    """)
    assert any("政务微信视频号公开" in text for text in desk.notices("张三"))


def test_what_somebody_claimed_nobody_else_confirms(desk: Desk, key: str) -> None:
    desk.office.register({"冯一": {"上传员"}})
    desk.bound("冯一")
    desk.goes(f"""
        孙七> 领取 {key}
        冯一> 待上传
        机关< 孙七已领取
        冯一> 领取 1
        机关< 孙七
        冯一> 确认 1 {LINK}
        机关< 孙七
        孙七> 放弃 {key}
        机关< 已退回，别人可以领取。
        冯一> 领取 1
        机关< 由您领取
    """)


def test_a_wrong_link_is_told_and_the_claim_stays(desk: Desk, key: str) -> None:
    desk.goes(f"""
        孙七> 领取 {key}
        孙七> https://www.example.gov.cn/a.html
        机关< {key}
        孙七> 确认 {LINK}
        机关< 已完成、已公开
    """)


@pytest.mark.parametrize("name", ["张三", "李四", "吴九", "钱一"])
def test_who_may_not_hand_over_sees_and_does_nothing(name: str, desk: Desk, key: str) -> None:
    desk.goes(f"""
        {name}> 待上传
        机关< {name}不能领取和确认人工转发
        {name}> 领取 {key}
        机关< {name}不能领取和确认人工转发
        {name}> 确认 {key} {LINK}
        机关< {name}不能领取和确认人工转发
    """)


def test_the_figures_of_the_year(desk: Desk, key: str) -> None:
    desk.goes(f"""
        孙七> 领取 {key}
        孙七> {LINK}
        吴九> 统计 2025
        机关< 2025年
        机关< 通过政务微信视频号公开信息1条
        吴九> 统计
        机关< 2025年
    """)


@pytest.fixture
def both(desk: Desk) -> str:
    """A video for two platforms, both claimed by 孙七; the item's ref."""
    ref = desk.office.approved(desk.office.video_item())
    desk.office.put_out(ref, to=["website", "shipinhao", "douyin"])
    desk.goes(f"孙七> 领取 {ref}@shipinhao\n孙七> 领取 {ref}@douyin")
    return ref


def test_of_several_claimed_the_one_whose_platform_the_link_is_of_is_confirmed(desk: Desk, both: str) -> None:
    desk.goes(f"""
        孙七> https://www.example.gov.cn/a.html
        机关< 请写明是哪一件
        机关< 确认 {both}@douyin 链接
        孙七> 确认 {LINK}
        机关< {both}@shipinhao 已完成、已公开
        孙七> 发布了 https://v.douyin.com/iRNBho5x/ 复制打开
        机关< {both}@douyin 已完成、已公开
    """)


def test_giving_up_without_a_number_means_the_only_one(desk: Desk, both: str) -> None:
    desk.goes(f"""
        孙七> 放弃
        机关< 请写明是哪一件
        机关< 放弃 {both}@douyin
        孙七> 放弃 {both}@douyin
        机关< {both}@douyin 已退回
        孙七> 放弃
        机关< {both}@shipinhao 已退回
        孙七> 放弃
        机关< 没有办：“放弃”应写作“放弃 1”
    """)


def test_giving_up_in_a_letter_of_ones_own_is_about_the_letter(desk: Desk, both: str) -> None:
    desk.goes("""
        孙七> 放弃 1
        孙七> 我要留言
        孙七> 路灯坏了。
        孙七> 放弃
        机关< 刚才写的没有留下
    """)
    with desk.office.app.store.read() as work:
        assert work.deliveries.get(f"{both}@douyin").claimer(desk.office.now) == "孙七"


def test_progress_says_who_has_the_job(desk: Desk, key: str) -> None:
    desk.goes(f"""
        张三> 进度 2025-00001
        机关< 等人领取后去办。
        孙七> 领取 {key}
        张三> 进度 2025-00001
        机关< shipinhao：等人完成 孙七已领取，到 2025-03-04 …
        过了> 3 小时
        张三> 进度 2025-00001
        机关< 等人领取后去办。
    """)
