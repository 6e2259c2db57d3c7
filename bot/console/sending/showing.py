"""A page of sending, with what its templates call: where other pages are, and how a delivery is told."""

from typing import Any

from fastapi import Request, Response

from bot.console import sending_paths
from bot.console.drafts import revise_path
from bot.console.refs import edition_path, item_path
from bot.console.room import Room
from bot.console.told import for_the_console
from bot.views.status import words


def show(room: Room, request: Request, template: str, **values: Any) -> Response:
    return room.show(
        request,
        template,
        words_of=words,
        told=for_the_console,
        paths=sending_paths,
        revise_path=revise_path,
        edition_path=edition_path,
        item_path=item_path,
        **values,
    )
