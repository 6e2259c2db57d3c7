"""What openpyxl cannot write: the value of a formula beside the formula.

Viewers on phones, previews and programs that read without reckoning show nothing otherwise.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from content.report.documents.workbook_sheets import Value

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def with_values(content: bytes, values: Mapping[str, Mapping[str, Value]]) -> bytes:
    """The workbook, with `values` by sheet in their order and by coordinate."""
    parts = {f"xl/worksheets/sheet{number}.xml": cells for number, cells in enumerate(values.values(), 1)}
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            inside = old.read(part)
            new.writestr(part, _filled(inside, parts[part.filename]) if part.filename in parts else inside)
    return made.getvalue()


def _filled(sheet: bytes, values: Mapping[str, Value]) -> bytes:
    root = etree.fromstring(sheet)
    for cell in root.iter(f"{MAIN}c"):
        if cell.find(f"{MAIN}f") is not None:
            _fill(cell, values[cell.get("r")])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fill(cell: Any, value: Value) -> None:
    written = cell.find(f"{MAIN}v")
    if written is None:
        written = etree.SubElement(cell, f"{MAIN}v")
    written.text = str(value)
    if isinstance(value, str):
        cell.set("t", "str")
