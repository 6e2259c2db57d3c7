"""Drafts: pictures and covers uploaded once per content, drafts made once per dispatch and found again."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

from channels.channel import Note, Rendition, Surroundings
from channels.errors import ChannelError, Misconfigured, Refused, Unconfirmed
from channels.wechat import cover, images
from channels.wechat.api import Api, Upload, text
from channels.wechat.marker import marker_in
from channels.wechat.rendition import COVER
from channels.wechat.settings import Settings
from content.delivery import Dispatch

# The platform keeps what was uploaded for good; ten years is as good for us.
KEPT = timedelta(days=3650)
PAGE = 20
MOST_PAGES = 10
# Marks beside `media_id`: a draft that an earlier dispatch left; one whose place another takes.
LEFT, REPLACED = "left", "replaced"
GONE = "草稿已不在草稿箱，可能已被人发表或删除，正在核对。"
QPIC = "http://mmbiz.qpic.cn/"


class Drafts:
    """The draft box (草稿箱) of one account."""

    def __init__(self, api: Api, settings: Settings, around: Surroundings) -> None:
        self._api = api
        self._settings = settings
        self._around = around

    def ready(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> str:
        """The media_id of a draft that holds exactly these editions: one left by an earlier attempt, or a new one.

        Raises Unconfirmed when the one left is gone, for somebody may have published it by hand.
        """
        markers = [rendition.fields["marker"] for rendition in renditions]
        marks = dispatch.marks
        left = marks.get("media_id") or marks.get(LEFT, "")
        there = self.markers(left) if left else None
        if there == markers:
            return left
        if left and there is None:
            note({"media_id": left})
            raise Unconfirmed(GONE)
        if stale := left or marks.get(REPLACED, ""):
            note({"media_id": "", LEFT: "", REPLACED: stale})
            self.delete(stale)
        if (dispatch.attempt > 1 or LEFT in marks) and (found := self.find(markers)):
            return found
        return self.make(renditions)

    def make(self, renditions: Sequence[Rendition]) -> str:
        """A new draft. A repeat makes another one, so look for it first after a broken attempt."""
        try:
            reply = self._api.call("draft/add", {"articles": [self.article(rendition) for rendition in renditions]})
        except ChannelError as error:
            if error.evidence.get("errcode") == "40007":
                self._forget_covers(renditions)
            raise
        return text(reply, "media_id")

    def delete(self, media_id: str) -> bool:
        """False if it is not in the draft box."""
        return not self._api.call("draft/delete", {"media_id": media_id}, accept={40007}).get("errcode")

    def markers(self, media_id: str) -> list[str] | None:
        """The markers of a draft's articles; None if it is not in the draft box (published, sent or deleted)."""
        reply = self._api.call("draft/get", {"media_id": media_id}, accept={40007})
        return None if reply.get("errcode") else [marker_in(article) for article in reply.get("news_item") or ()]

    def find(self, markers: Sequence[str]) -> str:
        """The media_id of a draft with these markers among the newest; empty if there is none."""
        for page in range(MOST_PAGES):
            # With no_content the platform may leave the addresses out too, and the marker with them.
            reply = self._api.call("draft/batchget", {"offset": page * PAGE, "count": PAGE, "no_content": 0})
            items = reply.get("item") or []
            for item in items:
                if [marker_in(article) for article in _articles(item)] == list(markers):
                    return text(item, "media_id")
            if len(items) < PAGE:
                break
        return ""

    def article(self, rendition: Rendition) -> dict[str, Any]:
        """The article as draft/add takes it, its pictures at the platform."""
        fields = rendition.fields
        article = {
            "article_type": "news",
            "title": fields["title"],
            "author": fields["author"],
            "digest": fields["digest"],
            "content": self._with_pictures(rendition),
            "content_source_url": fields["content_source_url"],
            "thumb_media_id": self._cover(rendition),
            "need_open_comment": int(fields["need_open_comment"]),
            "only_fans_can_comment": int(fields["only_fans_can_comment"]),
        }
        return {name: value for name, value in article.items() if value != ""}

    def _with_pictures(self, rendition: Rendition) -> str:
        html = rendition.html
        for source, path in rendition.files.items():
            if source != COVER:
                html = html.replace(f'src="{escape(source)}"', f'src="{escape(self._picture(path))}"')
        return html

    def _picture(self, path: str) -> str:
        key = f"{self._api.prefix}:image:{images.RECIPE}:{path}"
        url = self._around.shelf.get(key, self._around.clock())
        if url is None:
            reply = self._api.upload("media/uploadimg", self._fitting(path))
            url = text(reply, "url")
            # The platform answers http:// for what it also serves under https://.
            url = url.replace("http://", "https://", 1) if url.startswith(QPIC) else url
            self._keep(key, url)
        return url

    def _cover(self, rendition: Rendition) -> str:
        key = self._cover_key(rendition)
        media_id = self._around.shelf.get(key, self._around.clock())
        if media_id is None:
            reply = self._api.upload("material/add_material", self._cover_picture(rendition), type="image")
            media_id = text(reply, "media_id")
            self._keep(key, media_id)
        return media_id

    def _cover_picture(self, rendition: Rendition) -> Upload:
        if COVER in rendition.files:
            return self._fitting(rendition.files[COVER])
        if self._settings.cover is not None:
            return images.fit(_read(self._settings.cover), self._settings.cover.name)
        return cover.card(self._around.office, rendition.fields["column"])

    def _cover_key(self, rendition: Rendition) -> str:
        own = rendition.files.get(COVER)
        if own is None and self._settings.cover is not None:
            own = f"file:{self._settings.cover}:{self._settings.cover.stat().st_mtime_ns}"
        what = own or f"card:{cover.RECIPE}:{self._around.office}:{rendition.fields['column']}"
        return f"{self._api.prefix}:cover:{images.RECIPE}:{what}"

    def _forget_covers(self, renditions: Sequence[Rendition]) -> None:
        """Somebody deleted the material on the website: it is uploaded anew next time."""
        for rendition in renditions:
            self._around.shelf.drop(self._cover_key(rendition))

    def _fitting(self, path: str) -> Upload:
        try:
            return images.fit(self._around.files.read(path), path)
        except FileNotFoundError:
            raise Refused(f"图片文件 {path} 不见了：请重新上传图片，送审新版次。") from None

    def _keep(self, key: str, value: str) -> None:
        if value:
            self._around.shelf.put(key, value, self._around.clock() + KEPT)


def _articles(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list((item.get("content") or {}).get("news_item") or ())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Misconfigured(f"默认封面 {path.name} 打不开：请核对设置里的 cover。") from None
