"""A website that is somebody else's CMS: find, place the files, create or change, read back; once, whatever breaks.

An item has one document on the site, for life, found by its key. Whatever is sent again finds it first; only one
dispatch of a channel is under way at a time, so that nobody else creates meanwhile.
"""

from collections.abc import Sequence
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
from channels.cms.document import Cms, Conflict, Document, Exists, Fence, Remote, State
from channels.cms.documents import Documents
from channels.cms.fallback import fallback_problems
from channels.cms.settings import CmsSettings
from channels.errors import CannotWithdraw, Changed, Late
from channels.meaning import differences, meaning_of
from channels.site_checks import site_problems
from content.delivery import OVERWRITES, Act, Dispatch
from content.edition import Edition
from content.problems import Problem
from content.receipt import Receipt

CREATING, ID = "creating", "remote_id"
"""Marks: a document may have come to be; its id on the site, once it is known."""
POLLS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))
DECIDE = "以本系统为准的，再更正一次并选“以本系统为准”；以网站为准的，先把网站上的改动写进稿件再更正。"


class Website:
    """Implements `channels.channel.Sends`, `LeavesDrafts` and `ShowsPages` for any `Cms`."""

    capacity = 1

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
        if not self.cms.finds and not _known_id(dispatch):
            return self._untold(dispatch)
        remote = self._find(dispatch)
        if dispatch.act == Act.WITHDRAW:
            if remote is not None and self._is_out(remote, edition, dispatch.reason):
                return SurelyAbsent("网站上还在，重新撤回。")
            return Found([receipts.withdrawn(edition.key(self.name), remote, now=self._clock())])
        rendition = self.prepare(edition, Context())
        if remote is None or not receipts.shows(remote, rendition):
            return SurelyAbsent("网站上还不是这一版，重新发送。")
        return Found([self._receipt(edition, rendition, remote)])

    def follow(self, receipt: Receipt) -> Receipt | CannotTell:
        return receipts.followed(receipt, self.cms.read(receipt.remote_id), now=self._clock())

    def next_poll(self, asked: int) -> timedelta:
        return POLLS[min(asked, len(POLLS) - 1)]

    def left(self, dispatch: Dispatch) -> dict[str, str]:
        """Only what a publication created: a correction that failed leaves the page of the edition before."""
        if dispatch.act != Act.PUBLISH or CREATING not in dispatch.marks:
            return {}
        return {name: dispatch.marks[name] for name in (CREATING, ID) if dispatch.marks.get(name)}

    def _show(self, dispatch: Dispatch, edition: Edition, rendition: Rendition, note: Note) -> Receipt:
        remote = self._find(dispatch)
        if remote is not None and receipts.shows(remote, rendition):
            return self._receipt(edition, rendition, remote)
        self._require_unchanged(dispatch, edition, remote)
        document = self._documents.document(edition, rendition)
        note({CREATING: "1", **({ID: remote.id} if remote else {})})
        written = self._write(remote, document, partial(self._fence, dispatch))
        note({ID: written.id})
        shown = self.cms.read(written.id) or written
        # Some sites say only in the answer to a change what they changed themselves.
        shown = replace(shown, warnings=shown.warnings or written.warnings)
        return self._receipt(edition, rendition, shown)

    def _write(self, remote: Remote | None, document: Document, fence: Fence) -> Remote:
        try:
            if remote is not None:
                return self.cms.update(remote, document, fence)
            return self.cms.create(document, fence)
        except Exists:
            there = self.cms.find(document.key) if self.cms.finds else None
            if there is None:
                raise
            return self.cms.update(there, document, fence)
        except Conflict as error:
            raise Changed(f"{self.cms.who}上的这一页刚刚被人改过。{DECIDE}", evidence=error.evidence) from error

    def _withdraw(self, dispatch: Dispatch, edition: Edition, note: Note) -> Receipt:
        """Whatever it says by now: taking it down is urgent, and the site keeps what was there."""
        if not self.cms.finds and not _known_id(dispatch):
            raise CannotWithdraw(f"不知道它在{self.cms.who}上的编号：请在网站后台按标题找到并撤下，再回来确认。")
        remote = self._find(dispatch)
        if remote is not None and self._is_out(remote, edition, dispatch.reason):
            note({ID: remote.id})
            fence = partial(self._fence, dispatch)
            if self.settings.withdraw_as == "notice":
                notice = self._documents.notice(edition, dispatch.reason)
                remote = self.cms.update(remote, notice, fence)
            else:
                remote = self.cms.withdraw(remote, fence)
            remote = self.cms.read(remote.id) or remote
        return receipts.withdrawn(edition.key(self.name), remote, now=self._clock())

    def _untold(self, dispatch: Dispatch) -> Looked:
        if dispatch.act == Act.PUBLISH and CREATING not in dispatch.marks:
            return SurelyAbsent("还没有交给网站，重新发送。")
        return CannotTell(f"请在{self.cms.who}后台按标题查找：有没有这一件，是不是已经公开。")

    def _find(self, dispatch: Dispatch) -> Remote | None:
        if not self.cms.finds:
            known = _known_id(dispatch)
            return self.cms.read(known) if known else None
        item_id = dispatch.editions[0].item_id
        found = self.cms.find(self._documents.key_of(item_id))
        return found or self._renamed(dispatch.held.get(item_id))

    def _renamed(self, held: Receipt | None) -> Remote | None:
        """Somebody changed its key there; what only has its number, as on a site that was set up anew, is not ours."""
        remote = self.cms.read(held.remote_id) if held and held.remote_id else None
        return remote if remote and held and receipts.is_as_left(remote, held) else None

    def _require_unchanged(self, dispatch: Dispatch, edition: Edition, remote: Remote | None) -> None:
        """Raises `Changed`, unless somebody decided that our words stand."""
        held = dispatch.held.get(edition.item_id)
        if held is None or OVERWRITES in dispatch.marks:
            return
        if remote is None:
            raise Changed(f"{self.cms.who}上已没有这一页（{held.url}），是在网站上删除的。{DECIDE}")
        if remote.state is not State.PUBLISHED:
            raise Changed(f"{self.cms.who}上的这一页（{held.url}）已在网站上被撤下。{DECIDE}")
        if not receipts.is_as_left(remote, held):
            raise Changed(f"{self.cms.who}上的这一页（{remote.url or held.url}）发布以后被人改过。{DECIDE}")

    def _is_out(self, remote: Remote, edition: Edition, reason: str) -> bool:
        """Whether the item itself, not its notice, is public or on its way there."""
        if self.settings.withdraw_as == "notice" and remote.html is not None:
            notice = meaning_of(self._documents.notice_html(edition, reason))
            return remote.state in receipts.OUT and bool(differences(notice, meaning_of(remote.html)))
        return remote.state in receipts.OUT

    def _receipt(self, edition: Edition, rendition: Rendition, remote: Remote) -> Receipt:
        return receipts.receipt(edition.key(self.name), edition.digest, rendition, remote, now=self._clock())

    def _fence(self, dispatch: Dispatch) -> None:
        if dispatch.deadline is not None and self._clock() >= dispatch.deadline:
            raise Late(f"{dispatch.token} 已过时限")


def _known_id(dispatch: Dispatch) -> str:
    held = dispatch.held.get(dispatch.editions[0].item_id)
    return dispatch.marks.get(ID, "") or (held.remote_id if held else "")
