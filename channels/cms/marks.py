"""What is noted on the way to a CMS, so that after a crash it is known what to look for."""

from content.delivery import Dispatch

CREATING = "creating"
"""A document may have come to be."""
ID = "remote_id"
"""Its id on the site, once it is known."""
BEFORE = "before"
"""The stamp of what the site had before it was written, "" for nothing: where it is still so, nothing was done."""


def known_id(dispatch: Dispatch) -> str:
    """Of the item's document; "" where none was ever told."""
    held = dispatch.held.get(dispatch.editions[0].item_id)
    return dispatch.marks.get(ID, "") or (held.remote_id if held else "")
