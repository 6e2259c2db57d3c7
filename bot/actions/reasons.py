"""Some acts need a reason that goes into the log."""

from bot.actions.errors import WrongUse


def require_reason(reason: str, doing: str) -> None:
    if not reason.strip():
        raise WrongUse(f"{doing}要写明理由（--reason）。")
