"""What is answered, in no platform's words: text with links in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Pieces of text and links, one after the other; line breaks are `\\n`. An empty reply is silence."""

    parts: tuple[str | Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def plain(self) -> str:
        """As somebody reads it who sees no links: words, then the address."""
        return "".join(part if isinstance(part, str) else f"{part.words} {part.url}" for part in self.parts)


SILENCE = Reply()


def say(*parts: str | Link) -> Reply:
    return Reply(parts)
