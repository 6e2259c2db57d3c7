"""A platform's limits: data with the date they were checked on, and what of a video or a text breaks them.

Nobody publishes these numbers for uploads by hand: they are read off the upload pages, so they are kept in each
kind's `limits.yaml` with their source, not in code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from channels.video import VideoFacts
from content.problems import Problem

STALE = timedelta(days=180)
GIGABYTE, MEGABYTE = 1 << 30, 1 << 20


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VideoRule(_Strict):
    """One bound on one measure (a key of MEASURES): `least`, `most` in its unit, or `one_of` its words."""

    measure: str
    least: float | None = None
    most: float | None = None
    one_of: tuple[str, ...] = ()
    blocks: bool
    remedy: str
    source: str = ""


class TextRule(_Strict):
    """Length in characters; `signs` are the only ones allowed beside letters and digits, None = any."""

    least: int = 0
    most: int
    signs: str | None = None


class TopicsRule(_Strict):
    most: int
    blocks: bool


class CoverSize(_Strict):
    """`name` is the file's name in the package; `use` says where the platform asks for it. Pixels."""

    name: str
    use: str
    width: int
    height: int


class Declaration(_Strict):
    """What the person ticks for a video with (`yes`) and without (`no`) AI-made content."""

    yes: str
    no: str


class Limits(_Strict):
    checked_on: date
    source: str
    video: tuple[VideoRule, ...]
    texts: Mapping[str, TextRule]
    topics: TopicsRule
    covers: tuple[CoverSize, ...]
    declaration: Declaration


def load(path: Path) -> Limits:
    """Raises pydantic's ValidationError for a file that is wrong."""
    return Limits.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Measure:
    """A property of a video: its Chinese name, its value, and how a number of it is written."""

    name: str
    value: Callable[[VideoFacts], float | str]
    show: Callable[[float], str] = str


def _bytes(size: float) -> str:
    return f"{size / GIGABYTE:.4g} GB" if size >= GIGABYTE else f"{size / MEGABYTE:.3g} MB"


def _duration(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    parts = [(hours, "小时"), (minutes, "分"), (rest, "秒")]
    return "".join(f"{number}{unit}" for number, unit in parts if number) or f"{seconds:.1f}秒"


def _pixels(number: float) -> str:
    return f"{number:.0f} 像素"


MEASURES: Mapping[str, Measure] = {
    "size": Measure("文件大小", lambda video: video.size, _bytes),
    "seconds": Measure("时长", lambda video: video.seconds, _duration),
    "container": Measure("文件格式", lambda video: video.container.upper()),
    "codec": Measure("画面编码", lambda video: video.codec.upper()),
    "short_side": Measure("画面短边", lambda video: video.short_side, _pixels),
    "bitrate": Measure("码率", lambda video: video.bitrate, lambda rate: f"{rate / 1e6:.1f} Mbps"),
    "frame_rate": Measure("帧率", lambda video: video.frame_rate, lambda rate: f"{rate:.4g} 帧/秒"),
    "pace": Measure("帧率", lambda video: "固定" if video.steady else "可变"),
    "turn": Measure("画面方向", lambda video: f"旋转标记{video.rotation}度" if video.rotation else "正"),
    "shape": Measure("画面宽高比", lambda video: video.shape),
    "sound": Measure("声音", lambda video: "有" if video.audio else "无"),
    "audio": Measure("声音编码", lambda video: video.audio.upper() or "AAC"),
}


def video_problems(rules: tuple[VideoRule, ...], video: VideoFacts, platform: str) -> list[Problem]:
    """Every rule the video breaks, in words that give its value, the limit and the remedy."""
    problems = []
    for rule in rules:
        measure = MEASURES[rule.measure]
        value = measure.value(video)
        bound = _broken(rule, measure, value)
        if bound:
            shown = value if isinstance(value, str) else measure.show(value)
            says = f"视频{measure.name}：{shown}；{platform}{bound}。{rule.remedy}。"
            problems.append(Problem(f"video_{rule.measure}", "video", says, rule.blocks, quote=shown))
    return problems


def text_problem(rule: TextRule, value: str) -> str:
    """What is wrong with a text, in words without its name; empty when nothing is."""
    if not value:
        return "没有写" if rule.least else ""
    if len(value) > rule.most:
        return f"有 {len(value)} 字，最多 {rule.most} 字"
    if len(value) < rule.least:
        return f"只有 {len(value)} 字，至少 {rule.least} 字"
    wrong = "".join(dict.fromkeys(sign for sign in value if not _is_allowed(sign, rule.signs)))
    return f"里不能用“{wrong}”，只能用汉字、字母、数字和{rule.signs}" if wrong else ""


def age_problem(limits: Limits, platform: str, today: date) -> Problem | None:
    """Limits nobody looked at for half a year are said aloud, not trusted silently."""
    if today - limits.checked_on <= STALE:
        return None
    says = f"{platform}的限值是 {limits.checked_on} 核对的，已超过半年。请对照上传页面核对，并更新 limits.yaml。"
    return Problem("stale_limits", "limits", says, blocks=False)


def _broken(rule: VideoRule, measure: Measure, value: float | str) -> str:
    """The bound that is broken, `最多 20 GB`; empty when none is."""
    if isinstance(value, str):
        return "" if value in rule.one_of else f"要{'、'.join(rule.one_of)}"
    if rule.most is not None and value > rule.most:
        return f"最多 {measure.show(rule.most)}"
    if rule.least is not None and value < rule.least:
        return f"至少 {measure.show(rule.least)}"
    return ""


def _is_allowed(sign: str, signs: str | None) -> bool:
    return signs is None or sign.isalnum() or sign in signs
