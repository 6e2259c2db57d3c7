"""依申请公开, as it is spoken."""

from content.registers.applications import State, Way
from content.zone import day_of
from tests.bot.chat.conftest import published
from tests.bot.chat.story import VISITORS, Talk

APPLYING = """
    公众> 依申请公开
    机关< 先看看是不是已经公开了。
    公众> 2024年东区道路改造的中标价
    机关< 没有找到已经公开的。
    机关< https://hd.example.gov.cn/hd/shenqing
    机关< 回复“在这里填”
    公众> 在这里填
    机关< 您要申请的信息：2024年东区道路改造的中标价
    公众> 继续
    机关< 申请人是哪一类？
    机关< 1 自然人
"""


def test_what_is_published_already_needs_no_application(talk_on_both: Talk) -> None:
    talk = talk_on_both
    ref = published(talk.office, "东区道路改造中标结果公告")
    talk.goes("""
        公众> 依申请公开
        机关< 没有主动公开的政府信息，您可以申请。
        机关< 20 个工作日内答复
        公众> 道路改造中标结果
        机关< 1. 东区道路改造中标结果公告 https://
        机关< 有，回复序号；都不是，回复“都不是”。
        公众> １
        机关< 那就不用申请了，可以直接看：东区道路改造中标结果公告 https://
        公众> 查询
        机关< 您在这里还没有留言或申请。
    """)
    day = day_of(talk.office.now)
    with talk.office.app.store.read() as work:
        assert work.applications.times_helped(day, day) == {ref.split(".")[0]: 1}


CHANGING_ONES_MIND = """
    公众> 返回
    机关< 请写电子邮箱。
    公众> 返回
    机关< 希望怎样取得？
    公众> 邮寄
    机关< 请写邮寄地址。
    公众> 示范市示范路1号
    机关< 通信地址：示范市示范路1号
    公众> 提交
    机关< 申请已提交，编号 依申请〔2025〕0001号。
    机关< 从确认之日起算答复期限
    公众> 查询
    机关< 申请 依申请〔2025〕0001号
    机关< 2025-03-04 提交
    公众> 查询 依申请（2025）1号
    机关< 以双方确认之日为收到申请之日
    别人> 查询依申请〔2025〕0001号
    机关< 请回复当时所留电话的后四位。
    别人> ８０００
    机关< 2025-03-04 提交
"""


def test_a_person_applies_in_the_chat(talk_on_both: Talk) -> None:
    talk = talk_on_both
    talk.goes(f"""
        {APPLYING}
        公众> 1
        机关< 请写申请人的姓名
        公众> 张三
        机关< 请写身份证明：18 位身份证号码
        机关< 身份证照片请不要发到这里。
        公众> 110101199003071234
        机关< 没有看懂。请写身份证明
        公众> [图片]
        机关< 这里请用文字回答。身份证照片请不要发到这里。
        公众> 110101199003071233
        机关< 请写联系电话。
        公众> 138
        机关< 没有看懂。请写联系电话。
        公众> 13800138000
        机关< 希望得到什么形式的信息？
        公众> 电子文档
        机关< 希望怎样取得？
        公众> 电子邮件
        机关< 请写电子邮箱。
        公众> zhangsan@example.com
        机关< 请核对：
        机关< 内容描述：2024年东区道路改造的中标价
        机关< 申请人类别：自然人
        机关< 证件号码：尾号 1233
        机关< 获取方式：电子邮件
        机关< 电子邮箱：zhangsan@example.com
    """)
    talk.goes(CHANGING_ONES_MIND)
    with talk.office.app.store.read() as work:
        made = work.applications.get("依申请〔2025〕0001号")
    assert (made.draft.way, made.state, made.visitor) == (Way.WECHAT, State.SUBMITTED, VISITORS["公众"])
    assert (made.draft.identity_kind, made.draft.identity_number) == ("居民身份证", "110101199003071233")
    assert (made.draft.obtain, made.draft.email, made.draft.address) == ("邮寄", "", "示范市示范路1号")


def test_an_organisation_names_whom_to_ask_for(talk: Talk) -> None:
    talk.goes(f"""
        {APPLYING}
        公众> 商业企业
        机关< 请写单位的全称。
        公众> 示范科技有限公司
        机关< 18 位统一社会信用代码
        公众> 91110000MB0000000X
        机关< 没有看懂。
        公众> 返回
        机关< 请写单位的全称。
        公众> 返回
        机关< 申请人是哪一类？
        公众> 取消
        机关< 已取消，没有提交申请。
        公众> 查询
        机关< 您在这里还没有留言或申请。
    """)


def test_another_document_than_the_usual_one(talk: Talk) -> None:
    talk.goes(f"""
        {APPLYING}
        公众> 自然人
        公众> 李四
        公众> 护照 E12345678
        机关< 请写联系电话。
        公众> 13800138000
        公众> 1
        公众> 当面领取
        机关< 证件号码：尾号 5678
        公众> [按 留言]
        机关< 申请还没有提交。
        公众> 好的
        机关< 申请已提交
    """)
    with talk.office.app.store.read() as work:
        made = work.applications.get("依申请〔2025〕0001号")
    assert (made.draft.identity_kind, made.draft.identity_number) == ("护照", "E12345678")


def test_one_may_look_for_something_else_first(talk: Talk) -> None:
    published(talk.office, "东区道路改造中标结果公告")
    talk.goes("""
        公众> 我要申请公开
        公众> 道路改造
        机关< 1. 东区道路改造中标结果公告
        公众> 返回
        机关< 先看看是不是已经公开了。
        公众> 道路改造
        公众> 都不是
        机关< 到网页上填申请表
        公众> 返回
        机关< 先看看是不是已经公开了。
        公众> 停水
        机关< 没有找到已经公开的。
        公众> [按 留言]
        机关< 请写下您要说的事
    """)
