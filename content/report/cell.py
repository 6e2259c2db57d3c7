"""One figure of the report's tables and where it stands: `table3.r1.自然人`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, Self

TABLES = ("table2", "table3", "table4")

Number = int | Decimal | None
"""What a cell holds; money is Decimal in 万元; None = blank, which is not 0."""


class Cell(NamedTuple):
    """`row`: the row's label in table two, its key in table three (`r1`, `c5`), the group in table four (复议后起诉).

    `column`: the label above, without the block's article: 现行有效件数, 自然人, 结果维持.
    """

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return ".".join(self)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for what is no cell's address."""
        table, first, rest = text.strip().partition(".")
        row, second, column = rest.partition(".")
        if table not in TABLES or not (first and second and row and column):
            raise ValueError(text)
        return cls(table, row, column)


Cells = Mapping[Cell, Number]
"""All figures of a report's three tables; a cell that is missing was not there, one that is None was left blank."""


def written(value: int | Decimal) -> str:
    """As it was confirmed: no zero added or taken, a plain `-` before what is below 0, never an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def json_number(value: Number) -> int | float | None:
    """As a JSON number: an amount has few enough digits to come back from it as it was."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
