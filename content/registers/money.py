"""What an applicant is charged: kept in 分, read and written in 元."""

import re
from decimal import Decimal
from unicodedata import normalize

YUAN = 100
"""分 in a 元."""
MONEY = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?\s*元?")


def in_yuan(fen: int) -> str:
    """`300`, `300.50`."""
    yuan, rest = divmod(fen, YUAN)
    return f"{yuan}.{rest:02}" if rest else str(yuan)


def fen_in(text: str) -> int:
    """`300`, `300.5`, `1,300.50元`: so much money in 分. Raises ValueError with how to write it, in Chinese."""
    match = MONEY.fullmatch(normalize("NFKC", text).strip())
    if match is None:
        raise ValueError(f"“{text}”不是金额，以元为单位只写数，如 100 或 100.50")
    return int(Decimal(match[1].replace(",", "") + f".{match[2] or '0'}") * YUAN)
