"""What anybody sees on a bureau's platforms, and what a person does there by hand."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from channels.channel import Context
from channels.lane import page_before
from channels.wechat.marker import marker_in, parse
from content.edition import Edition

from .bureau import Bureau

REF = re.compile(r'name="gongkai-ref" content="([^"]+)"')
NOTICE = 'name="gongkai-standing" content="withdrawn"'


@dataclass(frozen=True)
class Onlooker:
    """Knows nothing of the office's tables."""

    at: Bureau

    def public(self, channel: str) -> Counter[str]:
        """Delivery key → how often it can be seen there."""
        match channel:
            case "website":
                return Counter(f"{ref}@website" for ref in self._pages())
            case "wechat":
                return Counter(parse(marker_in(page["article"]))[0] for page in self._articles().values())
            case _:
                return Counter(work.text for work in self.at.works.all() if work.gone_at is None)

    def address(self, key: str) -> str:
        """Where the delivery can be seen on WeChat or 视频号; empty where it cannot."""
        if key.endswith("@shipinhao"):
            works = (work for work in self.at.works.all() if work.gone_at is None and work.text == key)
            return next((f"https://weixin.qq.com/sph/{work.share}" for work in works), "")
        ours = (name for name, page in self._articles().items() if parse(marker_in(page["article"]))[0] == key)
        return next((f"{self.at.levers.url}/s/{name}" for name in ours), "")

    def is_busy(self) -> bool:
        """WeChat has something on its way that nobody can see yet."""
        state = self.at.platform.state
        with state.change():
            self.at.platform.tick(self.at.platform.now())
            return state.how_many("job-open") + state.how_many("send-open") > 0

    def upload(self, key: str) -> str:
        """A person publishes a film; the link that they copy."""
        fields = {"title": key, "text": key, "declared": ""}
        work = self.at.works.put_up(fields, "0" * 64, ".mp4")
        return f"https://weixin.qq.com/sph/{work.share}"

    def press(self, media_id: str) -> str:
        """A person presses 发表 on a draft; the article's address, empty where the draft is gone."""
        return next(iter(self.at.levers.press(media_id)), "")

    def take_down(self, key: str) -> None:
        """A person deletes it on the platform, wherever it is."""
        if key.endswith("@shipinhao"):
            self.at.works.take_down(self.address(key).rpartition("/")[2])
        elif address := self.address(key):
            self._change(address.rpartition("/")[2], is_deleted=True)

    def rewrite(self, url: str, edition: Edition) -> None:
        """A person changes a published article in place, as the platform lets them once."""
        lane = self.at.lanes["wechat"]
        with self.at.store.read() as work:
            page = page_before(work, lane, edition.item_id)
        made = lane.channel.prepare(edition, Context(page))
        text = {"content_source_url": made.fields["content_source_url"], "content": made.html, "title": made.title}
        self._change(url.rpartition("/")[2], article=text)

    def _pages(self) -> list[str]:
        texts = (path.read_text("utf-8") for path in self.at.site.glob("tzgg/2*/*.html"))
        return [ref for text in texts if NOTICE not in text for ref in REF.findall(text)]

    def _articles(self) -> dict[str, Mapping[str, Any]]:
        state = self.at.platform.state
        with state.change():
            self.at.platform.tick(self.at.platform.now())
            return {name: page for name, page in state.all("page") if not page["deleted"]}

    def _change(self, name: str, *, is_deleted: bool = False, article: Mapping[str, str] | None = None) -> None:
        state = self.at.platform.state
        with state.change():
            page = state.get("page", name)
            changed = {**page, "deleted": is_deleted, "article": {**page["article"], **(article or {})}}
            state.put("page", name, changed, page["at"])
            for article_id, kept in state.all("article"):
                for one in kept["articles"]:
                    if one["page"] == name:
                        one.update(article or {}, is_deleted=is_deleted)
                        state.put("article", article_id, kept, kept["order"])
