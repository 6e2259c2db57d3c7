"""Where the pages of letters are."""

INBOX = "/liuyan"
FIND = f"{INBOX}/chazhao"
EXPORT = f"{INBOX}/daochu"
TEXTS = f"{INBOX}/changyong"
"""Answers that are often given."""


def path_of(number: str) -> str:
    """Of a letter's page, below the root."""
    return f"{INBOX}/{number}"
