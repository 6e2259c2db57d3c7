"""What HTML an item may hold: text, tables, pictures, notes. Nothing that runs, nothing that loads from elsewhere."""

import re
from functools import cache
from typing import Any

TAG_NAMES = """
a abbr b blockquote br caption cite code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img
ins kbd li mark ol p pre q rp rt ruby s section small strong sub sup table tbody td tfoot th thead time tr u ul
"""
TAGS = frozenset(TAG_NAMES.split())
GONE_WITH_CONTENT = """
script style noscript template iframe object embed applet svg math textarea select title head
"""
SHOWN = re.compile(
    r"<(iframe|object|embed|applet|video|audio|svg|math|form|input|button|select|textarea)\b", re.IGNORECASE
)
"""Of what goes, what a reader would miss."""
CELL = frozenset({"colspan", "rowspan", "align", "valign"})
ALIGNED = frozenset({"align"})
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "col": {"span", "align"},
    "colgroup": {"span", "align"},
    "div": ALIGNED,
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id", "value"},
    "ol": {"start", "type", "reversed"},
    "p": ALIGNED,
    "section": frozenset(),
    "sup": {"id"},
    "table": {"summary"},
    "td": CELL | {"headers"},
    "th": CELL | {"scope", "abbr"},
    "time": {"datetime"},
    **{f"h{level}": ALIGNED for level in range(1, 7)},
}
CLASSES = {
    "a": {"footnote-backref"},
    "li": {"footnote-item"},
    "ol": {"footnotes-list"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LOCAL = frozenset({"data", "file"})  # pictures that cannot stay so, which their author is told

NOTE_ID = re.compile(r"fn(ref)?[\w:-]{1,60}")
NOTE_LINK = re.compile(r"#fn(ref)?[\w:-]{1,60}")
KEPT = re.compile(r"files/[0-9a-f]{2}/[0-9a-f]{64}(\.[^/\\?#\s]+)?")
NUMBERS = frozenset({"colspan", "rowspan", "span", "width", "height", "start", "value"})
ALIGNMENTS = frozenset({"left", "center", "right", "justify", "top", "middle", "bottom"})


def clean(html: str) -> str:
    """Any HTML with everything taken out that is not on the lists above; images only as `files/<StoredFile.path>`."""
    return str(_cleaner(kept_only=True).clean(html))


def tidy(html: str) -> str:
    """Like `clean`, before the files it names are kept: relative addresses are still in it."""
    return str(_cleaner(kept_only=False).clean(html))


@cache
def _cleaner(*, kept_only: bool) -> Any:
    import nh3  # noqa: PLC0415  # a compiled library that only reading an item needs

    return nh3.Cleaner(
        tags=TAGS,
        clean_content_tags=frozenset(GONE_WITH_CONTENT.split()),
        attributes=ATTRIBUTES,
        attribute_filter=_kept if kept_only else _harmless,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES if kept_only else SCHEMES | LOCAL,
        link_rel="noopener",
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if KEPT.fullmatch(value) else None
    if name == "href":
        return value if _leads_somewhere(value) else None
    return _harmless(tag, name, value)


def _leads_somewhere(address: str) -> bool:
    scheme = address.partition(":")[0].lower()
    return scheme in SCHEMES or bool(KEPT.fullmatch(address)) or bool(NOTE_LINK.fullmatch(address))


def _harmless(_tag: str, name: str, value: str) -> str | None:
    """Attributes that are on the list but hold something else than they should are dropped."""
    if name == "id":
        return value if NOTE_ID.fullmatch(value) else None
    if name in NUMBERS:
        return value.strip() if value.strip().isascii() and value.strip().isdigit() and len(value) < 6 else None
    if name in {"align", "valign"}:
        return value.lower() if value.lower() in ALIGNMENTS else None
    return value
