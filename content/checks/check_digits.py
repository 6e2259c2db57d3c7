"""Check digits: resident ID (GB 11643), unified social credit code (GB 32100), bank cards (Luhn, ISO/IEC 7812)."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHARS = "10X98765432"
_CREDIT_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(3**place % 31 for place in range(17))


def id_card(number: str) -> bool:
    """18 characters whose last is the check of the first 17."""
    return id_card_check(number[:17]) == number[17].upper()


def id_card_check(first: str) -> str:
    """The last character that belongs to 17 digits."""
    return _ID_CHARS[sum(int(digit) * weight for digit, weight in zip(first, _ID_WEIGHTS, strict=True)) % 11]


def credit_code(code: str) -> bool:
    """18 characters without I, O, S, V, Z whose last is the check of the first 17."""
    if len(code) != 18 or any(char not in _CREDIT_CHARS for char in code):
        return False
    total = sum(_CREDIT_CHARS.index(char) * weight for char, weight in zip(code, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_CHARS[(31 - total % 31) % 31] == code[17]


def luhn(number: str) -> bool:
    total = 0
    for at, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
