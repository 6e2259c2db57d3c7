"""A reply in WeChat's words: text with `<a href>` in it, in messages that are short enough."""

import re
from collections.abc import Iterator

from bot.chat.reply import Link, Reply

LONGEST = 2040
"""Bytes of UTF-8. The pages name no limit; above 2,047 bytes replies were seen to vanish."""
# What somebody wrote must not become a link when it is repeated to somebody else.
TAG = re.compile(r"<(?=[A-Za-z/!])")


def in_messages(reply: Reply) -> list[str]:
    """Broken between lines and around links where possible; empty for silence."""
    messages: list[str] = []
    current, size = "", 0
    for piece in _pieces(reply):
        length = len(piece.encode())
        if size + length > LONGEST:
            messages.append(current)
            current, size = "", 0
        current, size = current + piece, size + length
    return [text for message in [*messages, current] if (text := message.strip("\n"))]


def _pieces(reply: Reply) -> Iterator[str]:
    """What is not broken, each short enough for a message."""
    for part in reply.parts:
        if isinstance(part, Link):
            yield _link(part)
        else:
            for line in TAG.sub("＜", part).splitlines(keepends=True):
                yield from _short(line)


def _link(link: Link) -> str:
    words = TAG.sub("＜", link.words)
    url = link.url.replace('"', "%22").replace(">", "%3E").replace("<", "%3C")
    written = f'<a href="{url}">{words}</a>' if url.startswith(("http://", "https://")) else words
    return written if len(written.encode()) <= LONGEST else words[: LONGEST // 4]


def _short(line: str) -> Iterator[str]:
    while len(line.encode()) > LONGEST:
        head = line.encode()[:LONGEST].decode(errors="ignore")
        yield head
        line = line[len(head) :]
    yield line
