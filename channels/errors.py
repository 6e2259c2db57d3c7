"""What went wrong on the way out, named by what the caller may do next.

ChannelError
├── NotSent             nothing went out, for certain
│   ├── TryLater        the same call may succeed after `wait`
│   ├── Refused         the text must change
│   │   ├── Gone        what it is about is no longer there
│   │   └── Changed     somebody changed it there since: a person decides
│   ├── Misconfigured   key, permission or address: the channel pauses and staff are told
│   └── Late            past the deadline, or the dispatch is no longer this worker's: do nothing more
├── Unconfirmed         it may be out: look, never send again first
├── CannotCorrect       the platform does not allow it: a person's job, with words on how
└── CannotWithdraw      likewise
"""

from collections.abc import Mapping
from datetime import timedelta

from content.problems import InWords


class ChannelError(InWords):
    """`says` is for staff; `evidence` (codes, request ids, never a secret) goes to the log."""

    def __init__(self, says: str, *, evidence: Mapping[str, str] | None = None) -> None:
        super().__init__(says)
        self.evidence = dict(evidence or {})


class NotSent(ChannelError):
    """Nothing went out, for certain."""


class TryLater(NotSent):
    """The same call may succeed after `wait`.

    `when` is that in words (`稍后`): then `says` promises that the call is made again by itself, which holds for who
    does so. Whoever calls once, because a person asked, has the words of `says_once`.
    """

    def __init__(self, why: str, *, wait: timedelta, when: str = "", evidence: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{why}，{when}自动再试。" if when else why, evidence=evidence)
        self.wait = wait
        self.why = why.rstrip("。")
        self.says_once = f"{self.why}，现在没有办成，请{when or '稍后'}再办一次。"


class Refused(NotSent):
    """The text must change."""


class Gone(Refused):
    """What it is about is no longer there: deleted by who wrote it, or with what it stood under."""


class Changed(Refused):
    """Somebody changed it on the platform since we left it there: staff decide whose words stand."""


class Misconfigured(NotSent):
    """Key, permission or address: every later call would fail the same way."""


class Late(NotSent):
    """Past the deadline, or another worker has taken over."""


class Unconfirmed(ChannelError):
    """It may be out."""


class CannotCorrect(ChannelError):
    """The platform does not let a published text be changed."""


class CannotWithdraw(ChannelError):
    """The platform does not let it be taken back by a call."""
