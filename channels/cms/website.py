"""A website that is somebody else's CMS: find, place the files, create or change, read back; once, whatever breaks.

An item has one document on the site, for life, found by its key. Whatever is sent again finds it first; only one
dispatch of a channel is under way at a time, so that nobody else creates meanwhile.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from channels import public_page
from channels.channel import (
    CannotTell,
    Context,
    Found,
    Looked,
    Note,
    Quota,
    Rendition,
    Seen,
    SurelyAbsent,
    Surroundings,
)
from channels.cms import receipts
from channels.cms.body import prepare
from channels.cms.document import Cms, Conflict, Document, Exists, Remote, State
from channels.cms.documents import WITHDRAWN, Documents
from channels.cms.fallback import fallback_problems
from channels.cms.marks import BEFORE, CREATING, ID, known_id
from channels.cms.settings import CmsSettings
from channels.cms.stops import DECIDE, RENAMED, require_unchanged
from channels.errors import CannotWithdraw, Changed, Late, Misconfigured, NotSent, Refused, TryLater, Unconfirmed
from channels.meaning import meaning_of, normal
from channels.site_checks import site_problems
from content.delivery import AGAIN, FROM_BACKUP, OVERWRITES, Act, Dispatch
from content.edition import Edition
from content.problems import Problem
from content.receipt import Receipt, Standing

POLLS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))
MINUTE = timedelta(minutes=1)


class Website:
    """Implements `channels.channel.Sends`, `LeavesDrafts` (and `TakesBack`), `ShowsPages` for any `Cms`."""

    capacity = 1
    takes_back = True

    def __init__(self, settings: CmsSettings, surroundings: Surroundings, cms: Cms) -> None:
        self.settings = settings
        self.cms = cms
        self.kind = settings.kind
        self.name = surroundings.name
        self.medium = surroundings.medium
        self.time_limit = settings.time_limit
        self.patience = settings.patience
        self.watches = settings.watch
        self._office = surroundings.office
        self._clock = surroundings.clock
        self._documents = Documents(settings, surroundings, cms)

    @property
    def site_name(self) -> str:
        return self.cms.who

    def check(self, edition: Edition) -> list[Problem]:
        item = edition.item
        return [
            *site_problems(item, self.name, has_column=self.settings.has_column(item.column)),
            *fallback_problems(item, self.settings.fallbacks, self.cms.who),
        ]

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        return prepare(edition, self.settings, channel=self.name, office=self._office)

    def health(self, now: datetime) -> list[Problem]:
        return self.cms.health(now)

    def allowance(self, now: datetime) -> list[Quota]:
        return []

    def see(self, edition: Edition, url: str) -> Seen:
        rendition = self.prepare(edition, Context())
        return public_page.see(url, rendition.title, rendition.html, own=edition.item.html)

    def send(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        (edition,) = dispatch.editions
        if dispatch.act == Act.WITHDRAW:
            return [self._withdraw(dispatch, edition, note)]
        return [self._show(dispatch, edition, renditions[0], note)]

    def look(self, dispatch: Dispatch) -> Looked:
        (edition,) = dispatch.editions
        if not self.cms.finds and not known_id(dispatch):
            return self._untold(dispatch)
        remote = self._find(dispatch)
        if dispatch.act == Act.WITHDRAW:
            if remote is not None and self._is_out(remote, edition, dispatch.reason):
                return SurelyAbsent("网站上还在，重新撤回。")
            if remote is None and (other := self._under_its_number(dispatch)):
                return CannotTell(RENAMED.format(who=self.cms.who, url=other.url))
            return Found([self._withdrawn(edition, remote)])
        rendition = self.prepare(edition, Context())
        came_of_it = self._after_backup if FROM_BACKUP in dispatch.marks else self._after_a_lost_answer
        return came_of_it(dispatch, rendition, remote)

    def follow(self, receipt: Receipt) -> Receipt | CannotTell:
        remote = self.cms.read(receipt.remote_id)
        if remote is None and self.cms.finds:
            remote = self.cms.find(self._documents.key_of(receipt.key.partition(".")[0]))
        return receipts.followed(receipt, remote, now=self._clock())

    def next_poll(self, asked: int) -> timedelta:
        return POLLS[min(asked, len(POLLS) - 1)]

    def left(self, dispatch: Dispatch) -> dict[str, str]:
        """Only what a publication created: a correction that failed leaves the page of the edition before."""
        if dispatch.act != Act.PUBLISH or not dispatch.marks.keys() & {CREATING, FROM_BACKUP}:
            return {}
        return {CREATING: "1", **{name: dispatch.marks[name] for name in (ID,) if dispatch.marks.get(name)}}

    def _show(self, dispatch: Dispatch, edition: Edition, rendition: Rendition, note: Note) -> Receipt:
        remote = self._find(dispatch)
        if remote is not None and _is_out_already(dispatch, rendition, remote):
            return self._receipt(dispatch, rendition, remote)
        require_unchanged(self.cms.who, dispatch, rendition, remote)
        at, fence = self._first_public(dispatch, remote), partial(self._fence, dispatch)
        document = self._documents.document(edition, rendition, at, fence)
        note({CREATING: "1", BEFORE: receipts.stamp(remote), **({ID: remote.id} if remote else {})})
        written = self._written(dispatch, rendition, remote, document)
        with _read_back():
            note({ID: written.id})
            shown = self.cms.read(written.id) or written
            # Some sites say only in the answer to a change what they changed themselves.
            shown = replace(shown, warnings=shown.warnings or written.warnings)
            return self._receipt(dispatch, rendition, shown)

    def _written(self, dispatch: Dispatch, rendition: Rendition, remote: Remote | None, document: Document) -> Remote:
        """A no may come too late: from a later step, or from what stands before the site."""
        try:
            return self._write(dispatch, rendition, remote, document)
        except (Changed, Exists):
            raise
        except Refused as error:
            with _read_back():
                there = self._find(dispatch)
            if there is None or not receipts.is_done(there, rendition, receipts.stamp(remote)):
                raise
            return replace(there, warnings=(*there.warnings, error.says.rstrip("。")))

    def _write(self, dispatch: Dispatch, rendition: Rendition, remote: Remote | None, document: Document) -> Remote:
        fence = partial(self._fence, dispatch)
        try:
            if remote is not None:
                return self.cms.update(remote, document, fence)
            return self.cms.create(document, fence)
        except Exists:
            there = self.cms.find(document.key) if self.cms.finds else None
            if there is None:
                raise
            require_unchanged(self.cms.who, dispatch, rendition, there)
            return self.cms.update(there, document, fence)
        except Conflict as error:
            if dispatch.act is Act.CORRECT and OVERWRITES not in dispatch.marks:
                raise Changed(f"{self.cms.who}上的这一页刚刚被人改过。{DECIDE}", evidence=error.evidence) from error
            says = f"{self.cms.who}上的这一页正有人在改"
            raise TryLater(says, wait=MINUTE, when="稍后", evidence=error.evidence) from error

    def _withdraw(self, dispatch: Dispatch, edition: Edition, note: Note) -> Receipt:
        """Whatever it says by now: taking it down is urgent, and the site keeps what was there."""
        if not self.cms.finds and not known_id(dispatch):
            raise CannotWithdraw(f"不知道它在{self.cms.who}上的编号：请在网站后台按标题找到并撤下，再回来确认。")
        remote = self._find(dispatch)
        if remote is None and (other := self._under_its_number(dispatch)):
            raise CannotWithdraw(RENAMED.format(who=self.cms.who, url=other.url))
        if remote is not None and self._is_out(remote, edition, dispatch.reason):
            note({ID: remote.id})
            taken = self._take_down(dispatch, edition, remote)
            with _read_back():
                remote = self.cms.read(taken.id) or taken
        if remote is not None and self._is_out(remote, edition, dispatch.reason):
            # A yes is not enough: it is still there.
            raise CannotWithdraw(f"{self.cms.who}答复已经撤下，但还没有撤下：请到网站后台撤下这一页，再回来确认。")
        return self._withdrawn(edition, remote)

    def _take_down(self, dispatch: Dispatch, edition: Edition, remote: Remote) -> Remote:
        """A notice only of what was public; where the site will not have the notice, the page goes all the same."""
        fence = partial(self._fence, dispatch)
        held = dispatch.held.get(edition.item_id)
        if self.settings.withdraw_as == "notice" and held is not None and held.standing is Standing.LIVE:
            try:
                notice = self._documents.notice(edition, dispatch.reason, self._first_public(dispatch, remote))
                shown = self.cms.update(remote, notice, fence)
            except Late:
                raise
            except (Refused, Misconfigured):
                return self.cms.withdraw(remote, fence)
            # Until the site's own people have let the notice through, readers may see what is to be withdrawn.
            return self.cms.withdraw(shown, fence) if shown.state is not State.PUBLISHED else shown
        return self.cms.withdraw(remote, fence)

    def _after_a_lost_answer(self, dispatch: Dispatch, rendition: Rendition, remote: Remote | None) -> Looked:
        before = dispatch.marks.get(BEFORE)
        if remote is not None and receipts.is_done(remote, rendition, before):
            return Found([self._receipt(dispatch, rendition, remote)])
        if remote is None or remote.state is not State.PUBLISHED or before is None or receipts.reads_as(remote, before):
            return SurelyAbsent("网站上还不是这一版，重新发送。")
        says = f"{self.cms.who}上的这一页（{remote.url}）变了，却不全是这一版：可能发出以后就有人改过"
        return CannotTell(f"{says}。请打开看公开的是不是这一版；回答“没有公开”，会用这一版覆盖。")

    def _after_backup(self, dispatch: Dispatch, rendition: Rendition, remote: Remote | None) -> Looked:
        """What was noted after the backup is lost: only what the site says counts, and a person where it differs."""
        held = dispatch.held.get(dispatch.editions[0].item_id)
        if remote is None or (held is not None and receipts.is_as_left(remote, held)):
            return SurelyAbsent("网站上还不是这一版，重新发送。")
        if receipts.says_all(remote, rendition):
            return Found([self._receipt(dispatch, rendition, remote)])
        if held is None and remote.state not in receipts.OUT:
            return SurelyAbsent("网站上还没有公开，重新发送。")
        return CannotTell(f"备份之后可能发过：请看{self.cms.who}上的这一页（{remote.url}），公开的是不是这一版。")

    def _untold(self, dispatch: Dispatch) -> Looked:
        if dispatch.act == Act.PUBLISH and not dispatch.marks.keys() & {CREATING, FROM_BACKUP}:
            return SurelyAbsent("还没有交给网站，重新发送。")
        return CannotTell(f"请在{self.cms.who}后台按标题查找：有没有这一件，是不是已经公开。")

    def _find(self, dispatch: Dispatch) -> Remote | None:
        if not self.cms.finds:
            known = known_id(dispatch)
            return self.cms.read(known) if known else None
        item_id = dispatch.editions[0].item_id
        found = self.cms.find(self._documents.key_of(item_id))
        return found or self._renamed(dispatch.held.get(item_id))

    def _renamed(self, held: Receipt | None) -> Remote | None:
        """Somebody changed its key there; what only has its number, as on a site that was set up anew, is not ours."""
        remote = self.cms.read(held.remote_id) if held and held.remote_id else None
        return remote if remote and held and receipts.is_as_left(remote, held) else None

    def _under_its_number(self, dispatch: Dispatch) -> Remote | None:
        """What is out where the item was, though it has neither its key nor its words any more."""
        held = dispatch.held.get(dispatch.editions[0].item_id)
        remote = self.cms.read(held.remote_id) if held and held.remote_id else None
        return remote if remote is not None and remote.state in receipts.OUT else None

    def _first_public(self, dispatch: Dispatch, remote: Remote | None) -> datetime:
        """A correction keeps the date that the site shows; what is published again comes out on top."""
        held = dispatch.held.get(dispatch.editions[0].item_id)
        if held is None:
            return self._clock()
        return remote.at if remote is not None and remote.at is not None else held.at

    def _is_out(self, remote: Remote, edition: Edition, reason: str) -> bool:
        """Whether the item itself, not its notice, is public or on its way there."""
        if remote.state not in receipts.OUT:
            return False
        if self.settings.withdraw_as != "notice" or remote.state is not State.PUBLISHED:
            return True
        if remote.html is None:
            return normal(remote.title) != normal(WITHDRAWN)
        notice = meaning_of(self._documents.notice_html(edition, reason)).text
        return notice not in meaning_of(remote.html).text

    def _receipt(self, dispatch: Dispatch, rendition: Rendition, remote: Remote) -> Receipt:
        (edition,) = dispatch.editions
        moment = receipts.Moment(dispatch.made_at, self._clock())
        return receipts.receipt(edition.digest, rendition, remote, moment)

    def _withdrawn(self, edition: Edition, remote: Remote | None) -> Receipt:
        has_files = bool(self.prepare(edition, Context()).files)
        return receipts.withdrawn(edition.key(self.name), remote, now=self._clock(), has_files=has_files)

    def _fence(self, dispatch: Dispatch) -> None:
        if dispatch.deadline is not None and self._clock() >= dispatch.deadline:
            raise Late(f"{dispatch.token} 已过时限")


def _is_out_already(dispatch: Dispatch, rendition: Rendition, remote: Remote) -> bool:
    """An earlier attempt put it there; or, as after a restored backup, it is there and we know of no other time."""
    known = dispatch.act is not Act.PUBLISH or AGAIN in dispatch.marks
    return receipts.is_done(remote, rendition, dispatch.marks.get(BEFORE)) or (
        not known and receipts.says_all(remote, rendition)
    )


@contextmanager
def _read_back() -> Iterator[None]:
    """It is out, perhaps: whatever keeps us from reading it back, `NotSent` would be wrong."""
    try:
        yield
    except Late:
        raise
    except NotSent as error:
        raise Unconfirmed(error.says, evidence=error.evidence) from error
