"""What a report's rows, columns and figures are called when people are told of them."""

from content.report.cell import Cell, Number, written
from content.report.format import Format

CHINESE = {"table2": "表二", "table3": "表三", "table4": "表四"}


def row_of(cell: Cell, form: Format) -> str:
    """`三、（三）不予公开 5.属于三类内部事务信息`, `规范性文件`, `行政诉讼（复议后起诉）`."""
    if cell.table == "table3":
        label = form.table3.labels.get(cell.row, cell.row)
        return label.replace("三、本年度办理结果", "三、").replace("（区分处理的，只计这一情形，不计其他情形）", "")
    if cell.table == "table4":
        under = next((group.under for group in form.table4.groups if group.label == cell.row), "")
        return f"{under}（{cell.row}）" if under else cell.row
    return cell.row


def place_of(cell: Cell, form: Format) -> str:
    return f"{CHINESE[cell.table]}“{row_of(cell, form)}”这一行、“{cell.column}”这一列"


def shown(value: Number) -> str:
    """`空白` for a blank."""
    return "空白" if value is None else written(value)
