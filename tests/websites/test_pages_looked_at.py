"""The pages of a website that exists, looked at by the office's own schedule while people act in its back office."""

from datetime import timedelta

from bot.actions.look_at_pages import look_at_pages
from content.page_checks import Finding, PageCheck

from .conftest import Open
from .newsroom import CHANNEL, Newsroom

THEIRS = "<p>网站编辑在网站后台改的这一段。</p>"
MINUTES = timedelta(minutes=1)


def looked(newsroom: Newsroom, ref: str, *, minutes: int) -> PageCheck:
    newsroom.later(minutes * MINUTES)
    assert look_at_pages(newsroom.app) == 1
    with newsroom.app.store.read() as work:
        found = work.page_checks.get(f"{ref}@{CHANNEL}")
    assert found is not None
    return found


def test_what_is_out_is_as_it_should_be_until_somebody_changes_or_removes_it_there(newsroom: Newsroom) -> None:
    first = newsroom.put_out(newsroom.written())
    well = looked(newsroom, first, minutes=1)
    assert (well.finding, well.says, well.unseen_says) == (None, "", "")
    newsroom.site.edit(newsroom.key(first), THEIRS)
    assert looked(newsroom, first, minutes=10).told_at is None
    changed = looked(newsroom, first, minutes=10)
    assert (changed.told_at, changed.matter) == (newsroom.now, Finding.GONE)
    newsroom.corrected(first, body="改在四月。")
    second = newsroom.corrected(first, body="改在五月。", overwrites=True)
    assert looked(newsroom, second, minutes=1).matter is None
    newsroom.site.remove(newsroom.key(first))
    assert looked(newsroom, second, minutes=10).matter is Finding.GONE


def test_what_is_taken_back_is_gone_for_readers_whether_a_notice_takes_its_place_or_nothing(newsrooms: Open) -> None:
    for newsroom in (newsrooms(), newsrooms(withdraw_as="notice")):
        ref = newsroom.put_out(newsroom.brief("演练通知"))
        assert looked(newsroom, ref, minutes=1).matter is None
        newsroom.withdrawn(ref)
        gone = looked(newsroom, ref, minutes=1)
        assert (gone.is_public, gone.matter, gone.unseen) == (False, None, 0)
