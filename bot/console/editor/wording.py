"""Problems of a draft, told to who has the editor before them: by its fields, and by the place in the text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.console.editor.form import FIELDS, field_of
from bot.console.told import for_the_console
from bot.views.channels import called
from bot.words import RENDITION_FIELDS, problem_in_words
from content.problems import Problem

if TYPE_CHECKING:
    from bot.app import App

LINE = re.compile(r"第(\d+)行")
NAME = re.compile(r"（[a-z_]+）")
OWN_WORDS = {**RENDITION_FIELDS, "body": "正文", "cover_at": "封面取视频第几秒"}
ON_CHANNEL = re.compile(r"(?:请加一行|请在稿件里写|或加一行|请改短) (?P<channel>[\w-]+): \{(?P<name>\w+): [^}]*\}")
IN_A_FILE: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"请写 video: 文件名，或在 channels 里去掉 [\w-]+"), "请上传视频，或在“发往渠道”里不选它"),
    (re.compile(r"：ai_generated: true 或 ai_generated: false"), "，在“人工智能生成”一栏选是或否"),
    (re.compile(r"请填写 summary"), "请填写内容概述"),
    (re.compile(r"；视频请写在 video 里"), "；视频请用“上传文件”"),
)
OF_A_CAPTION = "channel_"
ELSEWHERE = {"images": "f-upload", "attachments": "f-upload", "channels": "f-where", "secrecy": "f-secrecy.by"}
"""Fields that have no place of their own name."""


@dataclass(frozen=True, slots=True)
class Told:
    """`at`: the id of what mends it; in the text, `quote` or `line` (from 1, 0 = none) is the place."""

    says: str
    blocks: bool
    at: str
    quote: str = ""
    line: int = 0


def told(app: "App", problems: Sequence[Problem]) -> list[Told]:
    media = {name: called(app, name) for name in app.channels}
    return [_one(problem, media) for problem in problems]


def _one(problem: Problem, media: Mapping[str, str]) -> Told:
    says = ON_CHANNEL.sub(_on(media), problem.says)
    for pattern, words in IN_A_FILE:
        says = pattern.sub(words, says)
    says = NAME.sub("", for_the_console(says))
    at = _place(problem, media)
    in_text = at == "f-body"
    line = LINE.search(problem.where)
    where = media.get(problem.where, problem.where)
    shown = problem_in_words(replace(problem, says=says, where=where, field=_field(problem, media)), " ")
    return Told(
        shown.removeprefix("[ ] "),
        problem.blocks,
        at,
        problem.quote if in_text else "",
        int(line[1]) if in_text and line else 0,
    )


def _on(media: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    def words(found: re.Match[str]) -> str:
        or_else = "或" if found[0].startswith("或") else "请"
        what = OWN_WORDS.get(found["name"], found["name"])
        return f"{or_else}在“{media.get(found['channel'], found['channel'])}另写”里改{what}"

    return words


def _field(problem: Problem, media: Mapping[str, str]) -> str:
    channel, _, name = problem.field.partition(".")
    if name and channel in media:
        return f"{media[channel]}{OWN_WORDS.get(name, name)}"
    return media.get(problem.field, problem.field)


def _place(problem: Problem, media: Mapping[str, str]) -> str:
    field = problem.field
    channel, _, name = field.partition(".")
    if name and channel in media:
        return f"f-{field_of(channel, name)}"
    if field in media:
        return f"own-{field}"
    if problem.where in media and (own := _own_field(problem)):
        return f"f-{field_of(problem.where, own)}"
    return ELSEWHERE.get(field) or (f"f-{field}" if field in FIELDS else "f-body")


def _own_field(problem: Problem) -> str:
    """What would be written for the channel alone; "" where the item itself must be mended."""
    if problem.code.startswith(OF_A_CAPTION):
        name = problem.code.removeprefix(OF_A_CAPTION)
        return "topics" if name == "topic" else name
    return problem.field if problem.code == "too_long" and problem.field != "body" else ""
