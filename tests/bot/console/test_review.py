"""The queue of review, and one edition in it."""

import re

from tests.bot.console.stage import Stage, words


def test_a_reviewer_sees_what_waits_for_them_and_passes_it_on(stage: Stage) -> None:
    ref = stage.office.submitted()
    with stage.seat("李四") as seat:
        assert "关于开展安全生产检查的通知" in seat.page("/shenhe")
        page = seat.page(f"/shenhe/{ref}")
        said = seat.done(f"/shenhe/{ref}/tongguo", hidden(page))
        assert "接下来等复审（王五、郑十）" in said
        assert "现在没有等您审核的稿件" in words(seat.page("/shenhe"))


def hidden(page: str) -> dict[str, str]:
    """The fields of a page that nobody types into."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
