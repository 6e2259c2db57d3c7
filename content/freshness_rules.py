"""What the yearly check asks of a website's home page, its columns and the accounts.

Source: 政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号). Vetoed are a home page or an account without anything new
in two weeks; five columns of news (two weeks) and of notices and policy documents (six months) together; ten columns
of any kind; five empty ones; more than three 咨询 letters of a year without an answer. A local rule may be stricter.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

TWO_WEEKS, SIX_MONTHS, A_YEAR = 14, 180, 365
NEWS_AND_NOTICES, ANY_COLUMNS, EMPTY_COLUMNS, UNANSWERED = 5, 10, 5, 3


class Sort(StrEnum):
    """What a place is to the check; a column's is told by its name."""

    HOME = "网站首页"
    ACCOUNT = "账号"
    NEWS = "动态要闻类栏目"
    NOTICES = "通知公告、政策文件类栏目"
    YEARLY = "人员机构、规划计划类栏目"
    OTHER = "其他栏目"

    @property
    def days(self) -> int | None:
        """How many days may pass without anything new, for the whole country; None = no rule."""
        return NATIONAL[self]


NATIONAL: Mapping[Sort, int | None] = MappingProxyType(
    {
        Sort.HOME: TWO_WEEKS,
        Sort.ACCOUNT: TWO_WEEKS,
        Sort.NEWS: TWO_WEEKS,
        Sort.NOTICES: SIX_MONTHS,
        Sort.YEARLY: A_YEAR,
        Sort.OTHER: None,
    }
)
NAMED = (
    (Sort.NEWS, re.compile(r"动态|要闻|新闻|快讯|信息速递")),
    (Sort.NOTICES, re.compile(r"通知|公告|公示|政策|文件|法规|规章")),
    (Sort.YEARLY, re.compile(r"领导|机构|人员|人事|职能|规划|计划|年报|年度报告")),
)


def sort_of(column: str) -> Sort:
    return next((sort for sort, words in NAMED if words.search(column)), Sort.OTHER)
