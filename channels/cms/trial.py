"""A website tried for real: an item that says it is a trial is published, read, corrected and taken down again."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol, runtime_checkable

from channels.channel import CannotTell, Clock, Context, Found, Sight
from channels.cms.receipts import OUT
from channels.cms.sample import sample_edition
from channels.cms.website import Website
from channels.errors import ChannelError, Refused
from content.delivery import Act, Dispatch, State
from content.edition import Edition
from content.problems import blocking
from content.receipt import Receipt, Standing
from content.shelf import Files

POLL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Tried:
    """One step. `says`: what came of it, or what is wrong and where."""

    step: str
    well: bool
    says: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Planned:
    """A request of a dry run. `only_if`: an expression of the mapping, empty for what is always sent."""

    what: str
    only_if: str
    request: str


@runtime_checkable
class Rehearses(Protocol):
    """A website whose requests can be shown."""

    def planned(self) -> list[Planned]:
        """Those of a sample item, without a call."""

    def watched(self, tell: Callable[[str], None]) -> Website:
        """The same, telling each request and answer as text; secrets masked."""


class Trial:
    """`column` is one of ours. `wait`: how long a site that reviews itself is given to do so."""

    def __init__(self, website: Website, files: Files, clock: Clock, *, column: str, wait: timedelta) -> None:
        self._site, self._clock, self._wait = website, clock, wait
        now = clock()
        self._first, self._second = (sample_edition(files.keep, column, now, number=number) for number in (1, 2))
        self._marks: dict[Act, dict[str, str]] = {act: {} for act in Act}
        self._shown: Receipt | None = None
        self._may_be_there = False

    def run(self) -> Iterator[Tried]:
        """Ends with the first step that fails. Whoever breaks off, what may be there is taken down."""
        try:
            for name, step in self._steps():
                tried = self._tried(name, step)
                yield tried
                if not tried.well:
                    break
            if self._may_be_there:
                yield self._tried("收尾：撤回", self._remove)
        finally:
            if self._may_be_there:
                self._tried("收尾：撤回", self._remove)

    def _steps(self) -> Sequence[tuple[str, Callable[[], str]]]:
        return (
            ("账号", self._check),
            ("发布", self._publish),
            ("网页", lambda: self._page(self._first)),
            ("再发一次", self._again),
            ("更正", self._correct),
            ("更正后的网页", lambda: self._page(self._second)),
            ("撤回", self._withdraw),
            ("撤回后的网页", self._no_page),
            ("再次发布", self._publish_anew),
            ("最后撤回", self._remove),
        )

    def _tried(self, name: str, step: Callable[[], str]) -> Tried:
        began = time.monotonic()
        try:
            says, well = step(), True
        except ChannelError as error:
            told = "，".join(f"{key}={value}" for key, value in error.evidence.items() if value)
            says, well = f"{error.says}{f'〔{told}〕' if told else ''}", False
        return Tried(name, well, says, time.monotonic() - began)

    def _check(self) -> str:
        problems = [*self._site.health(self._clock()), *self._site.check(self._first)]
        if stops := blocking(problems):
            raise Refused("；".join(problem.says for problem in stops))
        return "；".join(problem.says for problem in problems) or "可用"

    def _publish(self) -> str:
        return self._sent(Act.PUBLISH, self._first)

    def _correct(self) -> str:
        return self._sent(Act.CORRECT, self._second)

    def _again(self) -> str:
        """As after a crash: it must be found, and be the same one."""
        before = self._require_shown()
        looked = self._site.look(self._dispatch(Act.PUBLISH, self._first))
        if not isinstance(looked, Found):
            raise Refused(f"刚发的找不到了：{looked.says}")
        self._sent(Act.PUBLISH, self._first)
        if self._require_shown().remote_id != before.remote_id:
            raise Refused(f"再发一次成了另一篇：{before.remote_id} 和 {self._require_shown().remote_id}。")
        return "还是同一篇"

    def _publish_anew(self) -> str:
        """What was taken down comes back as the same one."""
        before = self._require_shown()
        if before.standing is not Standing.LIVE:
            return "还没有公开过，略去"
        self._marks[Act.PUBLISH], self._marks[Act.WITHDRAW] = {}, {}
        says = self._sent(Act.PUBLISH, self._second)
        if self._require_shown().remote_id != before.remote_id:
            raise Refused(f"再次发布成了另一篇：{before.remote_id} 和 {self._require_shown().remote_id}。")
        self._page(self._second)
        return says

    def _sent(self, act: Act, edition: Edition) -> str:
        dispatch = self._dispatch(act, edition)
        rendition = self._site.prepare(edition, Context())
        (receipt,) = self._site.send(dispatch, [rendition], partial(self._note, act))
        shown = self._shown = self._passed(receipt)
        return f"{shown.standing.chinese}，编号 {shown.remote_id} {shown.url} {shown.says}".rstrip()

    def _note(self, act: Act, marks: Mapping[str, str]) -> None:
        """The site is about to be written to."""
        self._marks[act].update(marks)
        self._may_be_there = True

    def _passed(self, receipt: Receipt) -> Receipt:
        """Asked after until the site's own review is done, or `wait` is over."""
        ends = time.monotonic() + self._wait.total_seconds()
        while receipt.standing is Standing.HELD and time.monotonic() < ends:
            time.sleep(min(POLL_SECONDS, self._wait.total_seconds()))
            followed = self._site.follow(receipt)
            if isinstance(followed, CannotTell):
                break
            receipt = followed
        if receipt.standing in {Standing.REFUSED, Standing.GONE}:
            raise Refused(f"{receipt.standing.chinese}：{receipt.says}")
        return receipt

    def _page(self, edition: Edition) -> str:
        shown = self._require_shown()
        if shown.standing is not Standing.LIVE:
            return "还没有公开，没有看网页"
        seen = self._site.see(edition, shown.url)
        if seen.sight is Sight.THERE:
            return f"与稿件一致 {shown.url}"
        if seen.sight is Sight.UNSEEN:
            return seen.says
        raise Refused(seen.says)

    def _withdraw(self) -> str:
        """Tried once: what cannot be taken down is told, for a person to do."""
        self._may_be_there = False
        dispatch = self._dispatch(Act.WITHDRAW, self._second)
        (receipt,) = self._site.send(dispatch, [], self._marks[Act.WITHDRAW].update)
        looked = self._site.look(dispatch)
        if not isinstance(looked, Found):
            raise Refused(f"撤回以后还在：{looked.says}")
        return f"{receipt.standing.chinese}，编号 {receipt.remote_id}"

    def _remove(self) -> str:
        """A trial leaves no notice of itself either."""
        says = self._withdraw()
        remote = self._site.cms.read(self._require_shown().remote_id) if self._shown else None
        if remote is not None and remote.state in OUT:
            self._site.cms.withdraw(remote, lambda: None)
        return says

    def _no_page(self) -> str:
        shown = self._require_shown()
        if not shown.url:
            return "从未公开，没有网页"
        seen = self._site.see(self._second, shown.url)
        shows_notice = self._site.settings.withdraw_as == "notice" and seen.sight is Sight.CHANGED
        if seen.sight in {Sight.THERE, Sight.CHANGED} and not shows_notice:
            raise Refused(f"网页还打得开：{shown.url}")
        return seen.says

    def _dispatch(self, act: Act, edition: Edition) -> Dispatch:
        now = self._clock()
        is_live = self._shown is not None and self._shown.standing is Standing.LIVE and act is not Act.PUBLISH
        held = {edition.item_id: self._require_shown()} if is_live else {}
        begun = partial(Dispatch, id=f"{edition.item_id}-{act}", channel=self._site.name, act=act, state=State.BEGUN)
        return begun(
            editions=(edition,),
            due_at=now,
            made_at=now,
            made_by=edition.made_by,
            reason="接口联调结束",
            attempt=1,
            begun_at=now,
            deadline=now + self._site.time_limit,
            marks=dict(self._marks[act]),
            held=held,
        )

    def _require_shown(self) -> Receipt:
        if self._shown is None:
            raise Refused("还没有发布。")
        return self._shown
