"""Telephone numbers as people write them, and their last four digits, which prove who asks."""

import re
import secrets
from unicodedata import normalize

TAIL = 4
MOBILE = re.compile(r"(?:(?:\+|00)?86)?1[3-9]\d{9}")
FIXED = re.compile(r"(?:(?:\+|00)?86-?0?\d{2,3}-?|0\d{2,3}-?)?\d{7,8}(?:(?:-|转|#)\d{1,6})?|[48]00\d{7}")
EXTENSION = re.compile(r"(?:转|分机|ext\.?|#)\D*\d*$|(?<=\d{7})-\d{1,6}$", re.IGNORECASE)
APART = re.compile(r"[\s()·.]")


def is_phone(text: str) -> bool:
    """A mobile, or a fixed line with or without its area and extension, as people and browsers write them."""
    plain = APART.sub("", _plain(text))
    return any(MOBILE.fullmatch(one) or FIXED.fullmatch(one) for one in (plain, plain.replace("-", "")))


def tail_of(phone: str) -> str:
    """The last four digits, of a phone or of what somebody typed for it; an extension is not the phone's."""
    return _without_extension(_plain(phone))[-TAIL:]


def fits(phone: str, given: str) -> bool:
    """Whether the last four digits of what was `given` are the phone's, compared in constant time."""
    tail = tail_of(phone)
    return len(tail) == TAIL and secrets.compare_digest(tail.encode(), tail_of(given).encode())


def bare(phone: str) -> str:
    """Its figures without country code, leading 0 and extension: the same however somebody writes the number."""
    plain = re.sub(r"^(?:\+|00)86", "", APART.sub("", _plain(phone)))
    return re.sub(r"^86(?=1[3-9]\d{9}$)", "", _without_extension(plain)).lstrip("0")


def _plain(text: str) -> str:
    return re.sub(r"[‐-―－]", "-", normalize("NFKC", text)).strip()


def _without_extension(plain: str) -> str:
    figures = _figures(plain)
    return figures if MOBILE.fullmatch(figures) else _figures(EXTENSION.sub("", plain))


def _figures(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
