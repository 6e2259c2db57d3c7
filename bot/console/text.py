"""An item's text as the console shows it."""

from markupsafe import Markup

from bot.console.pages import path
from bot.console.refs import files_path
from content.edition import Edition


def shown(html: str, ref: str) -> Markup:
    """`Item.html`, or a comparison made of it: sanitised when it was read; its files through the edition's address."""
    there = path(files_path(ref))
    for attribute in ("src", "href"):
        html = html.replace(f'{attribute}="files/', f'{attribute}="{there}/')
    return Markup(html)  # noqa: S704  # see above


def compared(marked: str, before: Edition, after: Edition) -> Markup:
    """The text of a `Comparison`: what only the older edition holds is served through its address."""
    held = {file.path for file in after.item.files}
    for file in before.item.files:
        if file.path not in held:
            marked = marked.replace(f'="files/{file.path}"', f'="{path(files_path(before.ref))}/{file.path}"')
    return shown(marked, after.ref)
