"""Reports made elsewhere, read from the files they come in: JSON, Word, Excel, HTML."""

from content.report.reading.opening import Opened, open_report, read
from content.report.reading.refusal import CannotRead

__all__ = ["CannotRead", "Opened", "open_report", "read"]
