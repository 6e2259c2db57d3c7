"""Files in WordPress's media library, each there once under a slug of its own."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import PurePath
from threading import Lock
from typing import Any
from urllib.parse import quote

from channels.channel import Surroundings
from channels.cms.document import Placed, Upload
from channels.errors import Refused, TryLater
from channels.http import WAIT
from channels.wordpress.answers import CODE
from channels.wordpress.api import Api

ROUTE = "/wp/v2/media"
FIELDS = "id,slug,source_url"
BEGUN = "begun"
KNOWN, REMEMBERED = timedelta(hours=1), timedelta(days=400)
"""How long a file's place is taken for granted; and how long it is known that it may be there at all."""
UNKNOWN_FAILURE = "rest_upload_unknown_error"
# A site takes these unless it was told otherwise: where it fails on them, it is not for their type.
TAKEN_TYPES = ".jpg .jpeg .png .gif .webp .pdf .doc .docx .xls .xlsx .ppt .pptx .zip .csv .txt .mp3 .mp4"
TYPE = "WordPress 网站不收 {suffix} 文件（“{name}”）：请在渠道设置的 fallbacks 里写上 {suffix}（zip 或 skip）。"
FULL = "WordPress 网站存不下文件（多半是磁盘满了，或文件夹不能写）"
PLAIN = "%/:=&?~#+!$,;'@()*[]"


class Media:
    """Written down on the shelf (below `place`) before it goes up: only what may be there is looked for first."""

    def __init__(self, api: Api, around: Surroundings, place: str) -> None:
        self._api = api
        self._around = around
        self._place = place
        self._one_at_a_time = Lock()
        self._new = ""

    def nothing_of(self, key: str) -> None:
        """Of an item that is not there, no file is either, but what the shelf knows of."""
        self._new = f"{key}-"

    def placed(self, file: Upload) -> Placed:
        now = self._around.clock()
        place, kept = self._place + file.key, self._around.shelf.get(self._place + file.key, now)
        if kept is not None and kept != BEGUN and (known := _known(kept, now)):
            return known
        self._around.shelf.put(place, BEGUN, now + REMEMBERED)
        is_new = kept is None and self._new and file.key.startswith(self._new)
        placed = (None if is_new else self._found(file)) or self._uploaded(file)
        self._around.shelf.put(place, _written(placed, now), now + REMEMBERED)
        return placed

    def _found(self, file: Upload) -> Placed | None:
        there = self._api.get(ROUTE, {"slug": file.key, "_fields": FIELDS})
        return _placed(there[0], file) if there else None

    def _uploaded(self, file: Upload) -> Placed:
        try:
            # Of two with one name at the same moment WordPress keeps one's bytes for both.
            with self._one_at_a_time:
                made = self._api.upload(file, {"_fields": FIELDS})
        except (TryLater, Refused) as error:
            if error.evidence.get(CODE) == UNKNOWN_FAILURE:
                raise _not_taken(file) from error
            raise
        if made["slug"] != file.key and (there := self._found(file)):
            self._api.delete(f"{ROUTE}/{made['id']}")
            return there
        return _placed(made, file)


def _placed(one: Any, file: Upload) -> Placed:
    return Placed(str(one["id"]), quote(one["source_url"], safe=PLAIN), file.name, file.key)


def _not_taken(file: Upload) -> Exception:
    suffix = PurePath(file.name).suffix.lower()
    if suffix in TAKEN_TYPES.split():
        return TryLater(FULL, when="稍后", wait=WAIT)
    return Refused(TYPE.format(suffix=suffix, name=file.name))


def _written(placed: Placed, now: datetime) -> str:
    return json.dumps({**asdict(placed), "at": now.isoformat()})


def _known(kept: str, now: datetime) -> Placed | None:
    one = json.loads(kept)
    at = datetime.fromisoformat(one.pop("at"))
    return Placed(**one) if now - at < KNOWN else None
