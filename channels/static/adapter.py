"""The website channel: the ledger's row is what makes an item public, the folder follows it.

Order of a send: make the folder show what it must so far, check files, room and deadline, commit the row (the one
irreversible step), then write what the change touches. Whatever dies after the row is finished by the next send, look
or repair from the tables alone.
"""

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from channels.channel import Context, Found, Looked, Note, Quota, Rendition, Seen, SurelyAbsent, Surroundings
from channels.errors import Late, Misconfigured, Refused, TryLater, Unconfirmed
from channels.static import addresses, preview, rendition
from channels.static.check import check
from channels.static.folder import BusyError, Folder, ForeignFolderError
from channels.static.health import health
from channels.static.keeper import Keeper
from channels.static.settings import Settings
from channels.static.site import Site
from content.delivery import Act, Dispatch
from content.edition import Edition
from content.pages import OvertakenError, Page, PageLedger
from content.problems import Problem
from content.receipt import Receipt, Standing

ROOM = 50 * 1024 * 1024
LOCK_PATIENCE = 15.0
# So many new pages may be missing from the lists before one of them waits for the lists.
LISTS_LATER = 50
SOON = timedelta(seconds=10)
LATER = timedelta(minutes=10)
FULL = (errno.ENOSPC, errno.EDQUOT)


