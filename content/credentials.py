"""How somebody signs in at the console, and what is kept of each time they did or tried."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Credential:
    """`password` is argon2's own encoding, "" = none yet; `totp` the secret of the second step (Base32), "" = none.

    `totp_used` is the last time step (30 seconds each) a code was taken for: no code works twice.
    """

    person: str
    password: str = field(default="", repr=False)
    password_at: datetime | None = None
    totp: str = field(default="", repr=False)
    totp_used: int = 0


class Knock(StrEnum):
    """What came of it when somebody wanted in."""

    SIGNED_IN = "signed in"
    WRONG_PASSWORD = "wrong password"  # noqa: S105  # what happened
    WRONG_CODE = "wrong code"
    LOCKED = "locked"
    SIGNED_OUT = "signed out"

    @property
    def chinese(self) -> str:
        return KNOCKS[self]

    @property
    def is_good(self) -> bool:
        return self in (Knock.SIGNED_IN, Knock.SIGNED_OUT)


KNOCKS = {
    Knock.SIGNED_IN: "登录",
    Knock.WRONG_PASSWORD: "口令不对",
    Knock.WRONG_CODE: "验证码不对",
    Knock.LOCKED: "暂停登录期间又试",
    Knock.SIGNED_OUT: "退出",
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """`person` is empty for a name nobody has: it may have been a password typed in the wrong place."""

    at: datetime
    came: Knock
    person: str
    address: str
    browser: str = ""
