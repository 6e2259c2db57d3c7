"""A report of one year: its figures and its text, before and after it is frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content.counts import Counts
from content.report.cell import Cells
from content.report.format import Format, format_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`text`: the sections of kind text by their number (一, 五, 六), as Markdown paragraphs.

    `counts`: the year's publications, for the charts of section one; None of a report made elsewhere. `basis`: how
    their total was made (a `content.counts.Basis`; "" = not known). `notes`: remarks below a table, by table
    (`table4` → 含上年度结转数量).
    """

    office: str
    year: int
    cells: Cells
    text: Mapping[str, str] = field(default_factory=dict)
    counts: Counts | None = None
    basis: str = ""
    media: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def format(self) -> Format:
        """Raises NoFormat."""
        return format_of(self.year)

    @property
    def title(self) -> str:
        return f"{self.office}{self.year}年政府信息公开工作年度报告"

    @property
    def file_name(self) -> str:
        """Of its documents, without the ending; an office's name may have a slash in it."""
        return self.title.replace("/", "／").replace("\\", "＼")

    @property
    def period(self) -> str:
        return f"本报告所列数据的统计期限自{self.year}年1月1日起至{self.year}年12月31日止。"
