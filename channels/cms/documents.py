"""What is handed to a CMS: an edition with its files placed, or the notice that stands in a withdrawn item's place."""

from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from functools import partial

from channels.channel import Rendition, Surroundings
from channels.cms.body import notice, with_addresses
from channels.cms.document import Cms, Document, Fence, Placed, Upload
from channels.cms.fallback import is_zipped, offered_as, zipped
from channels.cms.settings import CmsSettings
from channels.errors import Misconfigured
from channels.meaning import plain_text
from content.edition import Edition
from content.item import StoredFile

WITHDRAWN = "信息已撤回"
AT_ONCE = 4
"""Calls at a time for what may come in any order, so that a site far away is not waited for file by file."""


class Documents:
    def __init__(self, settings: CmsSettings, surroundings: Surroundings, cms: Cms) -> None:
        self._settings = settings
        self._around = surroundings
        self._cms = cms

    def key_of(self, item_id: str) -> str:
        """The item's name on the site, ASCII and for life."""
        return f"{self._settings.key_prefix}{item_id}"

    def document(self, edition: Edition, rendition: Rendition, published_at: datetime, fence: Fence) -> Document:
        """Its column and files are on the site afterwards. Raises what the site says of them.

        Of files that have not begun to go up, none does once the fence is down: the next attempt finds those there.
        """
        item = edition.item
        path = self._settings.path_of(item.column)
        stored = {file.path: file for file in item.files}
        files = {source: stored[place] for source, place in rendition.files.items()}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            column = pool.submit(self._cms.column, path)
            placed = self._placed(pool, edition, files, fence)
        return Document(
            key=self.key_of(edition.item_id),
            ref=edition.ref,
            title=rendition.title,
            html=with_addresses(rendition.html, {source: one.url for source, one in placed.items()}),
            text=plain_text(rendition.html),
            summary=item.summary,
            column=column.result(),
            path=path,
            keywords=item.keywords,
            fields=rendition.fields,
            files=tuple(dict.fromkeys(placed.values())),
            published_at=published_at,
        )

    def notice(self, edition: Edition, reason: str, published_at: datetime) -> Document:
        html = self.notice_html(edition, reason)
        path = self._settings.path_of(edition.item.column)
        return Document(
            key=self.key_of(edition.item_id),
            ref=edition.ref,
            title=WITHDRAWN,
            html=html,
            text=plain_text(html),
            summary="",
            column=self._cms.column(path),
            path=path,
            keywords=(),
            fields={"索引号": edition.index_number},
            files=(),
            published_at=published_at,
        )

    def notice_html(self, edition: Edition, reason: str) -> str:
        return notice(edition, reason, self._around.office)

    def _placed(
        self, pool: Executor, edition: Edition, files: Mapping[str, StoredFile], fence: Fence
    ) -> dict[str, Placed]:
        """By how the rendition names them. The same bytes go up once: nobody else would find them yet."""
        once = {file.sha256: source for source, file in files.items()}
        place = partial(self._place, edition, fence)
        running = {sha256: pool.submit(place, source, files[source]) for sha256, source in once.items()}
        return {source: running[file.sha256].result() for source, file in files.items()}

    def _place(self, edition: Edition, fence: Fence, source: str, file: StoredFile) -> Placed:
        fence()
        return self._cms.upload(self._upload(edition, source, file))

    def _upload(self, edition: Edition, source: str, file: StoredFile) -> Upload:
        try:
            content = self._around.files.read(file.path)
        except FileNotFoundError:
            raise Misconfigured(f"文件库里找不到“{file.name}”（{file.path}），请从备份恢复后再发。") from None
        zips = is_zipped(file, self._settings.fallbacks)
        return Upload(
            key=f"{self.key_of(edition.item_id)}-{file.sha256[:16]}{'-zip' if zips else ''}",
            name=offered_as(file, self._settings.fallbacks),
            content=zipped(file.name, content) if zips else content,
            media_type="application/zip" if zips else file.media_type,
            source=source,
        )
