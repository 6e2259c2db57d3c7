"""Which public pages are read back: those of what a website shows, and of what was taken back from it."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from channels.channel import Channel, ShowsPages
from content.receipt import Receipt, Standing
from content.store.store import Work

SAMPLE = "example"


def is_sample(url: str) -> bool:
    """An address that only stands for one, as in the sample settings: nobody is called there (RFC 2606)."""
    try:
        return SAMPLE in (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return False  # none at all: whoever looks will say so


def expect_pages(work: Work, channel: Channel | None, receipts: Sequence[Receipt], now: datetime) -> None:
    """From now on the pages should be as these receipts, already written down, say."""
    if not isinstance(channel, ShowsPages) or not channel.watches:
        return
    for receipt in receipts:
        if receipt.standing not in (Standing.LIVE, Standing.WITHDRAWN, Standing.GONE):
            continue
        url = receipt.url or work.deliveries.get(receipt.key).url
        if not url or is_sample(url):
            continue
        is_public = receipt.standing is Standing.LIVE
        work.page_checks.expect(receipt.key, url, now, is_public=is_public)
        if is_public:
            work.page_checks.replace_others(receipt.key, url, now)
