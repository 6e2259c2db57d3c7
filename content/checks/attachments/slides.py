"""PowerPoint: slides, their notes and comments."""

import re
from collections.abc import Iterator

from content.checks.attachments.packed import embedded, links, local, opened, tree
from content.checks.attachments.piece import Budget, Piece
from content.checks.passage import clean

_PARTS = re.compile(r"ppt/(?P<kind>slides/slide|notesSlides/notesSlide|comments/comment\w*?)(?P<n>\d+)\.xml$")
_WHERE = {"slides/slide": "第{}页", "notesSlides/notesSlide": "第{}页备注"}


def read(content: bytes, budget: Budget) -> Iterator[Piece]:
    with opened(content, budget) as archive:
        for name in archive.namelist():
            found = _PARTS.match(name)
            if found is None:
                continue
            lines = [
                "".join(text.text or "" for text in paragraph.iter() if local(text.tag) in {"t", "text"})
                for paragraph in tree(archive, name).iter()
                if local(paragraph.tag) in {"p", "cm"}
            ]
            yield Piece(_WHERE.get(found["kind"], "批注").format(found["n"]), clean("\n".join(lines)))
        yield from links(archive)
        yield from embedded(archive, budget)
