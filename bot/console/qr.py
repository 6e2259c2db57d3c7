"""QR codes as pictures in a page, made here: nothing is asked of anybody else."""

from typing import TYPE_CHECKING

import segno

from bot.actions.second_step import address_of

if TYPE_CHECKING:
    from bot.app import App


def picture_of(app: "App", name: str, secret: str) -> str:
    """An image's address (`data:`) of what a phone's app reads to begin the second step."""
    return segno.make(address_of(app, name, secret), error="m", micro=False).svg_data_uri(scale=5, border=3)
