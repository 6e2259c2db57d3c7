"""Dates, references to the regulation and numbers as people write them."""

from datetime import date

import pytest

from content.found import find_fields
from content.wording import chinese_number, date_in, legal_basis_in, number_in


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-02", "2026/3/2", "2026.3.2", "20260302", "2026年3月2日", "二〇二六年三月二日", "２０２６年３月２日",
        " 2026-3-2 ",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(written: str) -> None:
    assert date_in(written) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("written", "says"), [("2026-02-30", "没有"), ("昨天", "2026-03-02"), ("2026-3", "2026-03-02")]
)
def test_what_is_no_date_is_refused_in_words(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        date_in(written)


@pytest.mark.parametrize(
    "written",
    [
        "第二十条第（十二）项", "第二十条（十二）", "第二十条第十二项", "第20条第12项", "20(12)", "二十条（十二）",
        "《中华人民共和国政府信息公开条例》第二十条第十二项", "《条例》第二十条第一款第（十二）项",
        "第二十条 第（12）项",
    ],
)  # fmt: skip
def test_an_article_is_read_however_it_is_written(written: str) -> None:
    assert legal_basis_in(written) == "第二十条第（十二）项"


def test_other_articles_and_other_laws() -> None:
    assert legal_basis_in("第十九条") == "第十九条"
    assert legal_basis_in("统计法第三条") is None
    for wrong in ("第二十条第十六项", "第五十条", "第十九条第二项"):
        with pytest.raises(ValueError, match="条"):
            legal_basis_in(wrong)


def test_chinese_figures_go_there_and_back() -> None:
    assert [number_in(chinese_number(number)) for number in range(1, 100)] == list(range(1, 100))
    assert [chinese_number(number) for number in (10, 19, 100, 105, 110, 1001, 1010, 9999)] == [
        "十", "十九", "一百", "一百零五", "一百一十", "一千零一", "一千零一十", "九千九百九十九",
    ]  # fmt: skip


def test_a_document_says_its_title_number_and_date() -> None:
    start = "示高管〔2026〕12号\n　关于开展检查的通知（试行）\n各企业：\n请于2026年4月1日前完成。\n"
    text = f"{start}示范高新区管委会\n2026年3月2日\n附件：表"
    assert find_fields(text) == {
        "title": "关于开展检查的通知（试行）",
        "document_number": "示高管〔2026〕12号",
        "made_on": "2026-03-02",
        "signed": "示范高新区管委会",
    }
    head = "示范高新区管委会\n关于开展检查的通知\n（此件公开发布）\n主题词：安全生产 检查"
    assert find_fields(head) == {
        "title": "示范高新区管委会关于开展检查的通知",
        "disclosure": "主动公开",
        "keywords": "安全生产 检查",
    }
    parted = "示范市文件\n示府〔 2012 〕 12 号\n示范市人民政府关于印发企业安全生产\n检查办法的通知\n"
    parted += "各企业：\n2012 年 1 月 6 日"
    assert find_fields(parted) == {
        "title": "示范市人民政府关于印发企业安全生产检查办法的通知",
        "document_number": "示府〔2012〕12号",
        "made_on": "2012-01-06",
    }
    assert find_fields("没有什么可找的。") == {}
