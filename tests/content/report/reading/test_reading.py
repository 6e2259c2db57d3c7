"""Reports made elsewhere are read from pages, documents, sheets and JSON, and told of where they are odd."""

import json
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.report.cell import Cell
from content.report.documents import body, html, word, workbook
from content.report.format import COLUMNS
from content.report.reading import CannotRead, Opened, open_report
from content.report.record import as_record
from content.report.report import Report
from content.report.text_checks import stated_findings
from tests.content.report.papers import MONEY, OFFICE, report
from tests.content.report.reading import samples

TEXT = {
    "一": "主动公开政府信息9条。\n\n收到申请7件。",
    "五": "平台建设还不够。",
    "六": "本年度无收取信息处理费情况。",
}
OLD, NEW = report(2020, text=TEXT), report(2023, text=TEXT)


def opened(text: str) -> Opened:
    return open_report("年报.html", text.encode())


def told(one: Opened) -> list[str]:
    return [finding.says for finding in (*one.slips, *one.remarks)]


@pytest.mark.parametrize("one", [OLD, NEW], ids=["2019", "2021"])
@pytest.mark.parametrize("kind", ["page", "document", "book", "json", "our page", "our item"])
def test_every_cell_comes_back(one: Report, kind: str) -> None:
    name, content = {
        "page": ("年报.html", samples.page(one).encode("gb18030")),
        "document": ("年报.docx", samples.document(one)),
        "book": ("年报.xlsx", samples.book(one)),
        "json": ("年报.json", json.dumps(as_record(one), ensure_ascii=False).encode()),
        "our page": ("年报.html", html.page(one).encode()),
        "our item": (f"{one.title}.md", f"# {one.title}\n\n{body.body(one)}".encode()),
    }[kind]
    found = open_report(name, content)
    assert found.report.cells == one.cells
    assert (found.report.office, found.report.year, found.form) == (OFFICE, one.year, one.format)
    assert not found.slips
    if kind not in ("book", "our item"):
        assert found.report.text == TEXT


@pytest.mark.parametrize("write", [word.word, workbook.workbook], ids=["word", "workbook"])
def test_our_own_documents_are_read_again(write: Callable[[Report], bytes]) -> None:
    found = open_report("年报", write(OLD))
    assert found.report.cells == OLD.cells
    assert (found.report.office, found.report.year, found.slips, found.remarks) == (OFFICE, 2020, (), ())


def test_words_units_and_other_writings_of_a_number_are_read_and_told() -> None:
    one = Report(office=OFFICE, year=2020, cells={**OLD.cells, Cell("table3", "a", "科研机构"): 1234567})
    two = samples.rows_of(one, "table2")
    two = samples.edited(samples.edited(two, "采购总金额", "采购总金额（单位：元）"), "14722.49万元", "251,000.5")
    two = samples.edited(two, "20", "20笔")
    three = samples.edited(samples.rows_of(one, "table3"), "1234567", "１，２３４，５６７（其中网上收到9件）")
    found = opened(samples.page(one, {"table2": [two], "table3": [three]}))
    assert found.report.cells[Cell("table2", "政府集中采购", "采购总金额")] == Decimal("25.10005")
    assert found.report.cells[Cell("table2", "政府集中采购", "采购项目数量")] == 20
    assert found.report.cells[Cell("table3", "a", "科研机构")] == 1234567
    assert any("的单位是元，已换算成万元" in says for says in told(found))
    assert any("读作 1,234,567" in says for says in told(found))


@pytest.mark.parametrize("sign", ["", "-", "/", "—", " "])
def test_signs_for_nothing_are_blanks_and_not_noughts(sign: str) -> None:
    rows = samples.edited(samples.rows_of(NEW, "table3"), "7", sign)
    found = opened(samples.page(NEW, {"table3": [rows]}))
    assert found.report.cells[Cell("table3", "r1", "自然人")] is None


