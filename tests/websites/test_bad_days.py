"""Answers lost or broken, a refused login, a full disk: never lost, never twice, and told in words."""

import pytest

from channels.channel import Seen, Sight
from content.delivery import State
from content.receipt import Standing

from .newsroom import Newsroom
from .wire import Fault

MOST_WRITES = 20
MENDED = 3
"""Rounds within which all is well once the site is."""


def until_live(newsroom: Newsroom, ref: str) -> None:
    for _ in range(MENDED):
        if newsroom.delivery(ref).standing is Standing.LIVE:
            return
        newsroom.tidied()
    raise AssertionError(newsroom.delivery(ref))


@pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.BROKEN_AFTER, Fault.LOST_BEFORE])
def test_whichever_answer_fails_the_item_is_sent_again_and_is_there_once(newsroom: Newsroom, fault: Fault) -> None:
    newsroom.put_out(newsroom.brief("栏目在这以前就有了"))
    wire = newsroom.site.wire
    for well in range(MOST_WRITES):
        ref = newsroom.written(f"第{well}次演练通知")
        wire.fail(fault, well=well)
        newsroom.put_out(ref)
        untouched = wire.heal()
        until_live(newsroom, ref)
        assert len(newsroom.kept(ref)) == 1, well
        assert newsroom.seen(ref) == Seen(Sight.THERE), well
        if untouched:
            break
    assert 2 <= well < MOST_WRITES
    assert newsroom.counted() == well + 2


def test_a_lost_answer_to_a_correction_or_a_withdrawal_is_found_out(newsroom: Newsroom) -> None:
    first = newsroom.put_out(newsroom.brief("演练通知"))
    newsroom.site.wire.fail(Fault.LOST_AFTER)
    second = newsroom.corrected(first, body="改在四月。")
    assert newsroom.delivery(second).standing is not Standing.LIVE
    until_live(newsroom, second)
    assert newsroom.seen(second) == Seen(Sight.THERE)
    newsroom.site.wire.fail(Fault.LOST_AFTER)
    newsroom.withdrawn(second)
    newsroom.tidied()
    assert newsroom.delivery(second).standing is Standing.WITHDRAWN
    assert newsroom.seen(second).sight is Sight.GONE
    assert len(newsroom.kept(first)) == 1


def test_a_refused_login_pauses_the_channel_in_words_and_costs_nothing(newsroom: Newsroom) -> None:
    ref = newsroom.brief("演练通知")
    newsroom.reopen({**newsroom.site.environ, **newsroom.site.wrong})
    newsroom.put_out(ref)
    stopped = newsroom.paused()
    assert stopped
    assert not any(secret in stopped for secret in newsroom.secrets.values())
    assert (newsroom.kept(ref), newsroom.delivery(ref).state) == ([], State.DUE)
    assert any(problem.blocks for problem in newsroom.website.health(newsroom.now))
    newsroom.reopen(newsroom.site.environ)
    newsroom.tidied()
    assert newsroom.paused() is None
    assert newsroom.seen(ref) == Seen(Sight.THERE)


def test_while_its_disk_is_full_it_is_tried_again_and_then_it_is_there_once(newsroom: Newsroom) -> None:
    ref = newsroom.written("演练通知")
    newsroom.site.wire.fail(Fault.BROKEN_BEFORE, times=1000)
    newsroom.put_out(ref)
    newsroom.tidied()
    assert newsroom.delivery(ref).state in {State.DUE, State.BEGUN}
    assert newsroom.delivery(ref).says
    assert newsroom.kept(ref) == []
    newsroom.site.wire.heal()
    until_live(newsroom, ref)
    assert len(newsroom.kept(ref)) == newsroom.counted() == 1
