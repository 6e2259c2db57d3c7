"""What the video channels that a person completes have in common: checked, packed, handed over, brought back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from PIL import Image
from pydantic import Field

from channels import evidence as brought
from channels.captions import (
    COVER_AT,
    LABELS,
    Caption,
    allowed,
    caption_lengths,
    caption_problems,
    override_problems,
)
from channels.channel import Context, Package, Quota, Rendition, Surroundings
from channels.covers import fitted, from_kept_video, open_cover
from channels.errors import Refused
from channels.lengths import Length
from channels.limits import CoverSize, Limits, age_problem, video_problems
from channels.links import Link
from channels.packages import replacing
from channels.pieces import Evidence
from channels.settings import ByHandSettings
from channels.video import UnreadableError, VideoFacts, inspect_kept
from content.delivery import Delivery
from content.edition import Edition
from content.item import StoredFile
from content.problems import Problem
from content.receipt import Receipt
from content.shelf import Files
from content.zone import day_of

NOT_DECLARED = "稿件没有写明是否含人工智能生成的内容：先不要上传"
# Not the very first frame, which is often black.
COVER_SHARE, COVER_LATEST = 0.2, 3.0
CUT = 256
Film = tuple[str, str, float]
"""A kept video's hash, where it lies, and the second of its frame."""


class HandOverSettings(ByHandSettings):
    """`account` is the name the public sees."""

    account: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Platform:
    """One video platform as a person meets it: `entrance` is where they upload, `keys` what an author may override.

    `compose` words an edition for a channel by that name; `read` makes a pasted text a link, raising Refused.
    """

    name: str
    entrance: str
    keys: Sequence[str]
    limits: Limits
    compose: Callable[[Edition, str], Caption]
    read: Callable[[str], Link]


