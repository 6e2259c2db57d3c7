"""An edition in the words of 视频号: a short title for search, a description, topics."""

from channels.captions import Caption, topics_of, wanted
from content.edition import Edition


def compose(edition: Edition, channel: str) -> Caption:
    """视频号 has no title beside the short one, so the description opens with the item's title.

    A title that is too long is never cut: the author writes `short_title` for this channel.
    """
    item = edition.item
    described = "\n".join(filter(None, (item.title, item.summary)))
    fields = {
        "short_title": wanted(edition, channel, "short_title", item.title),
        "text": wanted(edition, channel, "text", described),
    }
    return Caption(title=fields["short_title"], fields=fields, topics=topics_of(edition, channel))
