"""What the dialogues of staff wish for. Who does it is the person bound to the account, never what a wish says."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.dialogue import Alone, Reads
from content.draft import Draft
from content.problems import Problem


@dataclass(frozen=True, slots=True)
class Bind(Alone):
    """Answered with the `Person`."""

    code: str


@dataclass(frozen=True, slots=True)
class Unbind(Alone):
    """This account. Answered with the `Person` it was."""


@dataclass(frozen=True, slots=True)
class MayWrite(Reads):
    """Refused where it is not so."""


@dataclass(frozen=True, slots=True)
class TakePicture(Alone):
    """Keep the picture with this media id under a name. Answered with its `Part`."""

    media: str
    name: str


@dataclass(frozen=True, slots=True)
class TakeLink(Alone):
    """Fetch an article's page or a file. Answered with `Taken`."""

    url: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A draft with what was found: a text, or a file that is the whole item. `left_out`: in words, "" = nothing."""

    draft: Draft
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class CheckDraft(Alone):
    """Answered with `Checked`."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Checked:
    """`path`: of the preview, "" where nothing can be shown; `title` as it was read."""

    title: str
    problems: tuple[Problem, ...]
    path: str = ""


@dataclass(frozen=True, slots=True)
class SubmitDraft(Alone):
    """Answered with `Passed`."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Passed:
    """Where an edition is after an act of review. `passed`: False when only an opinion was written down.

    `waits_for`: whose turn it is now. `problems` still stand. `unfit`: the secrecy review does not say that it may be
    public.
    """

    ref: str
    title: str
    state: str
    waits_for: str
    problems: tuple[Problem, ...] = ()
    passed: bool = True
    unfit: bool = False


@dataclass(frozen=True, slots=True)
class Revise(Alone):
    """The draft of a new edition of something given back. Answered with a `Draft`."""

    ref: str


@dataclass(frozen=True, slots=True)
class WaitsForMe(Reads):
    """Answered with a tuple of `bot.views.reviews.InReview`."""


@dataclass(frozen=True, slots=True)
class Look(Alone):
    """Answered with `Looked`."""

    ref: str


@dataclass(frozen=True, slots=True)
class Looked:
    """An edition as a reviewer wants to see it; `path` of its preview. `digest` proves what was shown."""

    ref: str
    digest: str
    title: str
    column: str
    unit: str
    author: str
    state: str
    summary: str
    problems: tuple[Problem, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Approve(Alone):
    """Answered with `Passed`. `step`: False = only write down the opinion."""

    ref: str
    digest: str = ""
    secrecy: str = ""
    reason: str = ""
    step: bool = True


@dataclass(frozen=True, slots=True)
class GiveBack(Alone):
    """Answered with `Passed`."""

    ref: str
    reason: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Publish(Alone):
    """Answered with `Ordered`."""

    ref: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """`lines`: per channel, what will happen or where it is."""

    ref: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress(Reads):
    """Of an item or edition; of what I wrote where `named` is empty. Answered with a tuple of `Ordered`."""

    named: str = ""


@dataclass(frozen=True, slots=True)
class YearFigures(Reads):
    """Answered with a sentence."""

    year: int


@dataclass(frozen=True, slots=True)
class Queue(Reads):
    """Answered with a tuple of `Queued`."""


@dataclass(frozen=True, slots=True)
class Queued:
    """`doing`: what is to be done; `taken`: by whom and until when, "" = by nobody."""

    key: str
    title: str
    doing: str
    taken: str
    late: bool


@dataclass(frozen=True, slots=True)
class Claim(Alone):
    """Answered with `Claimed`."""

    key: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """`path`: of the page with everything needed, "" where nothing is; `until` in words."""

    key: str
    says: str
    until: str
    checklist: Sequence[str] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Release(Alone):
    """Answered with the key."""

    key: str


@dataclass(frozen=True, slots=True)
class Fitting(Reads):
    """Which of these deliveries' platforms the pasted link is of. Answered with a tuple of keys."""

    keys: Sequence[str]
    pasted: str


@dataclass(frozen=True, slots=True)
class Confirm(Alone):
    """`pasted`: the link, or the sharing words with the link in them. Answered with what it is now, in words."""

    key: str
    pasted: str


@dataclass(frozen=True, slots=True)
class Inbox(Reads):
    """Letters that wait for an answer. Answered with a tuple of `Waiting`."""


@dataclass(frozen=True, slots=True)
class ReadLetter(Reads):
    """Answered with `Waiting`."""

    number: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter; `since`, `until` in words, `until` when it is to be answered. `more`: parts that are no text."""

    number: str
    topic: str
    text: str
    since: str
    until: str
    overdue: bool
    state: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class AnswerLetter(Alone):
    """Answered with how its writer learns of it, in words."""

    number: str
    text: str
