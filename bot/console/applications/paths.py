"""Where the pages of applications are."""

from urllib.parse import quote

from bot.actions.finding import YEAR_AND_SERIAL

REGISTER = "/shenqing"
DUE = f"{REGISTER}/daoqi"
FIND = f"{REGISTER}/chazhao"
PAPER = f"{REGISTER}/dengji"
"""Where one that came on paper is written down."""
IMPORT = f"{REGISTER}/daoru"
EXPORT = f"{REGISTER}/daochu"
HELPED = f"{REGISTER}/bangdao"


def path_of(number: str) -> str:
    """Of an application's page, below the root: by year and serial, as staff name one, `2026-0012`."""
    found = YEAR_AND_SERIAL.search(number)
    return f"{REGISTER}/{f'{found[1]}-{found[2]}' if found else quote(number, safe='')}"
