"""The second step of signing in (两步验证): six digits that the person's phone reckons from a secret and the time.

Source: RFC 6238; SHA-1, six digits, 30 seconds are what the usual apps take.
"""

import hmac
from datetime import datetime
from typing import TYPE_CHECKING

import pyotp

from bot.actions import wrong_tries
from bot.actions.errors import CannotDo, NotAllowed
from content.log import Event, Kind
from content.people import Person
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App

SECONDS = 30
DRIFT = 1
"""So many time steps a phone's clock may be off, both ways."""
WRONG_CODE = "验证码不对。请核对手机上的时间是否自动校准，等换了新的六位数字再输。"


def new_secret() -> str:
    """Base32, 160 bits."""
    return pyotp.random_base32()


def address_of(app: "App", name: str, secret: str) -> str:
    """What a QR code says to the phone's app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"{app.settings.office.name}工作台")


def requires_second_step(app: "App", person: Person) -> bool:
    """Whether a role of theirs may not sign in without."""
    return person.may(*app.settings.console.second_step)


def take_code(work: Work, name: str, code: str, *, begins_with: str = "", now: datetime) -> bool:
    """Whether the code is right, and was not taken before. `begins_with`: the secret of who has none yet."""
    credential = work.credentials.of(name)
    step = _step_of(credential.totp or begins_with, code, now)
    if step is None:
        return False
    if credential.totp:
        return work.credentials.use_code(name, step)
    _set(work, name, begins_with, step, now=now)
    return True


def begin_second_step(app: "App", by: str, secret: str, code: str, *, now: datetime) -> None:
    """Of one's own, proved by a first code. Raises NotAllowed for a wrong one."""
    with app.store.write() as work:
        if work.credentials.of(by).totp:
            raise CannotDo("两步验证已经开启。要换手机，先关闭再开启。")
        if not take_code(work, by, code, begins_with=secret, now=now):
            raise NotAllowed(WRONG_CODE)


def end_second_step(app: "App", person: Person, code: str, *, now: datetime) -> None:
    """Of one's own, with a code; whose role requires it cannot. (Without the phone: by an administrator's link.)

    Wrong ones are counted, apart from those of signing in.
    """
    if requires_second_step(app, person):
        raise NotAllowed("您的角色必须用两步验证，不能关闭。换手机的，请管理员发一个登录链接，重新绑定。")
    wrong_tries.count_try(app, person.name, now, known=wrong_tries.SIGNED_IN)
    with app.store.write() as work:
        if not take_code(work, person.name, code, now=now):
            raise NotAllowed(WRONG_CODE)
        _set(work, person.name, "", 0, now=now)
    wrong_tries.was_right(app, person.name, now, known=wrong_tries.SIGNED_IN)


def _set(work: Work, name: str, secret: str, step: int, *, now: datetime) -> None:
    work.credentials.set_totp(name, secret, step)
    log_account(work, name, "开启两步验证" if secret else "关闭两步验证", by=name, now=now)


def log_account(work: Work, name: str, did: str, *, by: str, now: datetime) -> None:
    """What changes how somebody gets in is in the log."""
    person = work.people.get(name)
    evidence = {"person": name, "account": did}
    work.log.append(Event(kind=Kind.PERSON, at=now, by=by, unit=person.unit if person else "", evidence=evidence))


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step the code is of; None for a wrong one."""
    if not secret:
        return None
    written = "".join(code.split())
    here = int(now.timestamp()) // SECONDS
    totp = pyotp.TOTP(secret)
    near = range(here - DRIFT, here + DRIFT + 1)
    return next(
        (step for step in near if hmac.compare_digest(totp.at(step * SECONDS).encode(), written.encode())), None
    )