def test_what_is_no_number_is_told_and_not_guessed() -> None:
    rows = samples.edited(samples.rows_of(NEW, "table3"), "7", "约7件")
    found = opened(samples.page(NEW, {"table3": [rows]}))
    assert found.report.cells[Cell("table3", "r1", "自然人")] is None
    assert any("“约7件”看不出是几" in says for says in told(found))


def test_a_table_that_goes_on_on_the_next_page_is_read_as_one() -> None:
    rows = samples.rows_of(NEW, "table3")
    alone = [*rows[:3], [samples.Written("三、本年度办理结果"), *rows[14]]]
    parted = opened(samples.page(NEW, {"table3": [rows[:14], [*alone, *rows[15:]]]}))
    assert parted.report.cells == NEW.cells
    bare = opened(samples.page(NEW, {"table3": [rows[:14], rows[14:]]}))
    assert bare.report.cells == NEW.cells


def test_a_row_that_lacks_a_cell_is_told_and_not_read() -> None:
    rows = samples.rows_of(NEW, "table3")
    rows[6] = rows[6][:-2] + rows[6][-1:]
    found = opened(samples.page(NEW, {"table3": [rows]}))
    assert {found.report.cells[Cell("table3", "b", column)] for column in COLUMNS} == {None}
    assert any("部分公开" in says and "看不出少的是哪一列" in says for says in told(found))
    assert sum(value is not None for value in found.report.cells.values()) == len(NEW.cells) - 7


def test_wrong_words_in_the_fixed_labels_are_told() -> None:
    tables = {name: samples.rows_of(NEW, name) for name in samples.TABLES}
    tables["table2"] = samples.edited(tables["table2"], "本年废止件数", "本年废纸件数")
    tables["table3"] = samples.edited(tables["table3"], "（三）不予公开", "（三）不子公开")
    tables["table3"] = samples.edited(tables["table3"], "2.重复申请", "2、重复 申 请")
    tables["table3"] = samples.edited(tables["table3"], "3.要求提供公开出版物", "XX")
    tables["table4"] = samples.edited(tables["table4"], "行政复议", "行政法复议")
    text = samples.page(NEW, {name: [rows] for name, rows in tables.items()}).replace("其他需要报告", "其它需要报告")
    found = opened(text)
    assert found.report.cells == NEW.cells
    assert [says.split("”")[0].rpartition("“")[2] for says in told(found)] == [
        "本年废纸件数",
        "（三）不子公开",
        "XX",
        "行政法复议",
        "六、其它需要报告的事项",
    ]


def test_slips_in_headings_and_a_merged_cell_of_the_wrong_height_do_no_harm() -> None:
    tables = {name: samples.rows_of(NEW, name) for name in samples.TABLES}
    high = [[cell._replace(rows=cell.rows + (cell.rows > 3)) for cell in row] for row in tables["table3"]]
    tables["table3"] = samples.edited(high, "法律服务机构", "法律服务机关")
    tables["table4"] = samples.edited(tables["table4"], "尚未审结", "尚末审结")
    found = opened(samples.page(NEW, {name: [rows] for name, rows in tables.items()}))
    assert found.report.cells == NEW.cells
    assert [says.split("”")[0].rpartition("“")[2] for says in told(found)] == ["法律服务机关", "尚末审结"]


def test_tables_in_one_or_in_parts_are_all_found() -> None:
    two, three, four = (samples.rows_of(NEW, name) for name in samples.TABLES)
    one = samples.page(NEW, {"table2": [[*two, *three, *four]], "table3": [], "table4": []})
    assert opened(one).report.cells == NEW.cells
    left = [[four[0][0]._replace(rows=1)], four[2][:5], four[3][:5]]
    right = [[four[0][1]], four[1], four[2][5:], four[3][5:]]
    parted = opened(samples.page(NEW, {"table3": [three[3:]], "table4": [left, right]}))
    assert parted.report.cells == NEW.cells


