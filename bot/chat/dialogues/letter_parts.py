"""The messages of a letter that is being written, as they are remembered (JSON)."""

from typing import Any

from bot.chat.dialogues.asking import Facts
from bot.chat.said import Kind as Heard
from bot.chat.said import Said
from content.letters import LONGEST, MOST_PARTS, MOST_PICTURES, Kind, Part
from content.problems import InWords

KEPT = ("text", "media", "latitude", "longitude")


class TooMuch(InWords):
    """More than a letter may hold."""


def part_of(said: Said) -> dict[str, Any] | None:
    """What is remembered of a message; None for what a letter cannot hold."""
    if said.kind is Heard.TEXT and said.text.strip():
        return {"kind": Kind.TEXT.value, "text": said.text.strip()}
    if said.kind is Heard.LINK and said.url:
        return {"kind": Kind.TEXT.value, "text": f"{said.text} {said.url}".strip()}
    if said.kind is Heard.PICTURE and said.media:
        return {"kind": Kind.PICTURE.value, "text": "", "media": said.media}
    if said.kind is Heard.PLACE:
        words = said.text.strip() or "位置"
        return {"kind": Kind.PLACE.value, "text": words, "latitude": said.latitude, "longitude": said.longitude}
    return None


def with_part(facts: Facts, part: dict[str, Any]) -> dict[str, Any]:
    """Raises TooMuch where a letter may not hold more."""
    parts = [*facts["parts"], part]
    longer = {**facts, "parts": parts}
    if len(parts) > MOST_PARTS:
        raise TooMuch(f"一次留言最多 {MOST_PARTS} 条，这一条没有记下。回复“提交”交给我们，其余的请另写一次。")
    if sum(one["kind"] == Kind.PICTURE for one in parts) > MOST_PICTURES:
        raise TooMuch(f"一次留言最多 {MOST_PICTURES} 张图片，这一张没有记下。写完回复“提交”。")
    if len(text_of(longer)) > LONGEST:
        raise TooMuch(f"一次留言最多 {LONGEST} 字，这一条没有记下。请缩短后再发，或先回复“提交”。")
    return longer


def parts_of(facts: Facts) -> tuple[Part, ...]:
    """As the letter is to have them."""
    return tuple(
        Part(kind=Kind(one["kind"]), **{name: one[name] for name in KEPT if name in one})
        for one in facts.get("parts", ())
    )


def text_of(facts: Facts) -> str:
    return "\n".join(one["text"] for one in facts.get("parts", ()) if one["kind"] == Kind.TEXT)


def counted(facts: Facts) -> str:
    """`12 字、2 张图片、1 个位置`."""
    kinds = [one["kind"] for one in facts["parts"]]
    counts = (
        (len("".join(text_of(facts).split())), "字"),
        (kinds.count(Kind.PICTURE), "张图片"),
        (kinds.count(Kind.PLACE), "个位置"),
    )
    return "、".join(f"{count} {word}" for count, word in counts if count)
