"""The fee for handling an application (信息处理费): advice by the official scale, never a charge.

Source: 条例第四十二条; 政府信息公开信息处理费管理办法 (国办函〔2020〕109号, 2020-11-17). An office may charge
where number or frequency are plainly beyond what is reasonable: by piece or by page, one of the two, never both.
"""

import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

FREE_PIECES, FIRST_STEP_ENDS = 10, 30
PIECES_A_STEP, MORE_A_STEP = 10, 100
FREE_PAGES = 30
PAGE_STEPS = ((FREE_PAGES, 100, 10), (100, 200, 20), (200, sys.maxsize, 40))
"""After so many pages, up to so many, 元 for each of them."""


def price_of_piece(place: int) -> int:
    """元 for an applicant's so-manieth application of a calendar month, counted from 1."""
    if place <= FREE_PIECES:
        return 0
    if place <= FIRST_STEP_ENDS:
        return MORE_A_STEP
    return MORE_A_STEP + MORE_A_STEP * ((place - FIRST_STEP_ENDS - 1) // PIECES_A_STEP + 1)


def by_piece(count_before: int, count: int = 1) -> Decimal:
    """按件, in 元: for so many more, after so many of the same applicant in the same calendar month.

    Up to 10 nothing, the 11th to the 30th 100 each, from the 31st 100 more each for every ten.
    """
    return Decimal(sum(price_of_piece(place) for place in range(count_before + 1, count_before + count + 1)))


def by_page(pages: int) -> Decimal:
    """按量, in 元: for the pages (one side up to A4) that one application is given.

    Up to 30 nothing, up to 100 10 each, up to 200 20 each, 40 each from there. Pages of several are never added up.
    """
    return Decimal(sum(count * price for _, count, price in _charged(pages)))


def pages_for(fee: Decimal) -> int | None:
    """How many pages come to just this much by page; None where no number does, or more than one."""
    left, pages = fee, FREE_PAGES
    for over, until, price in PAGE_STEPS:
        count = min(until - over, int(left // price))
        left, pages = left - count * price, pages + count
        if pages < until:
            break
    return pages if fee and not left else None


def _charged(pages: int) -> list[tuple[int, int, int]]:
    """Of each step that the pages reach: its first page, how many pages of it, 元 for each."""
    return [(over + 1, min(pages, until) - over, price) for over, until, price in PAGE_STEPS if pages > over]


@dataclass(frozen=True, slots=True)
class Advice:
    """`before`: how many the same applicant had asked for in the same month before this one. `pages`: None = not said.

    `month`: its first day.
    """

    month: date
    before: int
    pages: int | None = None

    @property
    def by_piece(self) -> Decimal:
        return by_piece(self.before)

    @property
    def by_page(self) -> Decimal | None:
        return None if self.pages is None else by_page(self.pages)

    @property
    def reckoning(self) -> list[str]:
        """How either comes about, in words for staff, a line each."""
        place = self.before + 1
        asked = f"同一申请人{self.month.year}年{self.month.month}月在这件之前已申请 {self.before} 件"
        lines = [f"按件：{asked}，这是第 {place} 件，{_piece_words(place)}。"]
        if self.pages is not None:
            lines.append(f"按量：{self.pages} 页，{_page_words(self.pages)}。")
        return lines


def _piece_words(place: int) -> str:
    price = price_of_piece(place)
    if not price:
        return f"每月 {FREE_PIECES} 件以内不收费"
    if place <= FIRST_STEP_ENDS:
        return f"第 11 至 30 件每件 {price} 元，收 {price} 元"
    first = place - (place - FIRST_STEP_ENDS - 1) % PIECES_A_STEP
    return f"第 {first} 至 {first + PIECES_A_STEP - 1} 件每件 {price} 元，收 {price} 元"


def _page_words(pages: int) -> str:
    steps = [
        f"第 {first} 至 {first + count - 1} 页 {count} 页×{price} 元={count * price} 元"
        for first, count, price in _charged(pages)
    ]
    if not steps:
        return f"{FREE_PAGES} 页以内不收费"
    return f"{FREE_PAGES} 页以内不收费，{'，'.join(steps)}，共收 {by_page(pages)} 元"
