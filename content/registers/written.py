"""What people write in the fields of a register, as values: days, months, counts, money, yes and no."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from unicodedata import normalize

from content.cells import SERIAL, moment_in, one_line
from content.registers.register import Field, Value
from content.wording import DIGITS, number_in

EARLIEST = 1949
MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{4})(\d{2})")
CHINESE_MONTH = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月")
MEASURE = re.compile(r"\s*(?:人次|[件个项笔次宗起条人场期部])$")
COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:,\d{3}){1,2}")
AMOUNT = re.compile(r"(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(\.\d+)?\s*(万元|元)?")
PLACES = 6
"""Of 万元: down to a 分."""
TEN_THOUSAND, TOO_MUCH = 10_000, 10**9
YES_NO = {"是": True, "否": False, "有": True, "无": False, "√": True, "TRUE": True, "FALSE": False}


def _plain(text: str) -> str:
    return one_line(normalize("NFKC", text))


def day_in(text: str) -> date:
    """In any of the ways people write one."""
    try:
        day = moment_in(text).date()
    except ValueError as error:
        raise ValueError(f"“{text}”{error}") from None
    if day.year < EARLIEST:
        raise ValueError(f"{day} 太早，请核对")
    return day


def month_in(text: str) -> date:
    """Its first day, for 2026-03, 2026年3月, 2026/3, 202603, 二〇二六年三月; a spreadsheet makes 2026-03-01 of them."""
    plain = _plain(text)
    if match := MONTH.fullmatch(plain):
        year, month = (int(part) for part in match.groups() if part)
    elif match := CHINESE_MONTH.fullmatch(plain):
        year, month = int("".join(str(DIGITS[figure]) for figure in match[1])), number_in(match[2])
    else:
        year, month = _first_day(plain)
    if year < EARLIEST or not 1 <= month <= 12:
        raise ValueError(f"没有“{text}”这个月")
    return date(year, month, 1)


def _first_day(text: str) -> tuple[int, int]:
    try:
        day = moment_in(text).date()
    except ValueError:
        serial = SERIAL.fullmatch(text) and "像是表格软件的日期序号，请把这一列设成文本格式"
        raise ValueError(f"{serial or f'“{text}”看不出是哪个月'}，应写作 2026-03") from None
    if day.day != 1:
        raise ValueError(f"“{text}”写的是一天，这里只写年月，应写作 {day:%Y-%m}")
    return day.year, day.month


def count_in(text: str) -> int:
    """0 or more; a thousands separator, and one measure word behind it, are no matter."""
    plain = MEASURE.sub("", _plain(text))
    if not COUNT.fullmatch(plain):
        raise ValueError(f"“{text}”不是数，只写 0 或正整数，说明写到别处")
    return int(plain.replace(",", ""))


def amount_in(text: str) -> Decimal:
    """In 万元, with the places as written; what says 元 is made 万元 of (see `amount_told`)."""
    plain = _plain(text)
    match = AMOUNT.fullmatch(plain)
    if match is None:
        raise ValueError(f"“{text}”看不出是多少钱，以万元为单位只写数，如 2601 或 25.1；金额是元的写明，如 251000元")
    amount = Decimal(match[1].replace(",", "") + (match[2] or ""))
    if match[3] == "元":
        amount /= TEN_THOUSAND
    if amount >= TOO_MUCH:
        raise ValueError(f"“{text}”太大，请核对是不是把元写成了万元")
    if -int(amount.as_tuple().exponent) > PLACES:
        raise ValueError(f"“{text}”不到一分钱，万元最多写 {PLACES} 位小数，请四舍五入")
    return amount


def amount_told(text: str) -> str:
    """What is said to whoever wrote 元."""
    plain = _plain(text)
    return f"{plain} 已按 {amount_in(text)} 万元登记" if plain.endswith("元") and not plain.endswith("万元") else ""


def yes_in(text: str) -> bool:
    plain = _plain(text).upper()
    if plain not in YES_NO:
        raise ValueError(f"“{text}”应写作 是 或 否")
    return YES_NO[plain]


def sentence_in(text: str) -> str:
    """For the report to print: with a full stop."""
    plain = one_line(text)
    return plain if plain.endswith(("。", "！", "？", "；")) else f"{plain}。"


def one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        plain = one_line(text)
        if plain not in choices:
            near = "".join(f"，是不是“{one}”" for one in get_close_matches(plain, choices, n=1))
            raise ValueError(f"“{text}”不能用{near}；可写：{'、'.join(choices)}")
        return plain

    return read


def as_written(field: Field, value: Value) -> str | int | Decimal:
    """As people read it; read again it is the same. A month in words: spreadsheets make days of 2026-03."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月" if field.read is month_in else value.isoformat()
    return value


def words(name: str, word: str, *, required: bool = False, hint: str = "") -> Field:
    return Field(name, word, required=required, hint=hint)


def choice(name: str, word: str, choices: tuple[str, ...], *, required: bool = True) -> Field:
    return Field(name, word, one_of(choices), required=required, choices=choices)


def day(name: str, word: str, *, required: bool = False, hint: str = "") -> Field:
    return Field(name, word, day_in, required=required, hint=hint or "日期，如 2026-03-02", shape=date)


def month(name: str = "month", word: str = "月份") -> Field:
    return Field(name, word, month_in, required=True, hint="年月，如 2026-03", shape=date)


def count(name: str, word: str, *, required: bool = True, hint: str = "") -> Field:
    return Field(name, word, count_in, required=required, hint=hint or "0 或正整数", shape=int)


def amount(name: str, word: str) -> Field:
    hint = "以万元为单位，如 25.1；金额是元的写明，如 251000元"
    return Field(name, word, amount_in, required=True, hint=hint, shape=Decimal, told=amount_told)


def yes(name: str, word: str, *, hint: str = "") -> Field:
    return Field(name, word, yes_in, choices=("是", "否"), hint=hint, shape=bool)
