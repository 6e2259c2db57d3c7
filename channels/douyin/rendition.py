"""An edition in the words of Douyin: a title, a text (简介), topics."""

from channels.captions import Caption, topics_of, wanted
from content.edition import Edition


def compose(edition: Edition, channel: str) -> Caption:
    """A title that is too long is never cut: the author writes one for this channel."""
    item = edition.item
    fields = {
        "title": wanted(edition, channel, "title", item.title),
        "text": wanted(edition, channel, "text", item.summary or item.title),
    }
    return Caption(title=fields["title"], fields=fields, topics=topics_of(edition, channel))
