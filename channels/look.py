"""What every page of the office looks like: one style, to which a site or a door adds its own."""

from pathlib import Path

STYLE = Path(__file__).with_name("style.css")
ICON = Path(__file__).with_name("icon.svg")


def style_with(own: Path) -> str:
    """The common style, then `own`."""
    return STYLE.read_text("utf-8") + "\n" + own.read_text("utf-8")
