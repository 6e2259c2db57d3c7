"""Plain text files, in whatever encoding they came."""

from collections.abc import Iterator

from content.checks import markup
from content.checks.attachments.piece import Budget, Piece, Unreadable
from content.checks.passage import clean

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read(content: bytes, budget: Budget) -> Iterator[Piece]:
    text = _decoded(content)
    if len(text) > budget.text:
        raise Unreadable("文字过多")
    if markup.is_html(text):
        text, links = markup.plain(text)
        text = "\n".join((text, *links))
    yield Piece("", clean(text))


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
