"""WordPress once more, by the mapping that is shipped for those who have to say something else to theirs."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from channels.channel import Seen, Sight
from content.receipt import Standing

from .newsroom import Newsroom
from .site import Site
from .wire import Fault

pytestmark = [pytest.mark.parametrize("_running", ["wordpress"], indirect=True), pytest.mark.part("wordpress")]


@pytest.fixture
def site(_running: Site) -> Iterator[Site]:
    own = _running.settings
    described = {
        "kind": "rest",
        "medium": own["medium"],
        "mapping": "wordpress",
        "address": own["address"],
        "config": {"user": own["user"]},
        "secrets": {"password": own["password"]},
    }
    _running.wire.heal()
    yield replace(_running, settings=described)
    _running.wire.heal()


def test_an_item_goes_out_is_corrected_withdrawn_and_out_again_and_is_one_article(newsroom: Newsroom) -> None:
    assert newsroom.website.health(newsroom.now) == []
    first = newsroom.put_out(newsroom.written())
    assert newsroom.seen(first) == Seen(Sight.THERE)
    second = newsroom.corrected(first, body="四月起开展检查，请按时参加 [gallery]。")
    assert newsroom.seen(second) == Seen(Sight.THERE)
    newsroom.withdrawn(second)
    assert newsroom.seen(second).sight is Sight.GONE
    third = newsroom.put_out(newsroom.written(body="五月起开展检查。", item_id=first))
    assert newsroom.seen(third) == Seen(Sight.THERE)
    assert len(newsroom.kept(first)) == newsroom.counted() == 1


def test_an_article_that_was_put_into_the_bin_is_taken_out_of_it(newsroom: Newsroom) -> None:
    ref = newsroom.written()
    with newsroom.as_it_was():
        newsroom.put_out(ref)
    newsroom.site.remove(newsroom.key(ref))
    newsroom.site.wire.fail(Fault.LOST_AFTER)
    newsroom.put_out(ref)
    newsroom.tidied()
    assert newsroom.delivery(ref).standing is Standing.LIVE
    assert newsroom.seen(ref) == Seen(Sight.THERE)
    assert len(newsroom.kept(ref)) == 1


def test_a_wrong_password_is_no_empty_site(newsroom: Newsroom) -> None:
    ref = newsroom.put_out(newsroom.brief("演练通知"))
    newsroom.reopen({**newsroom.site.environ, **newsroom.site.wrong})
    newsroom.withdrawn(ref)
    assert "应用程序密码" in (newsroom.paused() or "")
    assert newsroom.delivery(ref).standing is not Standing.WITHDRAWN
