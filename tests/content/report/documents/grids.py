"""Tables read back from HTML: what covers which place of the grid."""

from typing import Any

from content.report.documents.layout import Layout, layouts
from content.report.report import Report


def spread(table: Any) -> list[list[str]]:
    """The words at every place of an lxml table, merged cells spread out."""
    taken: dict[tuple[int, int], str] = {}
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for right in range(int(cell.get("colspan", "1"))):
                    assert (row + down, column + right) not in taken
                    taken[row + down, column + right] = cell.text_content().strip()
    height, width = (max(place) + 1 for place in zip(*taken, strict=True))
    assert len(taken) == height * width
    return [[taken[row, column] for column in range(width)] for row in range(height)]


def wanted(report: Report, table: str) -> list[list[str]]:
    """The same of the form."""
    layout = layouts(report.format)[table]
    return [[_at(layout, report, row, column) for column in range(layout.width)] for row in range(len(layout.rows))]


def _at(layout: Layout, report: Report, row: int, column: int) -> str:
    (place,) = [
        one for one in layout.places if one.row <= row <= one.last_row and one.column <= column <= one.last_column
    ]
    return place.words(report.cells)
