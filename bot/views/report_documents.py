"""A report's documents: what an office hands in, what its website shows, what it keeps."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from content.printed import pdf
from content.problems import InWords
from content.report.record import as_json
from content.report.report import Report


@dataclass(frozen=True, slots=True)
class Documents:
    """`files`: content by file name. `missing`: in words, what could not be made on this machine, and why."""

    files: Mapping[str, bytes]
    missing: tuple[str, ...] = ()

    def ending(self, *suffixes: str) -> dict[str, bytes]:
        return {name: content for name, content in self.files.items() if name.endswith(suffixes)}


def documents(report: Report) -> Documents:
    """Word, HTML, PDF, XLSX and JSON, named after the report."""
    from content.report.documents import html, word, workbook  # noqa: PLC0415  # slow to load

    page = html.page(report)
    with ThreadPoolExecutor(1) as beside:  # the PDF is made by a program of its own, meanwhile
        printed = beside.submit(pdf, page)
        files = {
            f"{report.file_name}.docx": word.word(report),
            f"{report.file_name}.html": page.encode(),
            f"{report.file_name}.xlsx": workbook.workbook(report),
            f"{report.file_name}.json": as_json(report).encode(),
        }
    try:
        return Documents({**files, f"{report.file_name}.pdf": printed.result()})
    except InWords as impossible:
        return Documents(files, (f"{impossible.says}Word、网页和 Excel 不受影响。",))
