"""Where the pages of the annual report are, below the console's root."""

from collections.abc import Mapping
from urllib.parse import urlencode

YEARS = "/nianbao"
TEXT, TABLES, CHECKS, VERSIONS, FILES = "zhengwen", "biaoge", "jiancha", "banben", "wenjian"
FIGURE, FREEZE, PUBLISH = "shu", "dongjie", "songshen"
PERIODS, FRESHNESS = f"{YEARS}/jidu", f"{YEARS}/gengxin"


def year_path(year: int, page: str = TEXT, query: Mapping[str, object] | None = None) -> str:
    """A page of a year's report, `/nianbao/2026/biaoge`."""
    asked = urlencode({key: value for key, value in (query or {}).items() if value not in ("", None)})
    return f"{YEARS}/{year}/{page}{f'?{asked}' if asked else ''}"


def figure_path(year: int, address: str, page: int = 1) -> str:
    """The rows behind a figure: its address is `table3.r1.自然人`, `media.政府网站`."""
    return year_path(year, FIGURE, {"wei": address, "ye": page if page > 1 else ""})
