"""What reading the tables has brought so far: figures, and what people should know of how they were read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content.report.cell import Cell, Number
from content.report.finding import Finding
from content.report.format import Format
from content.report.labels import CHINESE, place_of
from content.report.reading.figures import figure, in_ten_thousand
from content.report.reading.likeness import likeness
from content.report.record import money_cells

DEFAULT_UNIT = "万元"


@dataclass(slots=True)
class Found:
    """`slips`: what is wrong in the report itself (a label); `remarks`: how it was read."""

    form: Format
    cells: dict[Cell, Number] = field(default_factory=dict)
    slips: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)

    def put(self, cell: Cell, text: str, unit: str = "") -> None:
        """`unit`: of money, as the heading has it. The first of two is kept."""
        money = cell in money_cells(self.form)
        read = figure(text, money=money)
        if cell in self.cells:
            if read.value is not None and read.value != self.cells[cell]:
                self.remark("twice", f"{place_of(cell, self.form)}出现了两次，数不一样，用了前一个", cell)
            return
        self.cells[cell] = self._money(cell, read.value, read.unit or unit) if money else read.value
        if read.says:
            self.remark("unread" if not read.read else "words", f"{place_of(cell, self.form)}：{read.says}", cell)

    def _money(self, cell: Cell, value: Number, unit: str) -> Number:
        if value is None:
            return None
        official = any("万元" in column.label for block in self.form.table2 for column in block.columns)
        if not (unit or official) and value:
            self.remark("unit", f"{place_of(cell, self.form)}没有写明单位，当作{DEFAULT_UNIT}，请核对", cell)
        elif unit not in ("", DEFAULT_UNIT):
            self.remark("unit", f"{place_of(cell, self.form)}的单位是{unit}，已换算成{DEFAULT_UNIT}", cell)
        return in_ten_thousand(value, unit or DEFAULT_UNIT)

    def remark(self, code: str, says: str, cell: Cell | None = None) -> None:
        table, row, column = cell or ("", "", "")
        self.remarks.append(Finding(identity=code, says=f"{says}。", blocks=False, table=table, row=row, column=column))

    def tell_missing(self, table: str, rows: Mapping[str, str]) -> None:
        """Rows (with their labels) of a table that is there are blank where they were not found."""
        there = {cell.row for cell in self.cells if cell.table == table}
        for row, label in rows.items():
            if there and row not in there:
                cells = [cell for cell in self.form.cells() if cell.table == table and cell.row == row]
                self.cells |= dict.fromkeys(cells)
                if not any(f"“{label}”" in one.says for one in self.remarks):
                    self.remark("unread", f"{CHINESE[table]}没有“{label}”这一行")

    def label(self, table: str, written: str, official: str) -> None:
        """Told where the words are others; blanks and punctuation are not looked at."""
        if written and likeness(written, official) < 1.0:
            says = f"{CHINESE[table]}里的“{written}”，格式上是“{official}”，请改过来。"
            if not any(one.says == says for one in self.slips):
                self.slips.append(Finding(identity="label", says=says, blocks=False, table=table))
