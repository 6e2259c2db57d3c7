"""Somebody changed or removed the page on the site itself: nothing is overwritten without consent."""

from channels.channel import Seen, Sight
from content.delivery import State
from content.receipt import Standing

from .newsroom import Newsroom

THEIRS = "<p>网站编辑在网站后台改的这一段。</p>"


def test_a_page_changed_by_hand_stops_a_correction_until_somebody_decides(newsroom: Newsroom) -> None:
    first = newsroom.put_out(newsroom.written())
    newsroom.site.edit(newsroom.key(first), THEIRS)
    second = newsroom.corrected(first, body="改在四月。")
    stopped = newsroom.delivery(second)
    assert stopped.state is State.FAILED
    assert "被人改过" in stopped.says
    assert newsroom.seen(first).sight is not Sight.THERE
    again = newsroom.corrected(first, body="改在五月。", overwrites=True)
    assert newsroom.seen(again) == Seen(Sight.THERE)
    assert len(newsroom.kept(first)) == 1


def test_a_page_removed_by_hand_stops_a_correction_until_somebody_decides(newsroom: Newsroom) -> None:
    first = newsroom.put_out(newsroom.brief("演练通知"))
    newsroom.site.remove(newsroom.key(first))
    second = newsroom.corrected(first, body="改在四月。")
    assert newsroom.delivery(second).state is State.FAILED
    assert newsroom.seen(first).sight is Sight.GONE
    again = newsroom.corrected(first, body="改在五月。", overwrites=True)
    assert newsroom.seen(again) == Seen(Sight.THERE)
    assert len(newsroom.kept(first)) == 1


def test_a_page_changed_by_hand_is_withdrawn_all_the_same(newsroom: Newsroom) -> None:
    ref = newsroom.put_out(newsroom.brief("演练通知"))
    newsroom.site.edit(newsroom.key(ref), THEIRS)
    newsroom.withdrawn(ref)
    assert newsroom.delivery(ref).standing is Standing.WITHDRAWN
    assert newsroom.seen(ref).sight is Sight.GONE
    assert len(newsroom.kept(ref)) == 1