class StaticSite:
    """Implements `channels.channel.Sends`, `Repairs` and `ShowsPages`."""

    kind = "static"
    capacity = 1
    site_name = "本系统生成的网站"

    def __init__(self, settings: Settings, surroundings: Surroundings, ledger: PageLedger) -> None:
        self.settings = settings
        self.name = surroundings.name
        self.medium = surroundings.medium
        self.time_limit = settings.time_limit
        self.patience = settings.patience
        self.watches = settings.watch
        self.site = Site(
            settings, surroundings.office, surroundings.columns, surroundings.contact, links=surroundings.links
        )
        self._surroundings = surroundings
        self._clock = surroundings.clock
        self._ledger = ledger
        self._folder = Folder(settings.folder, settings.keep)
        self._keeper = Keeper(self.site, self._folder, self.name, ledger=ledger, files=surroundings.files)

    def check(self, edition: Edition) -> list[Problem]:
        return check(edition, self.site, self.name)

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        return rendition.prepare(edition, self.site, channel=self.name, path=self.path_of(edition))

    def whole_page(self, edition: Edition, now: datetime) -> str:
        return preview.whole_page(edition, self.site, path=self.path_of(edition), now=now)

    def health(self, now: datetime) -> list[Problem]:
        return health(self.site, self._folder)

    def allowance(self, now: datetime) -> list[Quota]:
        return []

    def see(self, edition: Edition, url: str) -> Seen:
        from channels.public_page import see  # noqa: PLC0415  # httpx is slow to load, and only this needs it

        return see(url, edition.item.title, rendition.body(edition, self.site))

    def path_of(self, edition: Edition) -> str:
        """The address of the item's page, kept for life, or the one it will get."""
        page = self._page(edition.item_id)
        return page.path if page else addresses.item(self.site.section(edition.item.column).slug, edition.item_id)

    def send(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        """Pages are made from the editions, as the renditions were. Nothing is ever half done: no marks are noted.

        A new page is out with its own files; the lists and feeds follow in `repair`, together with those of the
        items sent right after it. Whatever else a change touches is done at once.
        """
        with self._writing():
            only_adds = self._only_adds(dispatch)
            if not only_adds or self._keeper.is_behind(LISTS_LATER):
                self._catch_up()
            pages = [self._commit(dispatch, edition) for edition in dispatch.editions]
            try:
                if only_adds:
                    self._keeper.mend([page.item_id for page in pages])
                else:
                    self._catch_up()
            except OSError as error:
                raise Unconfirmed(f"网站的表已更新，网页还没有全部写好：{error.strerror}") from error
        return [self._receipt(edition, page) for edition, page in zip(dispatch.editions, pages, strict=True)]

    def look(self, dispatch: Dispatch) -> Looked:
        """The row says whether the act was done; the files that should follow it are finished first."""
        with self._writing():
            self._catch_up()
            pages = [self._done(dispatch, edition) for edition in dispatch.editions]
            shown = [page for page in pages if page is not None]
            if len(shown) < len(pages):
                return SurelyAbsent("网站上还没有，重新发布。")
            for page in shown:
                self._see(page)
        return Found([self._receipt(edition, page) for edition, page in zip(dispatch.editions, shown, strict=True)])

    def follow(self, receipt: Receipt) -> Receipt:
        """Nothing is ever held here."""
        return receipt

    def next_poll(self, asked: int) -> timedelta:
        return LATER

    def repair(self) -> int:
        """Finish what `send`, a crash or changed settings left undone. Two short queries when there is nothing."""
        with self._writing():
            self._catch_up()
            return self._folder.changed

    def rebuild(self) -> int:
        """Compare every file with what it should be; writes those that differ and removes strays."""
        with self._writing():
            self._keeper.build(self._surroundings.log_head(), self._clock())
            return self._folder.changed

    def _only_adds(self, dispatch: Dispatch) -> bool:
        """No page that is out already has to change with it.

        A page that was there before remembers only its last move: what it left must be in the lists before the next.
        """
        added = (not edition.item.corrects and self._page(edition.item_id) is None for edition in dispatch.editions)
        return dispatch.act == Act.PUBLISH and all(added)

    def _commit(self, dispatch: Dispatch, edition: Edition) -> Page:
        page = self._page(edition.item_id)
        seen = page.change if page else 0
        if dispatch.act == Act.WITHDRAW and page is None:
            raise Refused(f"{edition.item_id} 没有在网站上发布过，不用撤回。")
        if dispatch.act != Act.WITHDRAW:
            self._require_files(edition)
        now = self._clock()
        if dispatch.deadline is not None and now >= dispatch.deadline:
            raise Late(f"{dispatch.token} 已过时限")
        try:
            if dispatch.act == Act.WITHDRAW:
                return self._ledger.withdraw(self.name, edition.item_id, dispatch.reason, seen=seen, now=now)
            return self._ledger.show(self.name, edition, self.path_of(edition), seen=seen, now=now)
        except OvertakenError as error:
            raise Late(f"{dispatch.token} 已由另一进程接手") from error

    def _require_files(self, edition: Edition) -> None:
        if not self.site.knows(edition.item.column):
            raise Refused(f"网站没有“{edition.item.column}”这个栏目。")
        for file in edition.item.files:
            if not Path(self._surroundings.files.locate(file.path)).is_file():
                raise Misconfigured(f"文件库里找不到“{file.name}”（{file.path}），请从备份恢复后再发。")
        needed = sum(file.size for file in edition.item.files) + ROOM
        if shutil.disk_usage(self.settings.folder).free < needed:
            raise TryLater("网站所在磁盘快满了，请清理；系统会自动再试。", wait=LATER)

    def _done(self, dispatch: Dispatch, edition: Edition) -> Page | None:
        page = self._page(edition.item_id)
        if page is None:
            return None
        if dispatch.act == Act.WITHDRAW:
            return None if page.is_live else page
        return page if page.is_live and page.digest == edition.digest else None

    def _see(self, page: Page) -> None:
        """What the public gets must bear the digest; a page that somebody damaged is made anew."""
        if not _bears(self._folder.read(page.path), page):
            self._keeper.mend([page.item_id])

    def _receipt(self, edition: Edition, page: Page) -> Receipt:
        return Receipt(
            key=edition.key(self.name),
            standing=Standing.LIVE if page.is_live else Standing.WITHDRAWN,
            at=page.withdrawn_at or page.updated_at,
            remote_id=page.path,
            url=self.site.base_url + page.path,
            evidence={"digest": page.digest, "change": str(page.change)},
        )

    def _page(self, item_id: str) -> Page | None:
        with self._ledger.view(self.name) as pages:
            return pages.get(item_id)

    def _catch_up(self) -> None:
        self._keeper.catch_up(self._surroundings.log_head(), self._clock())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._folder.lock(LOCK_PATIENCE):
                yield
        except BusyError as error:
            raise TryLater("网站文件夹正由另一进程写入", when="稍后", wait=SOON) from error
        except ForeignFolderError as error:
            raise Misconfigured(f"文件夹 {error} 里有不属于本网站的文件；请换一个空文件夹。") from error
        except OSError as error:
            if error.errno in FULL:
                raise TryLater("网站所在磁盘已满，请清理；系统会自动再试。", wait=LATER) from error
            raise Misconfigured(f"网站文件夹不能写入：{error.strerror}（{error.filename}）") from error


def build(settings: Settings, surroundings: Surroundings) -> StaticSite:
    if surroundings.pages is None:
        raise ValueError("the static channel needs the ledger of pages")
    return StaticSite(settings, surroundings, surroundings.pages)


def _bears(content: bytes | None, page: Page) -> bool:
    if content is None:
        return False
    is_notice = b'<meta name="gongkai-standing" content="withdrawn">' in content
    return f'content="{page.digest}"'.encode() in content and is_notice != page.is_live
