"""One line per thing to find: the code, a text, the words meant. All numbers are computer-made."""

import time
from datetime import date

import pytest

from content.checks import CODES, Weight, check_text
from tests.steps import grows_evenly

TODAY = date(2026, 9, 1)

FOUND = r"""
wrong_word|感谢您对我们工作的理解和支特。|支特
wrong_word|各乡镇要提高认视。|认视
wrong_word|该工程己完工，正在验收。|己完
wrong_word|认真落实安全生产责仼制。|责仼
wrong_word|项目按计划循序浸进。|循序浸进
wrong_word|人民群众的菜蓝子更丰富。|菜蓝子
confusable_word|请登陆政务服务网查询办理进度。|登陆
confusable_word|新生请于9月1日到校报道。|报道
confusable_word|截止2026年8月底，已受理30件。|截止
confusable_word|本次招标截至时间为6月5日。|截至时间
confusable_word|双方签定协议后生效。|签定
confusable_word|您反应的噪音问题已收悉。|反应
confusable_word|工作人员必需持证上岗。|必需
confusable_word|严禁截流、挤占、挪用专项资金。|截流
broken_sentence|本次活动的目的是为了提高安全意识。|目的是为了
broken_sentence|要防止此类事件不再发生。|防止此类事件不再发生
duplicate_char|请您及时时与我局联系。|及时时
duplicate_char|根据《条例》的的规定。|的的
duplicate_char|申请人应应当提交材料。|应应当
duplicate_char|请提供供水合同，并提供供相关材料。|提供供
mixed_traditional|请审定後报送。|後
outdated_agency|请到区质量技术监督局办理。|区质量技术监督局
outdated_agency|报县农业局备案。|县农业局
outdated_agency|由卫计委、安监局联合检查。|安监局
repealed_law|依照《婚姻法》处理。|《婚姻法》
repealed_law|根据《中华人民共和国政府信息公开条例》（国务院令第492号）答复。|《中华人民共和国政府信息公开条例》
punctuation|根据《示范区管理办法的规定，现予以公告。|《示范区管理办法的规定
punctuation|请于6月1日前报送。。|。。
punctuation|各单位,请按要求报送材料。|,
encoding_residue|项目名称：&nbsp;道路改造|&nbsp;
encoding_residue|申请人应当��交材料|��
encoding_residue|鍏充簬鍗板彂銆婂姙娉曘€嬬殑閫氱煡|鍏充簬
encoding_residue|请于2026年5月1?日前报送|1?
placeholder|本办法自2026年XX月XX日起施行。|2026年XX月XX日
placeholder|（五）监督保障。〔请填写：本年度培训情况〕|〔请填写：本年度培训情况〕
numbering|一、总体要求\n二、主要任务\n四、保障措施|四、
numbering|需提交：1.申请书；2.户口簿；4.申请表。|4.
file_number_form|按照示高管[2026]5号文件办理。|[2026]
file_number_form|按照示高管〔2026〕05号文件办理。|〔2026〕05号
file_number_form|按照示高管〔26〕5号文件办理。|〔26〕
wrong_date|请于2月30日前报名。|2月30日
wrong_date|于二〇二六年二月三十日召开。|二〇二六年二月三十日
wrong_date|2026-06-31前完成。|2026-06-31
wrong_date|会议时间：3月5日25:00。|25:00
weekday_mismatch|会议定于2026年9月10日（周五）下午召开。|2026年9月10日（周五）
weekday_mismatch|请于2026年10月30日前报名，11月2日星期三面试。|11月2日星期三
date_order|公示期为5月20日至5月16日。|5月20日至5月16日
date_order|笔试时间：2026年7月4日，面试时间：2026年6月20日。|面试时间：2026年6月20日
date_order|本办法自2026年7月1日起施行，有效期至2025年6月30日。|2025年6月30日
period_mismatch|公示期为2026年7月6日至7月10日，共7个工作日。|7个工作日
sum_mismatch|全年受理来信100件，其中投诉类60件、咨询类50件。|100件
sum_mismatch|甲户1000元、乙户2000元、丙户1500元，共计5000元。|共计5000元
sum_mismatch|三项相加为3+5=9。|3+5=9
sum_mismatch|参会的有男3人，女4人，共8人。|共8人
sum_mismatch|乡镇\t户数\t人数\n甲镇\t10\t30\n乙镇\t20\t60\n丙镇\t30\t90\n合计\t60\t190|190
percent_mismatch|参保人数从2万人增加到3万人，增长40%。|增长40%
percent_mismatch|共受理申请200件，办结190件，办结率96%。|办结率96%
percent_mismatch|全年完成投资120亿元，占年度计划100亿元的110%。|110%
percent_mismatch|占比分别为50%、30%、10%，合计100%。|合计100%
percent_mismatch|第一产业占20%、第二产业占45%、第三产业占45%。|45%
amount_words_mismatch|合同金额：人民币伍万元整（￥500000元）|伍万元整（￥500000元）
unit_mismatch|平均浓度为35μg/m3，同比下降12.5%（5mg/m3）|5mg/m3
unit_mismatch|总投资5000万元，其中中央资金3000元，地方配套2000万元。|3000元
id_card_valid|身份证号：350128 19880229 0002|350128 19880229 0002
id_card_15|旧身份证号350128560817000|350128560817000
id_card_invalid_checksum|身份证号350128197901050005|350128197901050005
id_card_impossible_date|身份证号350128199302300002|350128199302300002
mobile|联系人张三，电话154-0000-2468。|154-0000-2468
mobile|手机：１５４００００２４６８|１５４００００２４６８
bank_card|卡号6200 0000 0000 0005|6200 0000 0000 0005
bank_card|收款账号：6217001234567890123|6217001234567890123
passport_number|护照号：E00000000|E00000000
home_address|张三，家住示范区望海小区3栋502室|示范区望海小区3栋502室
credential|管理员账号admin，密码：Sample@123|密码：Sample@123
credential|连接串 mysql://root:Sample0rd@db.example.com/oa|mysql://root:Sample0rd@db.example.com
internal_link|请访问http://10.10.1.5/oa下载|http://10.10.1.5/oa
internal_link|登录172.16.3.8:8080填报|172.16.3.8:8080
secret_mark|机密★10年|机密★10年
"""

