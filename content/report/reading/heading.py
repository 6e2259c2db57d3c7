"""Whose report it is, and of which year: from the title as pages, documents and sheets have it."""

import re
from collections.abc import Sequence
from unicodedata import normalize

TITLE = re.compile(
    r"(?P<before>[^>›»|]*?)(?:政府)?信息公开(?:工作)?(?:年度报告|年度工作报告|年报)(?P<after>[^>›»|]{0,12})"
)
YEAR = re.compile(r"(?P<year>20\d\d|二[〇零○0]..)年?度?")
PERIOD = re.compile(r"自?(20\d\d)年1月1日(?:起)?(?:至|到|—|-)(?:\1年)?12月31日")
CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
LONGEST_TITLE, LONGEST_OFFICE = 80, 40
SENTENCE = re.compile(r"[，。；：,;:!?]")


def office_and_year(lines: Sequence[str], name: str = "") -> tuple[str, int]:
    """("", 0) for what is not there. `name`: of the file, where nothing inside names the year."""
    titles = [(number, match) for number, line in enumerate(lines) if (match := _title(line))]
    years = [year for _, match in titles if (year := _year(match["before"] + match["after"]))]
    offices = [office for _, match in titles if (office := _office(match["before"]))]
    above = [_office(_folded(lines[number - 1])) for number, _ in titles if number]
    periods = [int(match[1]) for line in lines if (match := PERIOD.search(_folded(line)))]
    year = next(iter(years or periods), 0) or _year(_folded(name))
    return next(iter(offices or [office for office in above if office]), ""), year


def _title(line: str) -> re.Match[str] | None:
    folded = _folded(line)
    return TITLE.search(folded) if len(folded) <= LONGEST_TITLE and not SENTENCE.search(folded) else None


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFKC", text))


def _year(text: str) -> int:
    match = YEAR.search(text)
    written = match["year"].translate(CHINESE) if match else ""
    return int(written) if written.isdecimal() else 0


def _office(text: str) -> str:
    office = YEAR.sub("", text).strip("《》【】[]()_-—·")
    office = office.removeprefix("关于").removesuffix("的")
    return (
        office
        if 2 < len(office) <= LONGEST_OFFICE and not re.search(r"\d", office) and not SENTENCE.search(office)
        else ""
    )
