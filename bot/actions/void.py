"""Take back what was counted in error: its entry stays in the log, and a new one says that it counts no more."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.errors import CannotDo, WrongUse
from bot.actions.reasons import require_reason
from bot.actions.rights import Right, require
from channels.voiding import CannotVoid, void_entry
from content.log import Entry

if TYPE_CHECKING:
    from bot.app import App


def void(app: "App", by: str, seq: int, *, reason: str, now: datetime) -> Entry:
    """`seq` is the entry's number in the log: a press piece, an imported row, or something withdrawn since.

    Returns the new entry. The same piece or row may then be recorded anew, as it should be.
    """
    with app.store.write() as work:
        require(work, by, Right.VOID)
        require_reason(reason, "作废")
        try:
            return void_entry(work, seq, by=by, reason=reason, now=now)
        except KeyError:
            raise WrongUse(f"台账没有第 {seq} 条。台账号见 gongkai log list 或 gongkai counts --by rows。") from None
        except CannotVoid as error:
            raise CannotDo(error.says) from error
