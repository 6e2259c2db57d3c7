"""Where drafts begin (新建稿件): from nothing, from a Word file, from pasted text, from an item that is there."""

from fastapi import FastAPI, Request, Response

from bot.console.room import Room
from bot.console.signed import Me

NEW = "/gaojian/xinjian"
EDIT = "/gaojian/bianji"
REVISE, COPY = "xiugai", "fuzhi"
"""In the query of NEW: the item that a new edition is made of, or that a new item is made like."""


def new_path() -> str:
    """Below the root, as all of these."""
    return NEW


def revise_path(item_id: str) -> str:
    """A new edition of an item (or, with a ref, from that edition of it)."""
    return f"{NEW}?{REVISE}={item_id}"


def copy_path(item_id: str) -> str:
    """A new item that begins as a copy of this one (or of the edition of a ref)."""
    return f"{NEW}?{COPY}={item_id}"


def edit_path(draft_id: str) -> str:
    return f"{EDIT}/{draft_id}"


def add_to(pages: FastAPI, room: Room) -> None:
    @pages.get(NEW)
    def new(request: Request, me: Me) -> Response:  # noqa: ARG001  # only who is signed in sees it
        return room.show(request, "drafts.html")
