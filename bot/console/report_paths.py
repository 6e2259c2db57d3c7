"""Where the pages of the annual report are, below the console's root."""

from collections.abc import Mapping
from urllib.parse import urlencode

from content.report.format import Format

YEARS = "/nianbao"
TEXT, TABLES, CHECKS, VERSIONS, FILES = "zhengwen", "biaoge", "jiancha", "banben", "wenjian"
FIGURE, FREEZE, PUBLISH = "shu", "dongjie", "songshen"
PERIODS, FRESHNESS = f"{YEARS}/jidu", f"{YEARS}/gengxin"


def year_path(year: int, page: str = TEXT, query: Mapping[str, object] | None = None) -> str:
    """A page of a year's report, `/nianbao/2026/biaoge`."""
    asked = urlencode({key: value for key, value in (query or {}).items() if value not in ("", None)})
    return f"{YEARS}/{year}/{page}{f'?{asked}' if asked else ''}"


def figure_path(year: int, address: str) -> str:
    """The rows behind a figure: its address is `table3.r1.自然人`, `media.政府网站`."""
    return year_path(year, FIGURE, {"figure": address})


def section_path(year: int, form: Format, number: str) -> str:
    """Where the text of a section is written; `number` as the form counts, 一: in the path it is 1."""
    place = next(at for at, one in enumerate(form.sections, 1) if one.number == number)
    return year_path(year, f"{TEXT}/{place}")
