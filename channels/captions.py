"""The words that go with a video: title, text and topics, and what of them a platform would refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from channels.lengths import Length
from channels.limits import Limits, text_problem
from content.edition import Edition
from content.problems import Problem

LABELS: Mapping[str, str] = {"title": "标题", "short_title": "短标题", "text": "正文", "topics": "话题"}
COVER_AT = "cover_at"
HOW = "请在稿件里写 {channel}: {{{key}: …}}"


@dataclass(frozen=True, slots=True)
class Caption:
    """`fields`: the platform's own text fields (keys of LABELS) without topics; `topics` bare, without their #."""

    title: str
    fields: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is pasted into the text field: topics stand below it, `#安全生产 #高新区`."""
        marked = " ".join(f"#{topic}" for topic in self.topics)
        return "\n".join(filter(None, (self.fields.get("text", ""), marked)))


def wanted(edition: Edition, channel: str, key: str, default: str) -> str:
    """The author's text for this channel, else the default; stripped."""
    return str(edition.item.override(channel, key) or default).strip()


def topics_of(edition: Edition, channel: str) -> tuple[str, ...]:
    """The author's topics for this channel, else the item's keywords; a list, or one text with 、 or commas."""
    asked = edition.item.override(channel, "topics", None)
    named: Sequence[object] = edition.item.keywords if asked is None else _as_list(asked)
    bare = (str(topic).strip().strip("#＃").strip() for topic in named)
    return tuple(dict.fromkeys(filter(None, bare)))


def caption_problems(caption: Caption, limits: Limits, platform: str, channel: str) -> list[Problem]:
    """Too long, too short, forbidden signs, too many topics: each with the override that mends it."""
    fields = {**caption.fields, "text": caption.text}
    problems = [
        Problem(
            f"channel_{key}",
            "title" if "title" in key else "summary",
            f"{platform}{LABELS[key]}{wrong}。{HOW.format(channel=channel, key=key)}。",
            blocks=True,
            quote=fields.get(key, ""),
        )
        for key, rule in limits.texts.items()
        if (wrong := text_problem(rule, fields.get(key, "")))
    ]
    return problems + _topic_problems(caption.topics, limits, platform, channel)


def caption_lengths(caption: Caption, limits: Limits) -> list[Length]:
    """Of each text the platform limits, and how many topics there are."""
    fields = {**caption.fields, "text": caption.text}
    texts = [
        Length(key, len(fields.get(key, "")), rule.most, rule.least, own=key) for key, rule in limits.texts.items()
    ]
    return [*texts, Length("topics", len(caption.topics), limits.topics.most, own="topics", unit="个")]


def allowed(keys: Sequence[str]) -> tuple[str, ...]:
    """What an author may say for one channel alone."""
    return (*keys, "topics", COVER_AT)


def override_problems(edition: Edition, channel: str, keys: Sequence[str]) -> list[Problem]:
    """A field the channel does not have is refused aloud: silently dropped it would be missed by everybody."""
    known = allowed(keys)
    return [
        Problem(
            "unknown_override",
            channel,
            f"{channel} 没有“{key}”这一项，可用的有：{'、'.join(known)}。",
            blocks=True,
            quote=str(key),
        )
        for key in edition.item.overrides.get(channel, {})
        if key not in known
    ]


def _topic_problems(topics: Sequence[str], limits: Limits, platform: str, channel: str) -> list[Problem]:
    how = HOW.format(channel=channel, key="topics")
    problems = [
        Problem("channel_topic", "keywords", f"话题“{topic}”里不能有空格和标点。{how}。", blocks=True, quote=topic)
        for topic in topics
        if not topic.replace("_", "").isalnum()
    ]
    if len(topics) > limits.topics.most:
        says = f"{platform}话题有 {len(topics)} 个，最多 {limits.topics.most} 个。{how}。"
        quote = "、".join(topics)
        problems.append(Problem("channel_topics", "keywords", says, limits.topics.blocks, quote=quote))
    return problems


def _as_list(asked: object) -> Sequence[object]:
    if isinstance(asked, list | tuple):
        return asked
    return str(asked).replace("，", "、").replace(",", "、").split("、")
