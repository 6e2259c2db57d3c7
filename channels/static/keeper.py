"""Keeps the folder as the tables say. The ledger's change numbers tell what the folder has not seen yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from channels.static import addresses
from channels.static.documents import Document, Documents
from channels.static.folder import Folder, Seen, boot
from channels.static.leaves import Kind, Leaf, every_list, touched
from channels.static.loaded import LoadedPages
from channels.static.partner import Batch, Done, shared
from channels.static.site import Site
from channels.static.words import day
from content.edition import Edition
from content.pages import Page, PageLedger, Pages
from content.shelf import Files

# More changes than this are made quicker by a full build.
MANY = 200
BATCH = 250


class Keeper:
    """Everything that writes into the folder goes through here, with the folder's lock held."""

    def __init__(self, site: Site, folder: Folder, channel: str, *, ledger: PageLedger, files: Files) -> None:
        self.site = site
        self.folder = folder
        self.channel = channel
        self.ledger = ledger
        self.files = files
        self._shown: dict[str, int] = {}

    def catch_up(self, log_head: str, now: datetime) -> None:
        """Show every change that the folder has not seen. Two short queries when there is none."""
        with self.ledger.view(self.channel) as pages:
            seen, head = self.folder.seen(), pages.head()
            if seen is None or not self._follows(seen, head):
                self._build(pages, log_head, now)
                return
            after = self._with_todays_head(replace(seen, change=head), log_head, now)
            if after != seen:
                self._update(pages, pages.changed(seen.change, MANY), after)

    def build(self, log_head: str, now: datetime) -> None:
        """Make everything anew, write what differs, remove what should not be there."""
        with self.ledger.view(self.channel) as pages:
            self._build(pages, log_head, now)

    def is_behind(self, most: int) -> bool:
        """Whether the folder has not seen this many changes, or has to be compared as a whole."""
        with self.ledger.view(self.channel) as pages:
            seen, head = self.folder.seen(), pages.head()
        return seen is None or not self._follows(seen, head) or head - seen.change >= most

    def mend(self, item_ids: Iterable[str]) -> None:
        """Make these items' own files anew, whatever is there now."""
        with self.ledger.view(self.channel) as pages:
            documents = Documents(self.site, pages, "")
            for item_id in item_ids:
                self._shown[item_id] = self._item(documents, item_id)
        self.folder.sync()

    def _follows(self, seen: Seen, head: int) -> bool:
        """Not after other settings, other tables (a backup) or a restart of the machine: then all is compared.

        An item's own files are synced one by one; lists and feeds are not, since the tables can make them again.
        """
        is_ours = (seen.channel, seen.stamp, seen.boot) == (self.channel, self.site.stamp, boot())
        return is_ours and 0 <= head - seen.change < MANY

    def _with_todays_head(self, seen: Seen, log_head: str, now: datetime) -> Seen:
        """The log's head goes out once a day: enough to show that its tail was cut."""
        return seen if seen.headed_on == day(now) else replace(seen, log_head=log_head, headed_on=day(now))

    def _update(self, pages: Pages, changed: Sequence[Page], after: Seen) -> None:
        documents = Documents(self.site, pages, after.log_head)
        leaves = {leaf: None for page in changed for leaf in touched(page, pages, self.site)}
        mended, self._shown = self._shown, {}
        done = {page.item_id for page in changed if mended.get(page.item_id) == page.change}
        for leaf in leaves or (Leaf(Kind.CONTENTS),):
            if leaf.kind != Kind.ITEM:
                self._write(documents.of(leaf), durable=False)
            elif leaf.name not in done:
                self._item(documents, leaf.name)
        self.folder.sync()
        self.folder.remember(after)

    def _item(self, documents: Documents, item_id: str) -> int:
        """The number of the change that the item's files show now; 0 for an item without a page."""
        pages = documents.pages
        page = pages.get(item_id)
        if page is None:
            return 0
        edition = pages.edition(page)
        made = documents.item(page, edition, pages.notices(item_id), documents.wrong(page))
        self._show(page, edition, made, durable=True)
        return page.change

    def _show(self, page: Page, edition: Edition, made: Iterable[Document], *, durable: bool) -> list[str]:
        """Files before the page that links them; on withdrawal the page first."""
        wanted = edition.item.files if page.is_live else ()
        paths = [addresses.file(page.item_id, file.path) for file in wanted]
        for path, file in zip(paths, wanted, strict=True):
            self.folder.link(path, Path(self.files.locate(file.path)), durable=durable)
        written = self._write(made, durable=durable)
        self.folder.keep_only(addresses.files(page.item_id), {path.rpartition("/")[2] for path in paths})
        return [*paths, *written]

    def _build(self, pages: Pages, log_head: str, now: datetime) -> None:
        pages = LoadedPages(pages)
        documents = Documents(self.site, pages, log_head)
        lists = (self._write(documents.of(leaf), durable=False) for leaf in every_list(pages, self.site))
        self.folder.remove_all_but(self._everything(documents, lists))
        self.folder.sync_all()
        self.folder.remember(Seen(self.channel, pages.head(), self.site.stamp, boot(), log_head, day(now)))

    def _everything(self, documents: Documents, lists: Iterable[list[str]]) -> set[str]:
        """Makes all items and lists; returns their paths."""

        def show(batch: Batch) -> list[str]:
            return [
                path
                for page, edition, notices, wrong in batch
                for path in self._show(page, edition, documents.item(page, edition, notices, wrong), durable=False)
            ]

        def show_apart(batch: Batch) -> Done:
            before = self.folder.changed
            return show(batch), self.folder.changed - before

        paths: set[str] = set()
        for made, changed in shared(_batches(documents), lists, show, show_apart):
            paths.update(made)
            self.folder.changed += changed
        return paths

    def _write(self, documents: Iterable[Document], *, durable: bool) -> list[str]:
        paths = []
        for path, text in documents:
            self.folder.write(path, text, durable=durable)
            paths.append(path)
        return paths


def _batches(documents: Documents) -> Iterator[Batch]:
    pages = documents.pages
    corrections = pages.corrections()
    for column in pages.columns():
        for first in range(1, pages.last_place(column) + 1, BATCH):
            yield [
                (page, edition, corrections.get(page.item_id, ()), documents.wrong(page))
                for page, edition in pages.editions(column, first, first + BATCH - 1)
            ]
