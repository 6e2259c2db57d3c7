"""What a person says is public on a website, or gone from it, read back before it is believed."""

from dataclasses import dataclass, replace
from html import escape

from channels.channel import Channel, Seen, ShowsPages, Sight
from channels.errors import Refused
from channels.meaning import meaning_of
from channels.pieces import Evidence
from channels.watching import is_sample
from content.edition import Edition
from content.receipt import Receipt, Standing

PAGE = "page"
"""In the evidence: what was seen on the page when it was brought back (a `Sight`)."""
MOST_LOOKED_FOR = 3
"""Of the words a correction brings; each is a look at the page."""
LATER = "网站要过一会儿才更新的，请稍后再确认。"
UNSEEN_HELP = "请稍后再确认；确实打得开的，附上看得到网址和内容的截图再确认。"
REMOVED_HELP = "请在网站后台撤下，过一会儿再确认。"
UNSEEN_GONE_HELP = "没法核对是不是已经撤下。请稍后再确认，或附上打不开的截图再确认。"
SAYS = {
    (Standing.LIVE, Sight.CHANGED): "网页与稿件不同：",
    (Standing.LIVE, Sight.UNSEEN): "网页没有核对：",
    (Standing.WITHDRAWN, Sight.CHANGED): "撤下后网页上还有部分内容：",
    (Standing.WITHDRAWN, Sight.UNSEEN): "撤下后没有核对：",
}
"""What is kept beside the address; nothing where all is well."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition at its public address."""

    edition: Edition
    url: str


def read_back(
    channel: Channel | None, receipt: Receipt, edition: Edition, evidence: Evidence, *, before: Shown | None = None
) -> Receipt:
    """The receipt with what a reader finds there. `before`: what a correction is to take the place of.

    Calls the page, so that no transaction may be open. Raises Refused, in words for staff, where the page shows that
    it is not so, and where it cannot be seen and nothing else shows it. Only for channels that show pages, if their
    settings want that.
    """
    if not isinstance(channel, ShowsPages) or not channel.watches or not receipt.url:
        return receipt
    seen = channel.see(edition, receipt.url)
    if receipt.standing is Standing.WITHDRAWN:
        _require_gone(receipt.url, seen, evidence)
        return _told(receipt, seen)
    if receipt.standing is not Standing.LIVE:
        return receipt
    _require_there(receipt.url, seen, evidence)
    if before is not None:
        _require_replaced(channel, edition, receipt.url, seen=seen, before=before)
    return _told(receipt, seen)


def _require_there(url: str, seen: Seen, evidence: Evidence) -> None:
    if seen.sight is Sight.GONE:
        raise Refused(f"核对 {url}：{seen.says}请看网址是不是这一篇的、是不是已经公开。{LATER}")
    if _is_unproved(url, seen, evidence):
        raise Refused(f"{url} 没法核对：{seen.says}{UNSEEN_HELP}")


def _require_gone(url: str, seen: Seen, evidence: Evidence) -> None:
    if seen.sight is Sight.THERE:
        raise Refused(f"核对 {url}：这一件还在网页上。{REMOVED_HELP}")
    if seen.sight is Sight.CHANGED and not evidence.screenshot:
        says = "网页还打得开，还有这一件的部分内容。"
        raise Refused(f"核对 {url}：{says}{REMOVED_HELP}确实已经撤下的，附上这一页的截图再确认。")
    if _is_unproved(url, seen, evidence):
        raise Refused(f"{url}：{seen.says}{UNSEEN_GONE_HELP}")


def _require_replaced(channel: ShowsPages, edition: Edition, url: str, *, seen: Seen, before: Shown) -> None:
    """A correction is on the same page, or the old page is gone."""
    if url != before.url:
        if channel.see(before.edition, before.url).sight in (Sight.THERE, Sight.CHANGED):
            raise Refused(f"更正前的网页 {before.url} 还在：请改原来那一页，网址不变；已经另发的，先撤下旧的。")
    elif seen.sight is Sight.CHANGED and _is_as_before(channel, edition, before):
        raise Refused(f"核对 {url}：网页上还是更正前的内容（{before.edition.ref}）。{LATER}")


def _is_as_before(channel: ShowsPages, edition: Edition, before: Shown) -> bool:
    """Whether the page says what it said, or nothing of what is new, though other words of it differed all along."""
    if channel.see(before.edition, before.url).sight is Sight.THERE:
        return True
    old = meaning_of(before.edition.item.html).text
    new = [block for block in meaning_of(edition.item.html).blocks if block not in old][:MOST_LOOKED_FOR]
    return bool(new) and all(channel.see(_alone(edition, block), before.url).sight is Sight.GONE for block in new)


def _alone(edition: Edition, block: str) -> Edition:
    """As if it said nothing else."""
    item = replace(edition.item, title=block, html=f"<p>{escape(block)}</p>", images=(), attachments=())
    return replace(edition, item=item)


def _is_unproved(url: str, seen: Seen, evidence: Evidence) -> bool:
    return seen.sight is Sight.UNSEEN and not evidence.screenshot and not is_sample(url)


def _told(receipt: Receipt, seen: Seen) -> Receipt:
    about = SAYS.get((receipt.standing, seen.sight))
    says = f"{about}{seen.says}" if about else receipt.says
    return replace(receipt, says=says, evidence={**receipt.evidence, PAGE: str(seen.sight)})
