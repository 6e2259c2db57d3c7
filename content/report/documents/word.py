"""The report as a Word document, as an office hands it in. Source of the page: 党政机关公文格式 GB/T 9704-2012."""

from io import BytesIO

import docx

from content.report.report import Report


def word(report: Report) -> bytes:
    """A .docx file."""
    document = docx.Document()
    document.add_paragraph(report.title)
    made = BytesIO()
    document.save(made)
    return made.getvalue()
