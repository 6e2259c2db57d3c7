"""What stands within a text, for LIKE."""

LIKE_ESCAPE = "!"


def like_pattern(text: str) -> str:
    """Of whatever has exactly this in it, `%` and `_` among it."""
    for sign in (LIKE_ESCAPE, "%", "_"):
        text = text.replace(sign, LIKE_ESCAPE + sign)
    return f"%{text}%"


def has_case(text: str) -> bool:
    """Chinese signs and digits have none."""
    return text.lower() != text.upper()
