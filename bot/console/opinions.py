"""What a reviewer says besides yes or no, as fields of a form: the secrecy review, and why warnings are kept."""

from collections.abc import Sequence

from bot.actions.opinions import Opinion
from bot.console.signed import Form

SECRECY, KEEP_ALL = "baomi", "baoliu"
KEEP, KEY = "baoliu-", "tishi-"
"""With a number: the reason for one warning, and the warning's key."""
FIT = "经审查，不涉及国家秘密、工作秘密、商业秘密和个人隐私，可以公开。"
"""Offered as a conclusion; whoever reviews writes what they found."""


def of_form(form: Form, prefix: str = "") -> Opinion:
    """`prefix`: of the fields' names, where one form holds opinions on several editions."""
    keys = numbered(form, prefix + KEY)
    kept = {form.text(f"{prefix}{KEY}{number}"): form.text(f"{prefix}{KEEP}{number}") for number in keys}
    return Opinion(
        secrecy=form.text(prefix + SECRECY),
        accept={key: reason for key, reason in kept.items() if reason},
        accept_all=form.text(prefix + KEEP_ALL),
    )


def numbered(form: Form, name: str) -> Sequence[str]:
    return [one.removeprefix(name) for one in form.sent.fields if one.startswith(name)]
