"""What a check of a report found, for people and for programs."""

from dataclasses import dataclass

from content.report.cell import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`identity`: S1, I1 to I3, Y1 to Y3, L1, X1 to X3 (勾稽关系), or a short code for another fault.

    `table`, `row`, `column` as in `content.report.cell.Cell`, "" where it is about none. `found` is what stands there,
    `expected` what should; None where that is no number. `says`: Chinese, for a clerk: which row, which column, and
    what should be.
    """

    identity: str
    says: str
    blocks: bool
    table: str = ""
    row: str = ""
    column: str = ""
    found: Number = None
    expected: Number = None
