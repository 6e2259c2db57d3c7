"""What does not fit together in an entry of a register, in words for whoever entered it."""

from collections.abc import Mapping
from datetime import date

from content.registers.register import Value, Values


def in_order(values: Values, words: Mapping[str, str], *names: str) -> list[str]:
    """Days each of which cannot be before the first of them."""
    first = values[names[0]]
    return [
        f"{words[name]} {later} 早于{words[names[0]]} {first}，请核对。"
        for name in names[1:]
        if isinstance(first, date) and isinstance(later := values[name], date) and later < first
    ]


def not_to_come(values: Values, words: Mapping[str, str], today: date) -> list[str]:
    """Days that are not here yet."""
    return [
        f"{word} {day} 还没有到，请核对。"
        for name, word in words.items()
        if isinstance(day := values[name], date) and day > today
    ]


def month_to_come(month: Value, today: date) -> list[str]:
    """`month`: its first day."""
    to_come = isinstance(month, date) and month > today and f"{month.year}年{month.month}月还没有到，请核对。"
    return [to_come] if to_come else []


def both_or_neither(values: Values, words: Mapping[str, str], *names: str) -> list[str]:
    first, second = names
    if bool(values[first]) == bool(values[second]):
        return []
    there, missing = (first, second) if values[first] else (second, first)
    return [f"写了{words[there]}，没有写{words[missing]}：两项要么都写，要么都不写。"]
