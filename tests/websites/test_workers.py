"""Two workers at once, and workers killed in the middle of a call: one document each."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess

from channels.channel import Context, Seen, Sight
from channels.errors import ChannelError
from content.delivery import Dispatch
from content.receipt import Receipt, Standing

from .newsroom import Newsroom
from .wire import Asked, Fault, Wire

KILLS = 20
AT_ANY_CALL = 4
AT_ONCE = 3
SECONDS = 60


def test_two_workers_at_once_make_one_document(newsroom: Newsroom) -> None:
    ref = newsroom.ordered(newsroom.written())
    for worker in [newsroom.worker() for _ in range(2)]:
        worker.join(SECONDS)
    assert newsroom.delivery(ref).standing is Standing.LIVE
    assert len(newsroom.kept(ref)) == newsroom.counted() == 1


def test_nor_do_senders_that_nothing_keeps_apart_make_two(newsroom: Newsroom) -> None:
    newsroom.put_out(newsroom.brief("栏目在这以前就有了"))
    ref = newsroom.ordered(newsroom.written())
    dispatch = newsroom.dispatch(ref)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = [pool.submit(_receipts, newsroom, dispatch) for _ in range(AT_ONCE)]
    assert any(one.result() for one in sent)
    assert len(newsroom.kept(ref)) == 1
    newsroom.tidied()
    assert len(newsroom.kept(ref)) == 1
    assert newsroom.seen(ref) == Seen(Sight.THERE)


def test_twenty_kills_in_the_middle_lose_nothing_and_make_nothing_twice(newsroom: Newsroom) -> None:
    newsroom.put_out(newsroom.brief("栏目在这以前就有了"))
    kills, items = 0, 0
    while kills < KILLS:
        items += 1
        ref = newsroom.ordered(newsroom.written(f"第{items}次演练通知"))
        kills += _killed_at_every_call(newsroom, ref, KILLS - kills)
        assert newsroom.seen(ref) == Seen(Sight.THERE)
        ref = newsroom.ordered_instead(ref, body="改在四月。")
        kills += _killed_at_every_call(newsroom, ref, KILLS - kills)
        assert newsroom.seen(ref) == Seen(Sight.THERE)
        kills += _killed_at_every_call(newsroom, newsroom.ordered_back(ref), KILLS - kills)
        assert newsroom.seen(ref).sight is Sight.GONE
    assert newsroom.counted() == items + 1


def _killed_at_every_call(newsroom: Newsroom, ref: str, most: int) -> int:
    """A worker dies with its first call under way, who takes over with its second, and so on; the later ones with the
    first that writes. Until one is done.
    """
    wire, kills = newsroom.site.wire, 0
    while kills < most:
        newsroom.later(newsroom.website.patience)
        if kills < AT_ANY_CALL:
            wire.fail(Fault.HELD_BEFORE, well=kills, which=_any)
        else:
            wire.fail(Fault.HELD_AFTER)
        worker = newsroom.worker()
        if not _is_held(wire, worker):
            break
        worker.kill()
        worker.join(SECONDS)
        wire.let_go()
        kills += 1
        assert len(newsroom.kept(ref)) <= 1
    wire.heal()
    newsroom.tidied()
    assert len(newsroom.kept(ref)) == 1
    return kills


def _is_held(wire: Wire, worker: BaseProcess) -> bool:
    """Whether a call of the worker's is held back; not where it ended before."""
    while worker.is_alive():
        if wire.is_held(0.02):
            return True
    return wire.is_held(0)


def _any(_asked: Asked) -> bool:
    return True


def _receipts(newsroom: Newsroom, dispatch: Dispatch) -> list[Receipt]:
    """Of one sender; none where it met the others."""
    website = newsroom.website
    rendition = website.prepare(dispatch.editions[0], Context())
    try:
        return website.send(dispatch, [rendition], lambda _marks: None)
    except ChannelError:
        return []
