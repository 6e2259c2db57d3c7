"""An item's text as the console shows it."""

from markupsafe import Markup

from bot.console.pages import path
from bot.console.refs import files_path


def shown(html: str, ref: str) -> Markup:
    """`Item.html`, or a comparison made of it: sanitised when it was read; its files through the edition's address."""
    there = path(files_path(ref))
    for attribute in ("src", "href"):
        html = html.replace(f'{attribute}="files/', f'{attribute}="{there}/')
    return Markup(html)  # noqa: S704  # see above
