"""What people write in the cells of a table: a line of text, a heading, a day."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from unicodedata import normalize

from content.wording import date_in
from content.zone import SHANGHAI

CLOCK = re.compile(r"(.*?\d日?)[ T]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?")
SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
"""The days since 1900 that a spreadsheet shows where a cell is not formatted as a date: never guessed at."""
SHOWN = 20
GUARD = "'"
FORMULAS = frozenset("=+-@")


def one_line(text: str) -> str:
    """As people see it: nothing that does not print, spaces single."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())


def heading(cell: str) -> str:
    """Without what people put around it: spaces, the star of a compulsory column, full-width slashes."""
    return re.sub(r"[\s*＊：:]", "", cell).replace("／", "/").upper()


def moment_in(cell: str) -> datetime:
    """A day in any of the ways people write one, with its time or without: then midnight in Asia/Shanghai.

    Raises ValueError with what is wrong with it, in Chinese.
    """
    text = normalize("NFKC", cell).strip()
    day, hour, minute = match.groups() if (match := CLOCK.fullmatch(text)) else (text, "0", "0")
    try:
        return datetime.combine(date_in(day), time(int(hour), int(minute)), SHANGHAI)
    except ValueError:
        serial = "像是表格软件的日期序号，请把这一列设成日期格式" if SERIAL.fullmatch(text) else "看不懂或没有这一天"
        raise ValueError(f"{serial}，应写作 2020-03-02") from None


def begins_like_a_formula(text: str) -> bool:
    """Wide signs, and blanks or guards before them, count as well."""
    return normalize("NFKC", text).lstrip().lstrip(GUARD).lstrip()[:1] in FORMULAS


def guarded(text: str) -> str:
    """For a cell of a spreadsheet: what begins like a formula must not become one."""
    return f"{GUARD}{text}" if begins_like_a_formula(text) else text


def unguarded(text: str) -> str:
    """As it was before it was `guarded`."""
    return text[1:] if text.startswith(GUARD) and begins_like_a_formula(text) else text


def without_heading(headings: Sequence[str], cells: Sequence[str]) -> str:
    """What is wrong, in Chinese, with a row that says something where no column is named; empty for nothing."""
    for place, cell in enumerate(cells):
        if cell and not (place < len(headings) and headings[place]):
            shown = f"{cell[:SHOWN]}{'…' if len(cell) > SHOWN else ''}"
            return (
                f"第 {place + 1} 列没有列名，却写着“{shown}”：多半是前面的内容里有逗号、又没有用引号括起来；"
                "不是的，请给这一列写上列名，或删去这一格。"
            )
    return ""
