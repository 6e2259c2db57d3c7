"""An item on a website that exists: out, corrected, withdrawn, out again, and one document all the while."""

from channels.channel import Seen, Sight
from content.receipt import Standing

from .newsroom import Newsroom


def test_it_goes_out_whole_and_its_page_says_what_the_edition_says(newsroom: Newsroom) -> None:
    assert newsroom.website.health(newsroom.now) == []
    ref = newsroom.put_out(newsroom.written(attachments=newsroom.attachment()))
    live = newsroom.delivery(ref)
    assert (live.standing, live.says) == (Standing.LIVE, "")
    assert newsroom.seen(ref) == Seen(Sight.THERE)
    assert len(newsroom.kept(ref)) == newsroom.counted() == 1


def test_sent_again_by_an_office_that_forgot_it_is_found_and_stays_one_document(newsroom: Newsroom) -> None:
    ref = newsroom.written()
    with newsroom.as_it_was():
        once = newsroom.delivery(newsroom.put_out(ref))
    again = newsroom.delivery(newsroom.put_out(ref))
    assert (again.standing, again.remote_id, again.url) == (Standing.LIVE, once.remote_id, once.url)
    assert len(newsroom.kept(ref)) == newsroom.counted() == 1


def test_corrected_withdrawn_and_published_again_it_stays_the_same_document(newsroom: Newsroom) -> None:
    first = newsroom.put_out(newsroom.written())
    one = newsroom.delivery(first)
    second = newsroom.corrected(first, body="四月起开展检查，请按时参加。")
    assert newsroom.seen(second) == Seen(Sight.THERE)
    assert newsroom.seen(first).sight is Sight.CHANGED
    newsroom.withdrawn(second)
    assert newsroom.seen(second).sight is Sight.GONE
    assert newsroom.delivery(second).standing is Standing.WITHDRAWN
    third = newsroom.put_out(newsroom.written(body="五月起开展检查。", item_id=first))
    assert newsroom.seen(third) == Seen(Sight.THERE)
    again = newsroom.delivery(third)
    assert (again.remote_id, again.url) == (one.remote_id, one.url)
    assert len(newsroom.kept(first)) == newsroom.counted() == 1
