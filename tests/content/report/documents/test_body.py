"""The item's text: what the website's rules leave of it is the whole report."""

from pathlib import Path

import pytest
from lxml import html

from channels.wechat.rendition import CONTENT_CHARACTERS, write
from content.report.documents.body import body
from content.report.report import Report
from content.text import plain
from tests.content.papers import Desk
from tests.content.report.documents.grids import spread, wanted
from tests.content.report.documents.samples import later, zone


@pytest.fixture(params=[zone, later], ids=["2019", "2021"])
def report(request: pytest.FixtureRequest) -> Report:
    made: Report = request.param()
    return made


@pytest.fixture
def item(report: Report, tmp_path: Path) -> str:
    return Desk(tmp_path).html(body(report))


def test_the_merged_tables_stay_whole_where_only_an_items_html_is_kept(report: Report, item: str) -> None:
    tables = html.fragment_fromstring(item, "div").findall("table")
    for kind, table in zip(("table2", "table3", "table4"), tables[-3:], strict=True):
        assert spread(table) == wanted(report, kind)


def test_sections_are_headings_and_those_of_the_text_stand_below_them(report: Report, item: str) -> None:
    root = html.fragment_fromstring(item, "div")
    assert [one.text_content() for one in root.iter("h2")] == [section.title for section in report.format.sections]
    assert [one.text_content() for one in root.iter("h3")] == ["（一）主动公开", "（二）依申请公开"]
    assert report.period in item


def test_a_remark_stands_below_its_table(tmp_path: Path) -> None:
    assert "<p>注：含上年度结转数量。</p>" in Desk(tmp_path).html(body(later()))


def test_on_a_phone_it_says_every_figure_that_is_not_0_and_fits_the_platform(report: Report, item: str) -> None:
    written = write(item, report.title, "https://www.example.gov.cn/").html
    assert len(written) < CONTENT_CHARACTERS * 0.75
    lines = plain(written).split("\n")
    granted = lines[lines.index("（一）予以公开") + 1]
    both = {2020: "自然人 1，总计 1，", 2023: "自然人 5，法人或其他组织·商业企业 1，总计 6，"}
    assert granted == f"{both[report.year]}其余各项均为 0"
    assert lines[lines.index("1.属于国家秘密") + 1] == "各项均为 0"


def test_a_section_without_text_says_so(tmp_path: Path) -> None:
    report = Report(office="示范高新区管委会", year=2023, cells={})
    assert Desk(tmp_path).html(body(report)).count("本节还没有内容") == 3
