"""Where everything is on the site: paths from the site's root, `/tzgg/2026/2026-00137.html`."""

PLATFORM = "/zfxxgk/"
CONTENTS = "/zfxxgk/fdzdgknr/"
RESERVED = frozenset({"zfxxgk", "files", "assets", "sitemap"})
"""First folders that no column may have as its slug."""


def item(slug: str, item_id: str) -> str:
    """Given once, at first publication. The folder is the year in the item's id."""
    return f"/{slug}/{item_id[:4]}/{item_id}.html"


def record(path: str) -> str:
    """The JSON beside an item's page."""
    return path.removesuffix(".html") + ".json"


def files(item_id: str) -> str:
    return f"/files/{item_id}/"


def file(item_id: str, stored_path: str) -> str:
    """An item's own copy (a hard link), so that it goes when the item goes; `stored_path` is `ab/abcd….pdf`."""
    return files(item_id) + stored_path.rpartition("/")[2]


def column(slug: str) -> str:
    return f"/{slug}/"


def archive(slug: str, part: int) -> str:
    return f"/{slug}/p{part}.html"


def rss(slug: str = "") -> str:
    return f"/{slug}/rss.xml" if slug else "/rss.xml"


def atom(slug: str = "") -> str:
    return f"/{slug}/atom.xml" if slug else "/atom.xml"


def catalogue(slug: str, year: int, part: int) -> str:
    return f"{CONTENTS}{slug}/{year}-{part}.html"


def sitemap(slug: str, part: int) -> str:
    return f"/sitemap/{slug}-{part}.xml"


def on_disk(path: str) -> str:
    """The file below the folder that a web server serves at this path."""
    return (path + "index.html" if path.endswith("/") else path).lstrip("/")
