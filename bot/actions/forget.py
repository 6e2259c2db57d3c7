"""Forget who a visitor was. Nobody's right: it must be done when somebody leaves the account.

Source: 取消关注事件 asks to delete the user's data. What they wrote to the office stays as a record without a person.
"""

from datetime import datetime

from content.store.store import Work

LEFT = "对方已取消关注，微信里不能再告知。"


def forget(work: Work, visitor: str, now: datetime) -> None:
    """Everything kept under the platform's name of the visitor."""
    work.visitors.forget(visitor)
    work.heard.forget(visitor)
    work.bindings.unbind(visitor)
    work.notices.forget(visitor, LEFT, now)
    work.applications.forget(visitor, now)
    work.letters.forget(visitor)
