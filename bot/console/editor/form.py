"""The editor's form: what is typed in it as a `Writing`, and back."""

from collections.abc import Mapping, Sequence

from bot.console.signed import Form
from content.front import CHINESE
from content.writing import HTML, MARKDOWN, SECRECY, Writing

OWN = "own-"
"""Before the name of a channel and of what is said for it alone: `own-wechat-title`."""
PARTED = ("attachments", "channels", "secrecy")
FIELDS = (
    *(name for name in CHINESE if name not in PARTED),
    *(f"{SECRECY}{part}" for part in ("by", "on", "conclusion")),
)
CHOSEN = "chosen"
"""The value of `where` when channels are ticked, and not the column's."""


def writing_in(form: Form, own: Mapping[str, Sequence[str]]) -> Writing:
    """Without its files, which the draft has. `own`: see `bot.views.drafts.own_words`."""
    fields = {name: value for name in FIELDS if (value := form.text(name))}
    said = {channel: {name: form.text(field_of(channel, name)) for name in names} for channel, names in own.items()}
    return Writing(
        fields=fields,
        channels=tuple(form.sent.texts("channels")) if form.text("where") == CHOSEN else None,
        overrides={channel: kept for channel, words in said.items() if (kept := {k: v for k, v in words.items() if v})},
        body=next(iter(form.sent.texts("body")), ""),
        kind=HTML if form.text("kind") == HTML else MARKDOWN,
        attachments=tuple(dict.fromkeys(form.sent.texts("attachments"))),
    )


def field_of(channel: str, name: str) -> str:
    return f"{OWN}{channel}-{name}"


def version_in(form: Form) -> int:
    """0 where none was sent: then nothing that stands is written over."""
    sent = form.text("version")
    return int(sent) if sent.isascii() and sent.isdigit() else 0
