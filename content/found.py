"""What a text says about itself: title, document number and date, offered to whoever has to fill in the fields."""

import re
from collections.abc import Mapping
from itertools import pairwise

from content.wording import CHINESE_DATE, date_in

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}\s*[〔\[［(（【]\s*(\d{4})\s*[〕\]］)）】]\s*\d{1,5}\s*号")
TITLE = re.compile(
    r".*(?:通知|通告|公告|决定|意见|办法|规定|细则|方案|批复|报告|请示|函|纪要|公示|命令|规划|计划|要点|解读|说明|指南|条例)"
    r"(?:[(（].{1,12}[)）])?"
)
DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|" + CHINESE_DATE.pattern)
DISCLOSED = re.compile(r"[（(]\s*(?:此件|本件)?\s*(?P<how>主动公开|公开发布|依申请公开|不予公开)\s*[）)]")
HOW = {"公开发布": "主动公开"}
WORDS = re.compile(r"(?:主题词|关键词)\s*[：:]\s*(?P<words>.{2,80})")
SENTENCE_MARKS = re.compile(r"[，。；：！？、,;:!?]")
FIRST_LINES, LONGEST_TITLE, LONGEST_SIGNATURE, LONGEST_LINE = 8, 80, 30, 40
LAST_LINES = 12


def find_fields(text: str) -> Mapping[str, str]:
    """`title`, `document_number`, `made_on` (ISO), `signed` (the office above the date), `disclosure`, `keywords`
    where the plain text of a document shows them; nothing is certain.
    """
    lines = [line.strip(" \u3000#*") for line in text.split("\n") if line.strip(" \u3000")]
    found = {
        "title": _title(lines),
        "document_number": _number(lines),
        "made_on": _made_on(lines),
        "signed": _signed(lines),
        "disclosure": _disclosure(lines),
        "keywords": next((match["words"].strip() for line in lines if (match := WORDS.fullmatch(line))), ""),
    }
    return {name: value for name, value in found.items() if value}


def example_for(text: str) -> str:
    """Front matter to start from, with what the text says about itself filled in."""
    found = find_fields(text)
    number = f"document_number: {found['document_number']}\n" if "document_number" in found else ""
    return (
        f"title: {found.get('title', '关于……的通知')}\n"
        "column: 通知公告\n"
        "unit: 综合办公室\n"
        f"{number}"
        f"made_on: {found.get('made_on', '2026-03-02')}\n"
        "disclosure: 主动公开\n"
    )


def _title(lines: list[str]) -> str:
    start = lines[:FIRST_LINES]
    fitting = (place for place, line in enumerate(start) if 5 <= len(line) <= LONGEST_TITLE and TITLE.fullmatch(line))
    place = next(fitting, None)
    if place is None:
        return ""
    office = start[place - 1] if place and ("关于" in start[place - 1] or start[place].startswith("关于")) else ""
    parted = office and len(office) <= LONGEST_LINE and not _is_no_office(office)
    return f"{office if parted else ''}{start[place]}"


def _is_no_office(line: str) -> bool:
    return bool(NUMBER.search(line) or DATE.search(line) or SENTENCE_MARKS.search(line) or line.endswith("文件"))


def _number(lines: list[str]) -> str:
    match = next((match for line in lines[:FIRST_LINES] if (match := NUMBER.search(line)) and len(line) < 60), None)
    return re.sub(r"\s", "", match[0]) if match else ""


def _made_on(lines: list[str]) -> str:
    for line in reversed(lines):
        if match := DATE.fullmatch(line):
            try:
                return date_in(re.sub(r"\s", "", match[0])).isoformat()
            except ValueError:
                return ""
    return ""


def _signed(lines: list[str]) -> str:
    """The line above the date that closes a document."""
    last = lines[-LAST_LINES:]
    for before, after in reversed(list(pairwise(last))):
        if DATE.fullmatch(after) and len(before) <= LONGEST_SIGNATURE and not SENTENCE_MARKS.search(before):
            return before
    return ""


def _disclosure(lines: list[str]) -> str:
    match = next((match for line in lines if (match := DISCLOSED.fullmatch(line))), None)
    return HOW.get(match["how"], match["how"]) if match else ""
