"""An item's HTML fitted into a page that is not ours to style."""

import re

HEADING = re.compile(r"<(/?)h([1-5])\b")
TABLE = re.compile(r"<table\b(?![^>]*\bborder=)")


def below_title(html: str) -> str:
    """The page's own heading is the only h1."""
    if "<h1" not in html:
        return html
    return HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", html)


def with_lines(html: str) -> str:
    """A site's own styles seldom draw the lines of tables that it did not make itself."""
    return TABLE.sub('<table border="1" cellspacing="0" cellpadding="6"', html)
