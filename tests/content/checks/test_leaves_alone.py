"""Right sentences that look like something to find: nothing may be said about them."""

import time
from datetime import date

import pytest

from content.checks import check_text

TODAY = date(2026, 9, 1)

CLEAN = """
台风于2026年9月5日（星期六）前后在沿海登陆，登陆时强度为热带风暴级。
报名截止时间为2026年6月20日17:00；据媒体报道，全区经济稳中向好。
公示期：2026年12月28日至2027年1月4日；供暖时间为每年11月15日至次年3月15日。
公示期为2026年7月6日至7月10日（5个工作日）。公示期为2026年9月28日至10月12日（7个工作日）。
全年收入12.6亿元，比上年增长120.5%；税收占比85.3%，非税收入占比14.7%。
参会代表200人，其中女性90人、少数民族15人、党员180人。
统一社会信用代码91350128MA2Y1234X7，订单号20260305123456789012，项目代码2603-350128-04-01-123456。
招标编号：3501282026000015；客服电话400-800-1234、0591-62560000。
账户名称：示范区财政局，账号：35001873607052501234，开户行：示范银行。
（2026）闽0128民初138号判决书，申请编号15900001111，金额13800000000元。
请通过“忘记密码”功能找回密码，密码应包含字母和数字，长度为8至16位。
服务器IP为8.8.8.8；见标准10.1.2.3条和GB/T 9704-2012第7.2.5条。
2010年3月，原国土资源部印发《关于加强国土资源管理的通知》（国土资发〔2010〕34号）。
《中华人民共和国合同法》自2021年1月1日起同时废止。
依据《中华人民共和国劳动合同法》签订劳动合同；区环境保护局更名为生态环境局。
区文化和旅游局、农业部门、环保部门、文化部门负责人参加。
一至三年级学生每人每天补助5元；周一至周五上午9:00至12:00办公。
人人有责，天天打扫，户户干净，事事落实，层层压实责任，高高兴兴，研究研究。
委员会会议由主任主持，学生生活补助按月发放，行政政策解读会会场设在三楼。
为了了解情况组织调研，现在在册200人；是否公开由各单位决定，可以以书面形式提出，予以以下处罚。
中标金额：人民币叁佰贰拾万零伍佰元整（¥3,200,500.00元）；合同价（大写）：贰佰万元整，（小写）200万元。
平均浓度25微克/立方米，同比下降10.7%（3微克/立方米）；由30家增加到45家，增长50%。
共受理申请412件，办结398件，办结率96.6%；其他事项依照第二十条第（三）项、第（七）项办理。
总投资1.2亿元，其中：中央资金6000万元，省级配套4000万元，自筹2000万元。
水是生命之源、生产之要、生态之基；甲占50%、乙占30%、丙占20%，合计100%；男3人，女5人，共8人。
因该项目未完工，以经常性检查为主，做为民办实事项目；商户自己经营；按装饰图纸施工。
报名时间：2026年6月1日至6月5日；笔试时间：2026年6月20日；面试时间：2026年7月4日。
身份证号：350128********0003，手机154****2468，办公地址：示范大道100号3楼502室。
为满24月龄幼儿接种疫苗；服务期为36个月；2026年2月28日（周六）上班；2028年2月29日前完成。
《示范区关于转发〈关于做好工作的意见〉的通知》（示高管〔2026〕12号）；国家税务总局公告2026年第5号。
“他说：‘要把好事办好。’”（记者李四）材料如下：1）第一项；2）第二项。
"""


@pytest.mark.parametrize("text", CLEAN.strip().splitlines())
def test_nothing_is_found(text: str) -> None:
    assert check_text(text, TODAY) == []


def test_a_text_older_than_a_reform_may_name_the_old_office_and_law() -> None:
    text = "由区国土资源局依照《中华人民共和国物权法》办理登记。"
    assert check_text(text, TODAY, dated=date(2016, 5, 1)) == []
    assert {problem.code for problem in check_text(text, TODAY)} == {"outdated_agency", "repealed_law"}


def test_the_texts_own_date_counts_before_today() -> None:
    text = "关于登记工作的通知\n由区国土资源局办理。\n示范区管委会\n2016年5月1日"
    assert check_text(text, TODAY) == []


def test_a_table_that_adds_up_is_left_alone_with_its_averages_and_subtotals() -> None:
    table = "乡镇\t户数\t人数\t户均\n甲镇\t10\t30\t3\n乙镇\t20\t80\t4\n合计\t30\t110\t3.7"
    nested = "乡镇\t人数\n甲镇\t10\n乙镇\t20\n小计\t30\n丙镇\t5\n合计\t35"
    assert check_text(table, TODAY) == []
    assert check_text(nested, TODAY) == []


def test_one_endless_line_is_looked_through_at_once() -> None:
    began = time.process_time()
    for piece in ("a.b.", "《"):
        check_text(piece * (30_000 // len(piece)), TODAY)
    assert time.process_time() - began < 2
