"""Where the pages of letters are."""

INBOX = "/liuyan"


def path_of(number: str) -> str:
    """Of a letter's page, below the root."""
    return f"{INBOX}/{number}"
