"""Clippings from a CSV or XLSX table: every fault with its line, nothing taken from a row that is wrong."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from channels.press.clipping import Clipping, read_clipping
from content.cells import heading, without_heading
from content.problems import Problem
from content.sheets import Row, Unreadable, rows_of

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "媒体": "outlet",
        "媒体名称": "outlet",
        "类别": "form",
        "日期": "date",
        "刊播日期": "date",
        "版面": "page",
        "节目": "programme",
        "标题": "title",
        "计入或另计": "counts",
        "计入/另计": "counts",
        "链接": "url",
        "剪报": "file",
        "稿件编号": "ref",
        "栏目": "column",
        "单位": "unit",
    }
)
NEEDED = {"outlet": "媒体", "date": "日期", "title": "标题", "counts": "计入或另计"}
# A table's own name, its period, who filled it in: never more lines than this above the header.
HEADER_WITHIN = 10


def read_clippings(path: Path, today: date) -> tuple[list[tuple[int, Clipping]], list[Problem]]:
    """The good rows with their line, and every problem of the others; `Problem.where` is `第3行`.

    Columns: those of COLUMNS, others are a fault. A clipping's file is named relative to the table's folder and must
    be there. The same piece twice is a fault of the later line.
    """
    try:
        header, rows = _split(rows_of(path.read_bytes()))
    except (Unreadable, FileNotFoundError) as error:
        says = getattr(error, "says", f"没有 {path} 这个文件。")
        return [], [Problem("bad_table", "file", says, blocks=True, where=path.name)]
    faults = _header_faults(header)
    if faults:
        return [], faults
    clippings: list[tuple[int, Clipping]] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        row = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell}
        clipping, wrong = _read(row, path.parent, today)
        if says := without_heading(header, cells):
            wrong.append(Problem("no_heading", "file", says, blocks=True))
        first = seen.setdefault(clipping.fingerprint, line) if clipping else line
        if first != line:
            wrong = [Problem("duplicate", "title", f"与第{first}行是同一条，请删去一行。", blocks=True)]
        problems += [problem.at(f"第{line}行") for problem in wrong]
        if clipping and not wrong:
            clippings.append((line, clipping))
    return clippings, problems


def _split(rows: list[Row]) -> tuple[list[str], list[Row]]:
    """The header (the first line with two columns we know) and what stands below it."""
    for place, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        header = [heading(cell) for cell in cells]
        if sum(name in COLUMNS for name in header) >= 2:
            if not rows[place + 1 :]:
                raise Unreadable("表头下面没有内容。")
            return header, rows[place + 1 :]
    raise Unreadable(f"没有找到表头，应有这些列：{'、'.join(NEEDED.values())}。")


def _header_faults(header: list[str]) -> list[Problem]:
    meanings = [COLUMNS[name] for name in header if name in COLUMNS]
    says = [f"没有“{name}”这一列，可用的列：{'、'.join(COLUMNS)}。" for name in header if name and name not in COLUMNS]
    says += [f"缺少“{name}”这一列。" for meaning, name in NEEDED.items() if meaning not in meanings]
    says += [
        f"“{name}”有两列，请只留一列。"
        for name, meaning in COLUMNS.items()
        if name in header and meanings.count(meaning) > 1
    ]
    return [Problem("bad_header", "file", words, blocks=True, where="表头") for words in says]


def _read(row: Mapping[str, str], folder: Path, today: date) -> tuple[Clipping | None, list[Problem]]:
    facts = {COLUMNS[name]: cell for name, cell in row.items()}
    facts.setdefault("counts", "（空）")
    clipping, problems = read_clipping(facts, today)
    file = facts.get("file", "")
    if file and not _is_in(folder, folder / file):
        says = f"找不到剪报文件“{file}”，它应和表格在同一个文件夹里。"
        problems = [*problems, Problem("missing_file", "file", says, blocks=True, quote=file)]
    return clipping, problems


def _is_in(folder: Path, file: Path) -> bool:
    """A table must not name any file of the machine."""
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())