ROWS = [tuple(row.split("|")) for row in FOUND.strip().splitlines()]


@pytest.mark.parametrize(("code", "text", "quote"), ROWS, ids=[f"{row[0]} {row[2]}"[:40] for row in ROWS])
def test_it_is_found_and_quoted(code: str, text: str, quote: str) -> None:
    text = text.replace("\\n", "\n").replace("\\t", "\t")
    found = [problem for problem in check_text(text, TODAY) if problem.code == code]
    assert any(quote in problem.quote or problem.quote in quote for problem in found), found
    for problem in found:
        weight = CODES[code].weight
        assert weight is Weight.EITHER or problem.blocks == (weight is Weight.BLOCKS)
        assert problem.says.endswith("。") or "处）" in problem.says


def test_every_text_code_has_an_example_above() -> None:
    of_items = {"missing_field", "wrong_legal_basis", "wrong_field", "missing_secrecy_review"}
    of_files = {"missing_alt", "attachment_unreadable", "image_location"}
    of_the_offices_words = {"sensitive_word", "forbidden_word"}
    assert {row[0] for row in ROWS} == set(CODES) - of_items - of_files - of_the_offices_words


def test_the_same_words_twice_are_one_problem_that_says_how_often() -> None:
    problems = check_text("大部份住户同意，大部份商户也同意。", TODAY)
    assert [(problem.quote, "共2处" in problem.says) for problem in problems] == [("大部份", True)]


def test_a_number_cut_by_tags_is_seen_as_the_reader_sees_it() -> None:
    html = "<p>手机：<span>154</span><span>0000</span><b>2468</b></p>"
    assert [(problem.code, problem.quote) for problem in check_text(html, TODAY)] == [("mobile", "15400002468")]


def test_addresses_behind_links_are_looked_at() -> None:
    html = '<p><a href="http://192.168.1.5/oa">下载</a> <a href="tel:15400002468">电话</a></p>'
    assert {(problem.code, problem.quote) for problem in check_text(html, TODAY)} == {
        ("internal_link", "http://192.168.1.5/oa"),
        ("mobile", "15400002468"),
    }


def test_wording_of_ten_thousand_characters_is_checked_in_little_time() -> None:
    text = "各有关单位要按照职责分工，结合本地实际，认真组织实施，并于2026年9月30日前报送落实情况。" * 220
    check_text("先读一遍词典。", TODAY)
    began = time.process_time()
    check_text(text, TODAY)
    assert time.process_time() - began < 0.5  # ten times what it takes here


@pytest.mark.parametrize("marks", [("（", "》"), ("（《", "》"), ("“", ""), ("", "”")])
def test_a_text_of_nothing_but_brackets_is_checked_in_work_that_grows_as_it_does(marks: tuple[str, str]) -> None:
    opened, closed = marks
    assert grows_evenly(lambda size: check_text(f"文{opened * size}{closed * size}", TODAY), 300)