def test_rows_and_tables_that_are_not_there_are_told() -> None:
    rows = samples.rows_of(NEW, "table3")
    found = opened(samples.page(NEW, {"table2": [], "table3": [[*rows[:-1]]]}))
    assert {found.report.cells[Cell("table3", "r4", column)] for column in COLUMNS} == {None}
    assert told(found) == ["表三没有“四、结转下年度继续办理”这一行。", "没有找到表二。"]


def test_labels_in_one_cell_and_headings_without_merged_cells_are_understood() -> None:
    rows = samples.rows_of(NEW, "table3")
    flat: samples.Rows = [[samples.Written(""), *(samples.Written(column) for column in COLUMNS)]]
    for row, line in zip(rows[3:], NEW.format.table3.rows, strict=True):
        flat.append([samples.Written(NEW.format.table3.labels[line.key]), *row[-7:]])
    assert opened(samples.page(NEW, {"table3": [flat]})).report.cells == NEW.cells


def test_a_report_in_the_format_of_other_years_is_told() -> None:
    late = Report(office=OFFICE, year=2021, cells=OLD.cells, text=TEXT)
    tables = {name: [samples.rows_of(OLD, name)] for name in samples.TABLES}
    found = opened(samples.page(late, tables))
    assert (found.report.year, found.form.name) == (2021, "2019")
    assert found.report.cells == OLD.cells
    assert "2021 年的报告要用 2021 年起的格式" in told(found)[0]
    assert "这份用的是 2019 年的格式" in told(found)[0]


def test_json_of_others_has_words_in_cells_and_units_beside_them() -> None:
    record = {**as_record(OLD), "text_checks": [{"type": "sum", "total": 3, "parts": [1, 2]}], "totals_text": ["共3条"]}
    del record["title"]
    record["table2"]["第二十条第（一）项"]["规范性文件"]["本年新制作数量"] = "22（其中修订16件）"
    record["table2"]["第二十条第（一）项"]["规章"]["本年新制作数量"] = None
    record["table2"]["第二十条第（九）项"]["政府集中采购"] = {"采购项目数量": "2笔", "采购总金额": "984,361"}
    record["table2"]["第二十条第（九）项"]["金额单位"] = "元；项目数写作“2笔”"
    found = open_report("a.json", json.dumps(record, ensure_ascii=False).encode())
    cells = found.report.cells
    assert cells[Cell("table2", "规范性文件", "本年新制作数量")] == 22
    assert cells[Cell("table2", "规章", "本年新制作数量")] is None
    assert cells[Cell("table2", "政府集中采购", "采购项目数量")] == 2
    assert cells[Cell("table2", "政府集中采购", "采购总金额")] == Decimal("98.4361")
    assert (found.said, len(found.stated)) == (("共3条",), 1)


def test_json_of_others_may_have_its_columns_otherwise_and_keys_of_its_own() -> None:
    record = as_record(NEW)
    own = {"notes": ["备注"], "counts": {"a": 1}, "media": 5, "text": {"一": None}, "year": "2023年"}
    rows = {row["key"]: dict(zip(COLUMNS, row["values"], strict=True)) for row in record["table3"]["rows"]}
    turned = {name: record[name][::-1] for name in ("table4", "table4_labels")}
    found = open_report("a.json", json.dumps(record | own | turned | {"table3": {"rows": rows}}).encode())
    assert (found.report.cells, found.report.year, found.remarks) == (NEW.cells, 2023, ())


def test_what_json_lacks_is_told() -> None:
    record = as_record(NEW)
    del record["table3"]["rows"][-1]
    found = open_report("a.json", json.dumps(record | {"table2": None, "table4": None}).encode())
    assert told(found) == ["表三没有“四、结转下年度继续办理”这一行。", "没有找到表二。", "没有找到表四。"]


