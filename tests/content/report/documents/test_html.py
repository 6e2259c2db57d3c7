"""The page: whole in itself, said right by a screen reader, and nothing sticks out of a phone."""

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from content.report.cell import Cell
from content.report.documents.html import page
from content.report.reading import read
from content.report.report import Report
from tests.browsing import STICKS_OUT, complaints, violations
from tests.content.report.documents.grids import spread, wanted
from tests.content.report.documents.samples import later, zone

SAMPLES = pytest.mark.parametrize("report", [zone(), later()], ids=["2019", "2021"])


@pytest.mark.part("chromium")
@pytest.mark.part("fonts")
def test_nothing_sticks_out_of_a_desk_or_a_phone_and_axe_finds_nothing(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(page(later(), link=lambda cell: f"#{cell}"), "utf-8")
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    errors = complaints(shown)
    shown.goto((tmp_path / "report.html").as_uri())
    assert shown.evaluate(STICKS_OUT) <= 0
    shown.set_viewport_size({"width": 360, "height": 900})
    assert shown.evaluate(STICKS_OUT) <= 0
    assert violations(shown) == {}
    assert errors == []
    shown.close()


@SAMPLES
def test_its_tables_are_the_forms(report: Report) -> None:
    root = html.document_fromstring(page(report))
    for kind in ("table2", "table3", "table4"):
        (table,) = root.xpath(f'//table[@class="{kind}"]')
        assert spread(table) == wanted(report, kind)
        assert table.find("caption") is not None


@SAMPLES
def test_every_figure_names_all_its_headings(report: Report) -> None:
    root = html.document_fromstring(page(report, link=str))
    heads = {link.text: _heads(root, link.getparent()) for link in root.xpath("//td/a")}
    assert len(root.xpath("//td[@headers]")) == len(list(report.format.cells()))
    if report.year == 2020:
        assert heads["-4"] == ["第二十条第（五）项", "本年增/减", "行政许可"]
        assert heads["2601万元"] == ["第二十条第（九）项", "采购总金额", "政府集中采购"]
    (found,) = root.xpath('//a[@href="table3.c5.商业企业"]/..')
    over = ["申请人情况", "法人或其他组织", "商业企业"]
    assert _heads(root, found) == [*over, "三、本年度办理结果", "（三）不予公开", "5.属于三类内部事务信息"]
    (found,) = root.xpath('//a[@href="table4.复议后起诉.结果维持"]/..')
    assert _heads(root, found) == ["行政诉讼", "复议后起诉", "结果维持"]


def _heads(root: html.HtmlElement, figure: html.HtmlElement) -> list[str]:
    return [root.get_element_by_id(name).text_content() for name in figure.get("headers").split()]


def test_it_holds_everything_itself_and_runs_nothing() -> None:
    root = html.document_fromstring(page(zone()))
    assert root.get("lang") == "zh-CN"
    assert not root.xpath("//script|//link|//img|//iframe|//@onclick")
    assert "url(" not in page(zone())


def test_what_an_office_or_a_section_says_is_no_markup() -> None:
    report = Report(office="<甲>&乙", year=2023, cells={}, text={"五": "**重**<b onclick=y>点</b><script>x</script>"})
    made = page(report)
    assert "<甲>" not in made
    assert "script" not in made
    assert "onclick" not in made
    assert "<strong>重</strong><b>点</b>" in made


def test_a_blank_is_neither_0_nor_a_link() -> None:
    root = html.document_fromstring(page(later(), link=str))
    blank = Cell("table2", "规章", "现行有效件数")
    assert not root.xpath(f'//a[@href="{blank}"]')
    (row,) = root.xpath('//table[@class="table2"]//tr[th="规章"]')
    assert [cell.text_content() for cell in row.findall("td")] == ["0", "0", ""]


def test_read_back_its_text_is_what_staff_wrote_without_the_charts() -> None:
    text = read("年报.html", page(zone()).encode()).text["一"]
    assert "主动公开政府信息数总计791条" in text
    assert "1月65条" not in text
    assert "按载体" not in text