@dataclass(frozen=True)
class VideoHandOver:
    """A channel of the capability `HandsOver` for one platform."""

    platform: Platform
    settings: HandOverSettings
    surroundings: Surroundings

    capacity = 1

    @property
    def kind(self) -> str:
        return self.settings.kind

    @property
    def name(self) -> str:
        return self.surroundings.name

    @property
    def medium(self) -> str:
        return self.surroundings.medium

    @property
    def lease(self) -> timedelta:
        return self.settings.lease

    @property
    def age_limit(self) -> timedelta:
        return self.settings.age_limit

    def check(self, edition: Edition) -> list[Problem]:
        caption = self.platform.compose(edition, self.name)
        problems = override_problems(edition, self.name, self.platform.keys)
        problems += caption_problems(caption, self.platform.limits, self.platform.name, self.name)
        if edition.item.video is None:
            return [self._no_video(), *problems]
        film = self._video_problems(edition)
        seen = not {problem.code for problem in film} & {"video_unreadable", "video_cut"}
        return [*self._undeclared(edition), *film, *(self._cover_problems(edition) if seen else []), *problems]

    @property
    def overrides(self) -> Sequence[str]:
        return allowed(self.platform.keys)

    def lengths(self, edition: Edition) -> list[Length]:
        return caption_lengths(self.platform.compose(edition, self.name), self.platform.limits)

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        caption = self.platform.compose(edition, self.name)
        files = {"cover": edition.item.cover, "video": edition.item.video}
        fields = {
            **caption.fields,
            "topics": "、".join(caption.topics),
            "declaration": self._declaration(edition),
            "account": self.settings.account,
            "page_url": context.page_url,
        }
        return Rendition(
            key=edition.key(self.name),
            channel=self.name,
            title=caption.title,
            text=caption.text,
            fields=fields,
            files={name: file.path for name, file in files.items() if file is not None},
        )

    def package(self, edition: Edition, context: Context | None = None) -> Package:
        """Raises Refused where `check` would block for the video or the cover."""
        caption = self.platform.compose(edition, self.name)
        try:
            files = {**self._video_file(edition), **self._covers(edition)}
        except (UnreadableError, FileNotFoundError) as error:
            raise Refused(f"{edition.ref} 的视频或封面用不了：{error}") from error
        context = context or Context()
        page = context.page_url
        texts = {LABELS[key]: value for key, value in caption.fields.items() if key != "text"}
        texts |= {LABELS["text"]: caption.text, LABELS["topics"]: " ".join(f"#{topic}" for topic in caption.topics)}
        package = Package(
            key=edition.key(self.name),
            texts={name: text for name, text in texts.items() if text} | ({"网站原文": page} if page else {}),
            files={name: file.path for name, file in files.items()},
            hashes={name: file.sha256 for name, file in files.items()},
            checklist=self._checklist(edition, list(texts)),
            declarations=(self._declared(edition),),
            says=f"用{self.platform.name}账号“{self.settings.account}”发布《{edition.item.title}》",
            link="作品链接",
            how="打开已发布的作品，点“分享—复制链接”，把整段文字粘贴到这里。",
        )
        return replacing(package, context.replaces)

    def read_link(self, pasted: str) -> str:
        return self.platform.read(pasted).url

    def accept(self, delivery: Delivery, evidence: Evidence) -> Receipt:
        return brought.accept(delivery, evidence, self.platform.read)

    def health(self, now: datetime) -> list[Problem]:
        problem = age_problem(self.platform.limits, self.platform.name, day_of(now))
        return [problem] if problem else []

    def allowance(self, now: datetime) -> list[Quota]:
        """None: what a person may post by hand is not known to us."""
        return []

    def _no_video(self) -> Problem:
        says = f"要发{self.platform.name}，但稿件没有视频。请写 video: 文件名，或在 channels 里去掉 {self.name}。"
        return Problem("missing_video", "video", says, blocks=True)

    def _undeclared(self, edition: Edition) -> list[Problem]:
        if edition.item.ai_generated is not None:
            return []
        says = "请写明视频是否含人工智能生成的内容：ai_generated: true 或 ai_generated: false。平台要求如实声明。"
        return [Problem("missing_ai_declaration", "ai_generated", says, blocks=True)]

    def _video_problems(self, edition: Edition) -> list[Problem]:
        try:
            video = self._facts(edition)
        except UnreadableError as error:
            return [Problem("video_unreadable", "video", str(error), blocks=True, quote=_name(edition.item.video))]
        if not video.whole:
            says = "视频不完整，后半段缺失（上传时中断？）。请重新上传。"
            return [Problem("video_cut", "video", says, blocks=True, quote=_name(edition.item.video))]
        problems = video_problems(self.platform.limits.video, video, self.platform.name)
        return [problem.at(_name(edition.item.video)) for problem in problems]

    def _cover_problems(self, edition: Edition) -> list[Problem]:
        """Cuts the cover already: a film may be broken where its headers are not."""
        asked = str(edition.item.override(self.name, COVER_AT, "0"))
        if not _is_number(asked):
            says = f"{self.name} 的 {COVER_AT} 要写秒数，例如 3 或 2.5。"
            return [Problem("cover_at", self.name, says, blocks=True, quote=asked)]
        try:
            self._cover_image(edition)
        except FileNotFoundError:
            says = "封面图片不见了，请重新上传。"
        except UnreadableError as error:
            says = str(error)
        else:
            return []
        field = "cover" if edition.item.cover else "video"
        return [Problem(f"{field}_unreadable", field, says, blocks=True, quote=_name(getattr(edition.item, field)))]

    def _facts(self, edition: Edition) -> VideoFacts:
        video = edition.item.video
        if video is None:
            raise UnreadableError("稿件没有视频。")
        return inspect_kept(video.sha256, self._place(video))

    def _place(self, file: StoredFile) -> str:
        try:
            return self.surroundings.files.locate(file.path)
        except FileNotFoundError as error:
            raise UnreadableError(f"{file.name} 不见了，请重新上传。") from error

    def _video_file(self, edition: Edition) -> dict[str, StoredFile]:
        video = edition.item.video
        return {f"视频{video.suffix}": video} if video else {}

    def _covers(self, edition: Edition) -> dict[str, StoredFile]:
        """One per size the platform asks for."""
        item = edition.item
        if item.cover is None and item.video is None:
            return {}
        film = self._film(edition) if item.cover is None else None
        files: Any = self.surroundings.files  # known by what it is, not by what is in it
        return dict(_cut(files, item.cover, film, self.platform.limits.covers))

    def _cover_image(self, edition: Edition) -> Image.Image | None:
        """The item's cover, else a frame of its video."""
        item = edition.item
        if item.cover is None and item.video is None:
            return None
        return _image(self.surroundings.files, item.cover, self._film(edition) if item.cover is None else None)

    def _film(self, edition: Edition) -> Film:
        """Where its video's cover is taken from."""
        facts, video = self._facts(edition), edition.item.video
        if video is None:
            raise UnreadableError("稿件没有视频。")
        second = float(edition.item.override(self.name, COVER_AT, min(COVER_LATEST, facts.seconds * COVER_SHARE)))
        return video.sha256, self._place(video), min(second, facts.seconds)

    def _declaration(self, edition: Edition) -> str:
        if edition.item.ai_generated is None:
            return NOT_DECLARED
        declaration = self.platform.limits.declaration
        return declaration.yes if edition.item.ai_generated else declaration.no

    def _declared(self, edition: Edition) -> str:
        return f"{self._declaration(edition)}。"

    def _checklist(self, edition: Edition, texts: Sequence[str]) -> list[str]:
        video = edition.item.video
        pasted = "、".join(name for name in texts if name != LABELS["topics"])
        covers = "；".join(f"{size.use}用“{size.name}”" for size in self.platform.limits.covers)
        return [
            f"在{self.platform.entrance}登录，确认账号是“{self.settings.account}”。",
            f"上传“视频{video.suffix if video else ''}”。",
            f"粘贴{pasted}；话题已在{LABELS['text']}末尾，不要再加。",
            f"设置封面：{covers}。",
            self._declared(edition),
            "可见范围选公开，不要选定时发布。发布前再看一遍账号、标题和封面。",
            "审核通过、能看到作品以后，点“分享—复制链接”，把整段文字交回来登记。",
        ]


@lru_cache(maxsize=CUT)
def _cut(
    files: Files, cover: StoredFile | None, film: Film | None, sizes: tuple[CoverSize, ...]
) -> tuple[tuple[str, StoredFile], ...]:
    """By the names to save under. Cut once: a person looks at the package again and again."""
    image = _image(files, cover, film)
    return tuple((size.name, files.keep(fitted(image, size.width, size.height), size.name)) for size in sizes)


def _image(files: Files, cover: StoredFile | None, film: Film | None) -> Image.Image:
    if film is not None:
        return from_kept_video(*film)
    return open_cover(files.read(cover.path if cover else ""))


def _name(file: StoredFile | None) -> str:
    return file.name if file else ""


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