@pytest.mark.parametrize("cell", ["1.5万件", "3/5", "8+1", "1e5", "3~5", "3、4"])
def test_the_beginning_of_a_number_is_not_taken_for_it(cell: str) -> None:
    record = as_record(NEW)
    record["table4"][0] = cell
    found = open_report("a.json", json.dumps(record).encode())
    assert told(found) == [f"表四“行政复议”这一行、“结果维持”这一列：“{cell}”看不出是几，当作没有填。"]


def test_a_number_of_a_thousand_million_digits_is_not_written_out() -> None:
    record = as_record(NEW)
    stated = {"table4": ["N", *record["table4"][1:]], "text_checks": [{"type": "sum", "total": "N", "parts": ["N", 1]}]}
    found = open_report("a.json", json.dumps({**record, **stated}).replace('"N"', "1e999999999").encode())
    assert "看不出是几" in told(found)[0]
    assert not list(stated_findings(found.stated, found.report.cells, found.form))


def test_money_keeps_every_place() -> None:
    one = Report(office=OFFICE, year=2023, cells={**NEW.cells, MONEY: Decimal("24252.311082")})
    assert opened(samples.page(one)).report.cells[MONEY] == Decimal("24252.311082")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.html", "<html><body><p>年度报告见附件</p></body></html>".encode(), "没有找到年度报告的表格"),
        ("a.pdf", b"%PDF-1.7", "是PDF，读不出表格"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 .docx"),
        ("a.docx", b"PK\x03\x04broken", "打不开"),
        ("a.json", b'{"year": 2023', "不是完整的 JSON"),
        ("a.json", b'{"year": 2023}', "没有找到年度报告的表格"),
        ("a.json", b'{"table3": {"rows": 3}, "text": [1]}', "没有找到年度报告的表格"),
        ("a.docx", samples.packed("<w:sdt>" * 2000 + "</w:sdt>" * 2000), "套得太深"),
        ("a.png", b"\x89PNG\r\n", "是PNG 图片，读不出表格"),
        ("a.bin", b"\0\1\2", "不是文字"),
    ],
)
def test_what_holds_no_report_is_refused_in_words(name: str, content: bytes, says: str) -> None:
    with pytest.raises(CannotRead) as refused:
        open_report(name, content)
    assert says in refused.value.says


def test_a_cell_inside_a_thousand_others_is_read() -> None:
    label = next(cell.row for cell in NEW.cells)
    page = samples.page(NEW).replace(label, f"{'<b>' * 1500}{label}{'</b>' * 1500}", 1)
    assert opened(page).report.cells == NEW.cells


DIFFERENT = Report(office=OFFICE, year=2023, cells={cell: 100 + place for place, cell in enumerate(NEW.cells)})
"""No two cells alike: a row that is read one cell too far shows."""
PAGE = samples.page(DIFFERENT)
CELLS = [match.span() for match in re.finditer("<td .*?</td>", PAGE)]
SPANS = [match.span(1) for match in re.finditer('(?:row|col)span="([0-9]+)"', PAGE)]


@given(cell=st.sampled_from(CELLS), doubled=st.booleans(), span=st.sampled_from(SPANS), size=st.integers(1, 8))
@settings(max_examples=15, deadline=None)
def test_a_page_with_one_cell_out_of_place_is_never_read_wrongly(
    cell: tuple[int, int], *, doubled: bool, span: tuple[int, int], size: int
) -> None:
    for page in (
        f"{PAGE[: cell[1] if doubled else cell[0]]}{'<td></td>' if doubled else ''}{PAGE[cell[1] :]}",
        f"{PAGE[: span[0]]}{size}{PAGE[span[1] :]}",
    ):
        found = opened(page)
        read = {place: value for place, value in found.report.cells.items() if value is not None}
        assert read.items() <= DIFFERENT.cells.items()
        assert found.remarks or len(read) == len(DIFFERENT.cells)
