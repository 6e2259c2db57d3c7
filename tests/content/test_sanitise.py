"""Whatever is put in, nothing comes out that runs, loads from elsewhere or is not on the lists."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from content.sanitise import ATTRIBUTES, SCHEMES, TAGS, clean, tidy

PIECES = st.sampled_from(
    [
        "<script>", "</script>", "<svg>", "<math>", "<style>", "</style>", "<noscript>", "<template>", "<p", "<a",
        "<img", "<table>", "<td", ">", "/>", " href=", " src=", " onerror=", " onload=alert(1)", " style=", " id=",
        " class=", "javascript:alert(1)", "JaVa\tScRiPt:x", "data:text/html,x", "vbscript:x", "//example.com/x",
        "https://example.com", "files/ab/" + "c" * 64 + ".png", "#fn1", "'", '"', "`", "&#106;avascript:x", "&colon;",
        "<!--", "-->", "<![CDATA[", "]]>", "\0", "字", "<mglyph>", "<mi>", "<title>", "<iframe srcdoc=",
        "<form action=", "<base href=", "<meta ", "<x ",
    ]
)  # fmt: skip


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=14).map("".join))
def test_what_comes_out_is_only_what_is_allowed(html: str) -> None:
    for tag, attributes in Seen(clean(html)).tags:
        assert tag in TAGS
        assert attributes.keys() <= {*ATTRIBUTES.get(tag, ()), "rel", "class"}
        assert attributes.get("src", "files/").startswith("files/")
        address = attributes.get("href", "#fn1")
        assert address.startswith(("#fn", "files/")) or address.partition(":")[0].lower() in SCHEMES


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_cleaning_twice_changes_nothing(html: str) -> None:
    assert clean(clean(html)) == clean(html)
    assert "<script" not in tidy(html)
