"""投稿: an item written in the chat, from the first word to the submission."""

from tests.bot.chat.staff.desk import Desk


def test_an_item_from_its_title_to_the_submission(desk: Desk) -> None:
    media = desk.picture()
    desk.goes(f"""
        张三> 投稿
        机关< 请发标题。
        张三> 关于开展安全生产检查的通知
        机关< 标题：关于开展安全生产检查的通知
        张三> 各有关企业：
        机关< 已记下第 1 段
        张三> 三月起开展安全生产检查，请做好准备。
        机关< 已记下第 2 段
        张三> [图片 {media}]
        机关< 第 3 段是图片。请用一句话说明图上是什么
        张三> 检查组在车间查看设备
        机关< 已记下。
        张三> 完成
        机关< 放在哪个栏目？回编号：
        机关< 1. 通知公告
        张三> 1
        机关< 成文日期是哪天？
        张三> 今天
        机关< 请用一句话写内容概述
        张三> 三月起对辖区企业开展安全生产检查。
        机关< 《关于开展安全生产检查的通知》
        机关< 看预览（24小时内有效） https://hd.example.gov.cn/hd/yulan/
        张三> 提交
        机关< 已送审：2025-00001.1《关于开展安全生产检查的通知》，审核中，等初审。
        张三> 进度
        机关< 2025-00001.1《关于开展安全生产检查的通知》
        机关< 审核中，等初审
    """)
    with desk.office.app.store.read() as work:
        edition = work.items.edition("2025-00001", 1)
    assert edition.item.unit == "综合办公室"
    assert edition.item.made_on is not None
    assert 'alt="检查组在车间查看设备"' in edition.item.html
    assert desk.notices("李四") == ["有稿件待初审，发“待审”查看。\n《关于开展安全生产检查的通知》2025-00001.1"]
