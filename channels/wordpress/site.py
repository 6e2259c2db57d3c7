"""A WordPress site as a CMS: an article is found by its slug, which nobody else has where only one of ours writes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from channels.channel import Surroundings
from channels.cms.document import Document, Exists, Fence, Placed, Remote, State, Upload
from channels.errors import Gone, NotSent, TryLater
from channels.http import WAIT
from channels.wordpress import health
from channels.wordpress.answers import WHO
from channels.wordpress.api import Api
from channels.wordpress.articles import FIELDS, ROUTE, asked_for, body_of, remote_of
from channels.wordpress.columns import Columns
from channels.wordpress.media import Media
from channels.wordpress.settings import Settings
from content.problems import Problem

STRAY_KEPT = timedelta(days=400)
NO_COLUMN = "网站没有把它归入栏目“{column}”"


class WordPress:
    """Implements `channels.cms.document.Cms`."""

    who = WHO
    finds = True

    def __init__(self, settings: Settings, around: Surroundings) -> None:
        self._settings = settings
        self._around = around
        self._api = Api(settings)
        self._place = f"wordpress:{around.name}:{settings.address}:"
        self._columns = Columns(self._api, around, f"{self._place}column:")
        self._media = Media(self._api, around, f"{self._place}file:")

    def health(self, now: datetime) -> list[Problem]:
        return health.check(self._api, self._settings, self._around.name)

    def find(self, key: str) -> Remote | None:
        self._undo_stray(key)
        there = sorted(self._api.get(ROUTE, asked_for(key)), key=lambda one: (one["slug"] != key, one["id"]))
        if not there:
            self._media.nothing_of(key)
            return None
        return remote_of(there[0])

    def read(self, remote_id: str) -> Remote | None:
        try:
            return remote_of(self._api.get(f"{ROUTE}/{remote_id}", FIELDS))
        except Gone:
            return None

    def column(self, path: Sequence[str]) -> str:
        return self._columns.number(path)

    def upload(self, file: Upload) -> Placed:
        return self._media.placed(file)

    def create(self, document: Document, fence: Fence) -> Remote:
        with self._alone(document.key):
            fence()
            made = self._api.write(ROUTE, body_of(document), FIELDS)
        if made["slug"] != document.key:
            # WordPress takes a slug twice and puts a number behind the second.
            place, until = f"{self._place}stray:{document.key}", self._around.clock() + STRAY_KEPT
            self._around.shelf.put(place, str(made["id"]), until)
            self._undo_stray(document.key)
            raise Exists(f"{WHO}上已有这一件（{document.key}）。")
        return self._filed(made, document)

    def update(self, remote: Remote, document: Document, fence: Fence) -> Remote:
        body = body_of(document)
        if remote.state is State.SCHEDULED:
            # Without a time that has come, it would only be scheduled again.
            body["date_gmt"] = document.published_at.strftime("%Y-%m-%dT%H:%M:%S")
        fence()
        return self._filed(self._api.write(f"{ROUTE}/{remote.id}", body, FIELDS), document)

    def withdraw(self, remote: Remote, fence: Fence) -> Remote:
        fence()
        return remote_of(self._api.write(f"{ROUTE}/{remote.id}", {"status": "draft"}, FIELDS))

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        """Of two that come at the same moment WordPress gives both the slug, so that none could be told from the other.

        Whoever is killed meanwhile is waited for no longer than its call could have lasted.
        """
        place, now = f"{self._place}creating:{key}", self._around.clock()
        ends = now + timedelta(seconds=2 * self._settings.call_seconds)
        if not self._around.shelf.swap(place, None, "1", until=ends, now=now):
            raise TryLater(f"{key} 正由另一个进程新建", when="稍后", wait=WAIT)
        try:
            yield
        finally:
            self._around.shelf.drop(place)

    def _filed(self, written: Any, document: Document) -> Remote:
        """WordPress drops a category it does not know without a word."""
        if written["categories"] == [int(document.column)]:
            return remote_of(written)
        self._columns.forget(document.path)
        with suppress(NotSent):  # it is out already
            filed = [int(self._columns.number(document.path))]
            written = self._api.write(f"{ROUTE}/{written['id']}", {"categories": filed}, FIELDS)
            if written["categories"] == filed:
                return remote_of(written)
        return remote_of(written, NO_COLUMN.format(column="/".join(document.path)))

    def _undo_stray(self, key: str) -> None:
        """A copy that we made is taken away again, now or when it is next looked for."""
        place = f"{self._place}stray:{key}"
        stray = self._around.shelf.get(place, self._around.clock())
        if stray is not None:
            with suppress(Gone):
                self._api.delete(f"{ROUTE}/{stray}")
            self._around.shelf.drop(place)
