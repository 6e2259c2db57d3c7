"""Make the year's figures anew from the log, should they ever differ from it."""

from typing import TYPE_CHECKING

from bot.actions.rights import Right, require

if TYPE_CHECKING:
    from bot.app import App


def rebuild_figures(app: "App", by: str) -> list[str]:
    """What differed before, in words; the log itself is only read."""
    with app.store.write() as work:
        require(work, by, Right.FIGURES)
        differed = work.figures.check()
        work.figures.rebuild()
    return differed
