"""The search: one per process, over an index of the machine's own."""

from collections.abc import Mapping
from pathlib import Path

from content.search.hits import Found, Hit
from content.store.public import Shown
from content.store.store import Store

FIRST = ("政府网站", "微信公众号")


class Search:
    """`folder` holds the index; `media` says what each channel counts as, the website's address being shown first."""

    def __init__(self, store: Store, folder: Path, media: Mapping[str, str]) -> None:
        self._store = store
        self._folder = folder
        self._order = sorted(media, key=lambda name: FIRST.index(media[name]) if media[name] in FIRST else len(FIRST))

    def find(self, text: str, *, limit: int = 5, skip: int = 0) -> Found:
        with self._store.read() as work:
            shown = work.public.shown(work.public.items())
        hits = [self._hit(one) for one in shown if text.strip() and text.strip() in one.edition.item.title]
        return Found(tuple(hits[skip : skip + limit]), len(hits))

    def _hit(self, shown: Shown) -> Hit:
        item = shown.edition.item
        return Hit(
            ref=shown.edition.ref,
            title=item.title,
            score=1.0,
            url=next((shown.urls[name] for name in self._order if shown.urls.get(name)), ""),
            published_at=shown.published_at,
            column=item.column,
            summary=item.summary,
        )
