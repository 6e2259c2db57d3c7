"""What is wished for to find something that is published."""

from dataclasses import dataclass

from bot.chat.dialogue import Reads


@dataclass(frozen=True, slots=True)
class Search(Reads):
    """Answered with `content.search.hits.Found`."""

    text: str
    limit: int
    skip: int = 0
