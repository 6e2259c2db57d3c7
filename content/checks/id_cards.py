"""Resident ID numbers, 18 and 15 digits. Source: GB 11643-1999; masked numbers (350128********0003) are fine."""

import re
from collections.abc import Iterator
from datetime import date

from content.checks.check_digits import credit_code, id_card
from content.checks.passage import Finding, Passage

_GAP = r"[ \u3000-]?"
_LONG = re.compile(
    rf"(?<![0-9A-Za-z*＊.])(?P<area>[1-9]\d{{5}}){_GAP}(?P<birth>(?:18|19|20)\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}){_GAP}(?P<rest>\d{{3}}[0-9Xx])(?![0-9A-Za-z*＊])"
)
_SHORT = re.compile(
    r"(?<![0-9A-Za-z*＊.])(?P<area>[1-9]\d{5})(?P<birth>\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\d{3}(?![0-9A-Za-z*＊.])"
)
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_NAMED = re.compile(r"身份证|公民身份|身份号码|证件号|居民证|户口|证号")
_OTHER = re.compile(
    r"(?:信用代码|组织机构代码|税号|识别号|注册号|登记号|许可证|批准文号|账号|帐号|账户|订单|单号|编号|流水号|项目代码|代码|合同号|条形?码|序列号|IMEI|发票|校验码|交易号|案号|产权证|不动产)(?:号码?|为|是)?[\s：:（(]*$"
)
_NEAR = 24


def find(passage: Passage) -> Iterator[Finding]:
    for found in _LONG.finditer(passage.digits):
        yield from _long(passage, found)
    for found in _SHORT.finditer(passage.digits):
        if found["area"][:2] in PROVINCES and born(f"19{found['birth']}") and _is_named(passage, found):
            says = "含15位居民身份证号，属个人信息，须删去或打码（中间用 * 代替）。"
            yield Finding("id_card_15", *found.span(), says, blocks=True)


def _long(passage: Passage, found: re.Match[str]) -> Iterator[Finding]:
    number = re.sub(r"[^0-9Xx]", "", found.group()).upper()
    birth = re.sub(r"\D", "", found["birth"])
    named, other = _labels(passage, found)
    if number[:2] not in PROVINCES or (other and not named):
        return
    right, real = id_card(number), born(birth)
    if right and real:
        says = "含居民身份证号，属个人信息，须删去或打码（中间用 * 代替）。"
        yield Finding("id_card_valid", *found.span(), says, blocks=True)
    elif credit_code(number) and not named:
        return
    elif right and (named or (birth[4:6] <= "12" and birth[6:] <= "31")):
        yield Finding(
            "id_card_impossible_date", *found.span(), "像居民身份证号但出生日期不存在，请核实；若是证件号须删去或打码。"
        )
    elif real or named:
        yield Finding(
            "id_card_invalid_checksum", *found.span(), "像居民身份证号但校验码不对，请核实；若是证件号须删去或打码。"
        )


def _labels(passage: Passage, found: re.Match[str]) -> tuple[bool, bool]:
    """(called an ID number, called something else)."""
    before = passage.digits[max(0, found.start() - _NEAR) : found.start()]
    return bool(_NAMED.search(before)), bool(_OTHER.search(before))


def _is_named(passage: Passage, found: re.Match[str]) -> bool:
    """15 digits say little by themselves: the words before them, or the head of their column, must call them an ID."""
    before = passage.digits[max(0, found.start() - _NEAR) : found.start()]
    if _OTHER.search(before):
        return False
    if _NAMED.search(before):
        return True
    line = passage.digits[passage.digits.rfind("\n", 0, found.start()) + 1 : found.start()]
    return "\t" in line and any(
        start <= found.start() < start + len(rows) and _NAMED.search(rows.split("\n", 1)[0])
        for start, rows in passage.tables()
    )


def born(birth: str) -> bool:
    """A real day of somebody who may live or have lived: 1850 to 2100."""
    try:
        return 1850 <= date(int(birth[:4]), int(birth[4:6]), int(birth[6:8])).year <= 2100
    except ValueError:
        return False
