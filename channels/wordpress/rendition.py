"""Texts written so that WordPress shows them as they were typed.

For every reader it makes other signs of some: quotation marks that both close in Chinese text, dashes, dots, `3x4`,
`:)`, `[gallery]` and addresses on their own (wptexturize, convert_smilies, do_shortcode, WP_Embed). A sign written by
its number is let alone; and inside an HTML block, so are line breaks.
"""

import re
from html import escape, unescape

BLOCK = "<!-- wp:html -->\n{html}\n<!-- /wp:html -->"
TAG = re.compile(r"""(<(?:"[^"]*"|'[^']*'|[^'">])*>)""")
CHANGED = re.compile(
    r"""["'`\[]"""  # quotation marks, shortcodes
    r"|(?<=-)-|(?<!\S)-(?!\S)"  # dashes
    r"|(?<=\.)\.(?=\.)"  # three dots
    r"|(?<=\d)x(?=\d)"  # times
    r"|\((?=tm\))"  # trade marks
    r"|:(?=//)"  # addresses
    r"|(?<!\S)[:;8](?=[-()|?!a-zA-Z])",  # smilies
    re.IGNORECASE,
)


def as_typed(html: str) -> str:
    """The HTML of an article's text."""
    return BLOCK.format(html="".join(_piece(piece) for piece in TAG.split(html)))


def text_as_typed(text: str) -> str:
    """A title or summary, which WordPress takes as HTML."""
    return _numbered(escape(text, quote=False))


def text_of(html: str) -> str:
    """A title as it was typed."""
    return unescape(html)


def _piece(html: str) -> str:
    """Inside a tag, only shortcodes are run."""
    return html.replace("[", "&#91;") if html.startswith("<") else _numbered(html)


def _numbered(text: str) -> str:
    return CHANGED.sub(lambda found: f"&#{ord(found[0])};", text)
