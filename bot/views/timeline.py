"""Everything that happened to an item: what the log says of it, what was ordered, what refers to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.delivery import Act, State
from content.edition import Edition
from content.log import Entry, Kind
from content.store.traces import Ordered, Reported
from content.store.work import Work
from content.zone import to_the_minute

STEPS: Mapping[Kind, str] = {
    Kind.SUBMITTED: "送审",
    Kind.PASSED: "{step}通过",
    Kind.APPROVED: "{step}通过，审核完成",
    Kind.RETURNED: "{step}退回",
    Kind.ACCEPTED: "保留提示",
    Kind.SECRECY: "保密审查",
    Kind.EMERGENCY: "以“{step}”同意紧急发布",
    Kind.CLEARED: "补审（{step}）",
}
ORDERS: Mapping[Act, str] = {Act.PUBLISH: "安排发布", Act.CORRECT: "安排更正", Act.WITHDRAW: "安排撤回"}
Called = Callable[..., str]
GOOD = frozenset({Kind.PUBLISHED, Kind.CORRECTED, Kind.RECORDED, Kind.APPROVED, Kind.CLEARED})
BAD = frozenset({Kind.RETURNED, Kind.WITHDRAWN, Kind.VOIDED, Kind.EMERGENCY})


@dataclass(frozen=True, slots=True)
class Happening:
    """`what`, in a few words, and what was `said`. `mood`: good, bad, "". `url`: where it is public.

    `seq`: of the log's entry, 0 = this is not in the log.
    """

    at: datetime
    by: str
    what: str
    said: str = ""
    ref: str = ""
    url: str = ""
    mood: str = ""
    seq: int = 0


def timeline(work: Work, item_id: str, called: Called) -> list[Happening]:
    """Newest first. `called`: what staff call a channel, of its name and perhaps its medium."""
    found = [_logged(entry, called) for entry in work.log.entries(item_id=item_id)]
    for ordered in work.traces.orders(item_id):
        found += _order(ordered, called)
    found += [_reported(one) for one in work.traces.reports(item_id)]
    return sorted(found, key=lambda one: (one.at, one.seq), reverse=True)


def _logged(entry: Entry, called: Called) -> Happening:
    event = entry.event
    evidence = {name: str(value) for name, value in event.evidence.items()}
    step = STEPS.get(event.kind, "")
    what = step.format(step=evidence.get("step", "")) if step else _published(entry, evidence, called)
    mood = "good" if event.kind in GOOD else "bad" if event.kind in BAD else ""
    return Happening(
        at=event.at,
        by=event.by,
        what=what,
        said=_said(event.kind, evidence),
        ref=event.ref,
        url=evidence.get("url", ""),
        mood=mood,
        seq=entry.seq,
    )


def _published(entry: Entry, evidence: Mapping[str, str], called: Called) -> str:
    """`发布：政府网站`, with what the press is called."""
    event = entry.event
    channel = called(event.channel, event.medium) if event.channel else event.medium
    return f"{event.kind.chinese}：{evidence.get('outlet', '') or channel}"


def _said(kind: Kind, evidence: Mapping[str, str]) -> str:
    """The reason; of a warning that is kept, with what it was about."""
    reason = evidence.get("reason", "")
    quote = evidence.get("subject", "").rpartition(":")[2] if kind is Kind.ACCEPTED else ""
    return f"“{quote}”：{reason}" if quote else reason


def _order(ordered: Ordered, called: Called) -> Iterator[Happening]:
    """That it was ordered; and where it is now, while that is not in the log."""
    when = f"，{to_the_minute(ordered.due_at)} 以后发送" if ordered.due_at > ordered.at else ""
    what = f"{ORDERS[ordered.act]}：{called(ordered.channel)}{when}"
    yield Happening(ordered.at, ordered.by, what, ordered.reason, ordered.ref)
    if ordered.state not in (State.SETTLED, State.DUE):
        mood = "bad" if ordered.state in (State.FAILED, State.UNCONFIRMED) else ""
        what = f"{called(ordered.channel)}：{ordered.state.chinese}"
        yield Happening(ordered.since, "", what, ordered.says, ordered.ref, mood=mood)


def _reported(one: Reported) -> Happening:
    return Happening(one.at, one.by, f"作为 {one.year} 年年度报告第 {one.version} 版送审", ref=one.ref)


@dataclass(frozen=True, slots=True)
class Related:
    """`letters`: by number, that it was made of. `notices`: items, with their titles, that put it right.

    `corrects`: the id of the item that this one puts right, "" = none.
    """

    letters: Sequence[str]
    notices: Mapping[str, str]
    corrects: str


def related(work: Work, edition: Edition, channels: Iterable[str]) -> Related:
    """`channels`: those whose pages may put it right."""
    item_id, corrects = edition.item_id, edition.item.corrects.partition(".")[0]
    notices = {page.item_id: page.title for name in channels for page in work.pages.on(name).notices(item_id)}
    return Related(work.traces.letters(item_id), notices, corrects)
