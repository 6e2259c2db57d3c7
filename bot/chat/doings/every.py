"""Who answers which wish: what the subjects' modules have, together."""

from bot.chat.doings import (
    applications,
    finding,
    letters,
    progress,
    staff,
    staff_handing_over,
    staff_letters,
    staff_reviewing,
)
from bot.chat.hearing import Doings

DOINGS: Doings = {
    **applications.DOINGS,
    **finding.DOINGS,
    **letters.DOINGS,
    **progress.DOINGS,
    **staff.DOINGS,
    **staff_handing_over.DOINGS,
    **staff_letters.DOINGS,
    **staff_reviewing.DOINGS,
}
