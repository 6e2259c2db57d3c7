"""A text where there is not room for all of it."""


def shortened(text: str, most: int) -> str:
    """At most so many characters, the last of them a sign that something is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
