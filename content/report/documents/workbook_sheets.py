"""A sheet of the report's workbook: words that stay words, figures with their formats, formulas with their values."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from content.report.cell import Number
from content.text import CONTROLS

FONT = "宋体"
LINE = Side(style="thin", color="000000")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
SHADE = PatternFill("solid", fgColor="F2F2F2")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
A4 = 9

Value = str | Number


class Paper:
    """`values`: by coordinate, what each formula gives."""

    def __init__(self, sheet: Worksheet, title: str) -> None:
        self.sheet = sheet
        self.sheet.title = title
        self.values: dict[str, Value] = {}

    def line(self, row: int, texts: Sequence[str]) -> None:
        """Words from column A on, framed."""
        for column, text in enumerate(texts, 1):
            words(self.sheet.cell(row, column), text)
            framed(self.sheet.cell(row, column))

    def formula(self, at: tuple[int, int], formula: str, value: Value) -> None:
        cell: Any = self.sheet.cell(*at)
        cell.value = formula
        self.values[cell.coordinate] = value
        framed(cell)

    def printed(self, area: str, *, landscape: bool) -> None:
        """On A4, one page wide, its number below."""
        sheet = self.sheet
        sheet.print_area = area
        sheet.page_setup.paperSize = A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        if sheet.sheet_properties.pageSetUpPr is not None:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        if sheet.oddFooter is not None and sheet.oddFooter.center is not None:
            sheet.oddFooter.center.text = "— &P —"


def words(cell: Any, text: str) -> None:
    """Never a formula, whatever a name begins with. Source: CWE-1236."""
    cell.value = CONTROLS.sub("", text)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"


def framed(cell: Any) -> None:
    cell.font, cell.border, cell.alignment = Font(name=FONT, size=10), FRAME, CENTRED


def number_format(number: Number, unit: str = "") -> str:
    """Shows the decimals that were confirmed, and the unit behind them."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    shown = f"0.{'0' * places}" if places else "0"
    return f'{shown}"{unit}"' if unit else shown
