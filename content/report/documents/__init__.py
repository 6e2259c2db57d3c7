"""The report as documents: Word, a page, PDF, a workbook, and the body of an item."""
