"""What tells who somebody is does not survive in a public answer, however it is written."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.checks.check_digits import id_card_check
from content.digits import CHINESE, figure_of
from content.letters import LONGEST
from content.masking import Masked, mask

WIDE = {str(n): chr(0xFF10 + n) for n in range(10)}
SPELT = {value: [char for char, of in CHINESE.items() if of == value] for value in CHINESE.values()}
BETWEEN = st.text(" -－.·　\u200b,", max_size=2)

ids = st.builds(
    lambda area, day, serial: f"{area}{day:%Y%m%d}{serial:03d}",
    st.sampled_from(["110101", "440305", "650102", "350128"]),
    st.dates(min_value=date(1930, 1, 1), max_value=date(2020, 12, 31)),
    st.integers(0, 999),
).map(lambda first: first + id_card_check(first))
mobiles = st.builds(
    lambda start, rest: f"{start}{rest:08d}", st.sampled_from(["138", "177", "199"]), st.integers(0, 10**8 - 1)
)


@st.composite
def written(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> tuple[str, str]:
    """A number, and one of the many ways to write it."""
    number = draw(numbers)
    signs = []
    for sign in number:
        ways = ["X", "x", "Ｘ", "ｘ"] if sign == "X" else [sign, WIDE[sign], *SPELT[sign]]
        signs.append(draw(st.sampled_from(ways)))
    parted = draw(st.sampled_from(["", "each"]))
    return number, "".join(sign + (draw(BETWEEN) if parted else "") for sign in signs[:-1]) + signs[-1]


def figures_in(text: str) -> str:
    return "".join(map(figure_of, text))


@given(written(ids), st.sampled_from(["身份证号：{}。", "{}", "我的号码{}，请查。", "A{}B", "第3条 {} 5"]))
def test_no_id_number_survives_in_any_writing(pair: tuple[str, str], around: str) -> None:
    number, text = pair
    shown = figures_in(mask(around.format(text)).text)
    assert number not in shown
    assert number[-4:] not in shown


@given(written(mobiles), st.sampled_from(["电话{}。", "{}", "请打{}找我"]))
def test_no_mobile_number_survives_in_any_writing(pair: tuple[str, str], around: str) -> None:
    _, text = pair
    assert not figures_in(mask(around.format(text)).text).strip("X")


@given(st.text("0123456789一二三甲a -，。\n", max_size=60))
def test_a_masked_text_is_as_long_as_it_was_and_masking_it_again_changes_nothing(text: str) -> None:
    once = mask(text).text
    assert len(once) == len(text)
    assert mask(once).text == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我叫张三，住在阳光小区3栋2单元501室。", "我叫张*，住在阳光小区*栋*单元***室。"),
        ("我叫欧阳小明，想问", "我叫欧阳**，想问"),
        ("我是李四，请问", "我是李*，请问"),
        ("我是高中生，请问", "我是高中生，请问"),
        ("我是高新区的居民", "我是高新区的居民"),
        ("补贴没有到账。\n王五", "补贴没有到账。\n王*"),
        ("家在李家村12号", "家在李家村**号"),
        ("阳光小区3-2-501漏水", "阳光小区*-*-***漏水"),
        ("车牌京A12345，银行卡6222020200112230124", "车牌京A*****，银行卡*******************"),
        ("粤B·D12345 新能源车", "粤B·****** 新能源车"),
        ("邮箱zhangsan@example.com", "邮箱z*******@example.com"),
        ("微信号abc_12345", "微信号***_*****"),
        ("身份证号是110101199003070018吗", "身份证号是******************吗"),
        ("家里电话0371-66001234", "家里电话0371-********"),
        ("电话是66001234", "电话是********"),
        ("护照号E12345678", "护照号*********"),
    ],
)
def test_details_are_starred_as_far_as_one_can_be_sure(text: str, shown: str) -> None:
    assert mask(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "请于2026年3月2日9:00至17:00到政务大厅2楼203室办理，咨询电话0371-66001234。",
        "根据示高管〔2026〕12号文件，补贴标准为每月1,200元，共12,345,678元。",
        "从2026-03-02到2026-12-31，每周一、三、五办理。",
        "统一编号 2026-00137.2，第二十条第（十二）项。",
        "乘3路、12路公交车到示范路12号。",
    ],
)
def test_what_an_office_tells_everybody_stays(text: str) -> None:
    assert mask(text, by_office=True) == Masked(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我叫李四13800000001", "我叫李************"),
        ("手机13800000001三号楼", "手机***********三号楼"),
        ("138（0000）0001", "***（****）****"),
        ("反映人：周八，女", "反映人：周*，女"),
        ("我爱人刘小花今年住院", "我爱人刘**今年住院"),
        ("我儿子王小明在读三年级", "我儿子王**在读三年级"),
        ("请联系王五女士", "请联系王*女士"),
        ("户主孙小圣的补贴", "户主孙**的补贴"),
        ("我父亲高血压，不能走", "我父亲高血压，不能走"),
        ("我1990年3月7日出生", "我1990年*月*日出生"),
        ("出生日期：1990-03-07", "出生日期：1990-**-**"),
        ("2025年3月7日生产的", "2025年3月7日生产的"),
        ("身份证后四位0018", "身份证后四位****"),
        ("手机尾号是0001", "手机尾号是****"),
        ("车牌 豫 A 12345，蓝牌豫B/23456", "车牌 豫 A *****，蓝牌豫B/*****"),
        ("加v信 zs_1990，vx: zs19900101", "加v信 **_****，vx: **********"),
        ("扣扣 12345678", "扣扣 ********"),
        ("电表户号1234567890", "电表户号**********"),
        ("座机 0371 6000 0001", "座机 0371 **** ****"),
        ("+86-371-60000001", "+86-371-********"),
        ("0371—60000001", "0371—********"),
        ("zhangsan(at)example.com", "z*******(at)example.com"),
        ("zhangsan at example dot com", "z******* at example dot com"),
        ("zhangsan#example点com", "z*******#example点com"),
        ("手机138oooo0001", "手机***********"),
        ("郑房权证字第0901000001号", "郑房权证字第**********号"),
        ("我家12栋3-402", "我家**栋*-***"),
        ("1号楼一单元九〇二", "*号楼*单元***"),
        ("6号楼东单元3楼西户", "*号楼东单元*楼西户"),
    ],
)
def test_details_in_the_writings_people_think_of_are_starred(text: str, shown: str) -> None:
    assert mask(text).text == shown


def test_a_telephone_that_is_known_goes_however_it_is_parted() -> None:
    known = ("0371-60000001",)
    assert mask("打037160000001，或六零零零 零零零一", known=("60000001",)).text == "打0371********，或**** ****"
    assert mask("请打0371 6000-0001", known=known).text == "请打**** ****-****"


def test_the_name_and_phone_left_with_a_letter_go_wherever_they_stand() -> None:
    assert mask("赵小六反映的情况，已电话 6600 告知赵小六", known=("赵小六", "")).text == (
        "赵**反映的情况，已电话 6600 告知赵**"
    )


def test_long_figures_that_nobody_can_tell_are_for_a_person_to_look_at() -> None:
    assert mask("订单20260302138000012345678").unsure == ("20260302138000012345678",)
    assert mask("我叫阿依古丽·买买提").unsure == ()
    assert mask("我叫 Zhang San").unsure == ("我叫 Zhang S",)
    assert mask("我叫张*，家里没水").unsure == ()
    assert mask("请问补贴什么时候发？").unsure == ()


@pytest.mark.parametrize("piece", ["1-", "1 ", "1", "a.", "三"])
def test_the_longest_letter_of_figures_is_looked_at_in_no_time(piece: str) -> None:
    begun = perf_counter()
    mask(piece * (LONGEST // len(piece)))
    assert perf_counter() - begun < 1.5
