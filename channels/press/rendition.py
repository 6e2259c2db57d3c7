"""An edition as it is sent round to newspapers and stations: plain text they can print or read out."""

from bs4 import BeautifulSoup, Tag

from content.edition import Edition

BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "tr", "blockquote", "pre")


def plain_text(edition: Edition) -> str:
    """Title, body paragraph by paragraph (a table row by row), and who issues it."""
    soup = BeautifulSoup(edition.item.html, "html.parser")
    blocks = [block for block in soup.find_all(BLOCKS) if not block.find(BLOCKS)] or [soup]
    lines = (_line(block) for block in blocks)
    return "\n".join(filter(None, (edition.item.title, *lines, f"（{edition.item.unit}供稿）")))


def _line(block: Tag) -> str:
    cells = block.find_all(("td", "th")) if block.name == "tr" else [block]
    return "　".join(" ".join(cell.get_text().split()) for cell in cells)
