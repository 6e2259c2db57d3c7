"""The official scale to the letter (国办函〔2020〕109号), and how it is told."""

from datetime import date
from decimal import Decimal

import pytest

from content.registers.fees import Advice, by_page, by_piece, pages_for


@pytest.mark.parametrize(
    ("before", "fee"), [(0, 0), (9, 0), (10, 100), (29, 100), (30, 200), (39, 200), (40, 300), (99, 800)]
)
def test_one_more_application_costs_what_its_place_in_the_month_says(before: int, fee: int) -> None:
    assert by_piece(before) == Decimal(fee)


def test_several_at_once_are_charged_step_by_step() -> None:
    assert by_piece(8, 4) == Decimal(200)
    assert by_piece(0, 45) == Decimal(20 * 100 + 10 * 200 + 5 * 300)


@pytest.mark.parametrize(
    ("pages", "fee"), [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)]
)
def test_pages_are_charged_step_by_step(pages: int, fee: int) -> None:
    assert by_page(pages) == Decimal(fee)


def test_the_reckoning_says_how_many_were_asked_for_and_at_what_price() -> None:
    piece, page = Advice(date(2026, 3, 1), before=32, pages=120).reckoning
    assert piece.startswith("按件：同一申请人2026年3月在这件之前已申请 32 件，这是第 33 件，")
    assert piece.endswith("第 31 至 40 件每件 200 元，收 200 元。")
    assert "第 31 至 100 页 70 页×10 元=700 元，第 101 至 120 页 20 页×20 元=400 元，共收 1100 元" in page


def test_what_is_free_is_said_to_be_free() -> None:
    assert Advice(date(2026, 3, 1), before=0, pages=30).reckoning == [
        "按件：同一申请人2026年3月在这件之前已申请 0 件，这是第 1 件，每月 10 件以内不收费。",
        "按量：30 页，30 页以内不收费。",
    ]


def test_a_fee_by_page_tells_the_pages_it_was_reckoned_from() -> None:
    assert [pages_for(by_page(pages)) for pages in (31, 100, 101, 200, 201, 999)] == [31, 100, 101, 200, 201, 999]
    assert [pages_for(Decimal(fee)) for fee in (0, 15, 710, 2710)] == [None, None, None, None]
