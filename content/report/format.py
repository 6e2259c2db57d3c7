"""The official formats (格式) as data: one file each in `formats/`; a new format is a new file."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from content.problems import InWords
from content.report.cell import Cell

FOLDER = Path(__file__).parent / "formats"
TOTAL = "总计"
PERSON = "自然人"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
APPLICANTS = (PERSON, *ORGANISATIONS)
"""The six kinds of applicant; the last column of table three is TOTAL."""
COLUMNS = (*APPLICANTS, TOTAL)
PREVIOUS = "previous:"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(_Part):
    """`kind`: text, or the table it holds. `needs`: what its text must speak of; `most_signs`: 0 = no limit."""

    number: str
    heading: str
    kind: str
    needs: tuple[str, ...] = ()
    most_signs: int = 0

    @property
    def title(self) -> str:
        return f"{self.number}、{self.heading}"


class Column(_Part):
    """Of table two. `span`: grid columns it takes; `money`: an amount in `unit`; `signed`: may be below 0."""

    label: str
    measure: str
    span: int = 1
    money: bool = False
    signed: bool = False
    unit: str = ""


class Row(_Part):
    """Of table two. `kind`: the word the registers have for it."""

    label: str
    kind: str


class Block(_Part):
    """Of table two: a full-width line with the article, a line of headings, and its rows, over four grid columns."""

    article: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Text(_Part):
    """A label cell of table three, over so many grid rows and columns."""

    text: str
    rows: int = 1
    columns: int = 1


class Line(_Part):
    """A row of table three: its label cells, and which outcomes it counts (none: computed otherwise)."""

    key: str
    texts: tuple[Text, ...]
    counts: tuple[str, ...] = ()


class TableThree(_Part):
    corner: str
    rows: tuple[Line, ...]

    @property
    def labels(self) -> dict[str, str]:
        """By key, in one line: `三、本年度办理结果（三）不予公开 1.属于国家秘密`."""
        found: dict[str, str] = {}
        around: list[tuple[str, int]] = []
        for line in self.rows:
            around = [(text, left - 1) for text, left in around if left > 1]
            found[line.key] = "".join([text for text, _ in around] + [one.text for one in line.texts])
            around += [(one.text, one.rows) for one in line.texts if one.rows > 1]
        return found


class Group(_Part):
    """Of table four; `under`: the heading it shares with its neighbour."""

    label: str
    under: str = ""


class TableFour(_Part):
    results: tuple[str, ...]
    total: str
    groups: tuple[Group, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.results, self.total)


class Identity(_Part):
    """勾稽关系: the sum of `left` = the sum of `right`, once for each column or row of its table (or of `rows`).

    A term is a row's key or a column's label; `-` takes it away, `previous:` reads it in last year's report.
    """

    code: str
    table: str
    each: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    rows: tuple[str, ...] = ()
    blocks: bool

    @property
    def asks_previous(self) -> bool:
        return any(term.lstrip("-").startswith(PREVIOUS) for term in (*self.left, *self.right))


class Format(_Part):
    """`first_year` to `last_year` (None: still) are the years of the reports it is for."""

    name: str
    source: str
    first_year: int
    last_year: int | None = None
    sections: tuple[Section, ...]
    table2: tuple[Block, ...]
    table3: TableThree
    table4: TableFour
    identities: tuple[Identity, ...]

    def cells(self) -> Iterator[Cell]:
        """Every cell of the three tables, in the order of the form."""
        for block in self.table2:
            for row in block.rows:
                yield from (Cell("table2", row.label, column.label) for column in block.columns)
        for line in self.table3.rows:
            yield from (Cell("table3", line.key, column) for column in COLUMNS)
        for group in self.table4.groups:
            yield from (Cell("table4", group.label, column) for column in self.table4.columns)


class NoFormat(InWords, ValueError):
    """No official format is for this year's report. Before 2019 another list of figures was used."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"没有 {year} 年年度报告的格式：本系统有 {formats()[0].first_year} 年和以后的。")


@cache
def formats() -> tuple[Format, ...]:
    """All there are, the oldest first."""
    files = sorted(FOLDER.glob("*.yaml"))
    found = [Format.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    return tuple(sorted(found, key=lambda one: one.first_year))


def format_of(year: int) -> Format:
    """By the report's year, never by the day it is written. Raises NoFormat."""
    for one in formats():
        if one.first_year <= year and (one.last_year is None or year <= one.last_year):
            return one
    raise NoFormat(year)


def format_named(name: str) -> Format:
    """Raises KeyError."""
    return {one.name: one for one in formats()}[name]
