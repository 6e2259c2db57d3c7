"""Where every cell of the official tables stands."""

from decimal import Decimal

import pytest

from content.report.cell import written
from content.report.documents.layout import Layout, layouts
from content.report.format import Format, formats

FORMATS = pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)


def spans(layout: Layout) -> dict[str, tuple[int, int]]:
    """Of the labels that cover more than one place."""
    return {place.text: (place.rows, place.columns) for place in layout.places if place.rows * place.columns > 1}


@FORMATS
def test_every_place_of_the_grid_is_covered_once_and_every_figure_has_one(form: Format) -> None:
    made = layouts(form)
    for layout in made.values():
        taken = [
            (row, column)
            for place in layout.places
            for row in range(place.row, place.last_row + 1)
            for column in range(place.column, place.last_column + 1)
        ]
        assert sorted(taken) == [(row, column) for row in range(len(layout.rows)) for column in range(layout.width)]
    figures = [place.cell for layout in made.values() for place in layout.places if place.cell]
    assert figures == list(form.cells())


@FORMATS
def test_table_three_has_its_corner_and_its_long_cells(form: Format) -> None:
    layout = layouts(form)["table3"]
    found = spans(layout)
    assert found["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == (3, 3)
    assert found["申请人情况"] == (1, 7)
    assert found["法人或其他组织"] == (1, 5)
    assert found["自然人"] == found["总计"] == (2, 1)
    assert found["三、本年度办理结果"] == ({"2019": 20, "2021": 22}[form.name], 1)
    assert found["（三）不予公开"] == (8, 1)
    assert found["（七）总计"] == (1, 2)
    assert found["四、结转下年度继续办理"] == (1, 3)
    assert (len(layout.rows), layout.width) == ({"2019": 26, "2021": 28}[form.name], 10)


@FORMATS
def test_tables_two_and_four_have_theirs(form: Format) -> None:
    two, four = layouts(form)["table2"], layouts(form)["table4"]
    assert spans(two)["第二十条第（一）项"] == (1, 4)
    wide = {"2019": ("采购总金额", (1, 2)), "2021": ("本年处理决定数量", (1, 3))}[form.name]
    assert spans(two)[wide[0]] == wide[1]
    assert spans(four) == {
        "行政复议": (2, 5), "行政诉讼": (1, 10), "未经复议直接起诉": (1, 5), "复议后起诉": (1, 5),
    }  # fmt: skip


def test_figures_are_written_as_they_were_confirmed() -> None:
    numbers = [0, -4, 1234, Decimal("24252.310"), Decimal("4068.208"), Decimal("1E+3")]
    assert list(map(written, numbers)) == ["0", "-4", "1234", "24252.310", "4068.208", "1000"]
