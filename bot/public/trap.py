"""Keeping machines out without asking people to prove anything, and a form from counting twice.

Every form carries a sealed token: when it was shown, and a random name. It is good for a day (nobody is hurried: WCAG
2.2.1), not before a person could have read the form, and once. A field that people do not see must stay empty.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.incoming import Sent
from bot.seals import Seals
from content.shelf import Shelf

TOKEN, LURE = "once", "website"  # names of fields
LASTS = timedelta(hours=24)
SOONEST = timedelta(seconds=3)
AT_WORK = timedelta(minutes=2)
BUSY = "-"


@dataclass(frozen=True, slots=True)
class Token:
    """`name` is the random one; also the name of the page that shows what became of the form."""

    name: str
    shown_at: datetime


class Trap:
    def __init__(self, shelf: Shelf, seals: Seals) -> None:
        self._shelf = shelf
        self._seals = seals

    def token(self, what: str, now: datetime, *, again: Token | None = None) -> str:
        """For a form named `what` that is shown now, or `again` because something in it is wrong."""
        token = again or Token(secrets.token_hex(16), now)
        return self._seals.seal(f"{what}-{int(token.shown_at.timestamp())}-{token.name}", now)

    def read(self, what: str, sent: Sent, now: datetime) -> Token | None:
        """The token of a form that was shown by us within the last day."""
        named, _, rest = (self._seals.open(sent.text(TOKEN), now) or "").partition("-")
        shown, _, name = rest.partition("-")
        if named != what or not shown.isdigit():
            return None
        token = Token(name, datetime.fromtimestamp(int(shown), UTC))
        return token if now - token.shown_at < LASTS else None

    def fault(self, token: Token | None, sent: Sent, now: datetime, *, hurried: bool = True) -> str:
        """Why the form is not taken, in words for a person; empty for what a person sent. `hurried`: tell haste too,
        which is of no account where the form comes back anyway.
        """
        if token is None:
            return "这一页打开得太久，已经过期。您填写的内容还在，请核对后再提交一次。"
        if sent.text(LURE):
            return "请把“网址”一栏清空后再提交，那一栏不用填。"
        if hurried and now - token.shown_at < SOONEST:
            return "提交得太快了，请核对后再点一次“提交”。"
        return ""

    def claim(self, token: Token, now: datetime) -> bool:
        """Take the form to work; False when it was taken before."""
        return self._shelf.swap(_place(token.name), None, BUSY, until=now + AT_WORK, now=now)

    def release(self, token: Token) -> None:
        """Nothing came of it: it may be sent again."""
        self._shelf.drop(_place(token.name))

    def finish(self, token: Token, became: str, now: datetime) -> None:
        self._shelf.put(_place(token.name), became, now + LASTS)

    def became(self, name: str, now: datetime) -> str:
        """What `finish` was told, "" while at work or unknown."""
        kept = self._shelf.get(_place(name), now) if name.isalnum() and len(name) == 32 else None
        return "" if kept in (None, BUSY) else str(kept)


def _place(name: str) -> str:
    return f"public:form:{name}"
