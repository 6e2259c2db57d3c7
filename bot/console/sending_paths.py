"""Where the pages of sending are, below `bot.console.pages.ROOT`."""

SENDING, CHANNELS = "/fabu", "/qudao"
UNCONFIRMED = f"{SENDING}/heshi"
BUNDLES = f"{SENDING}/tuisong"
PAGES = f"{SENDING}/wangye"


def publish_path(ref: str) -> str:
    """Order an approved edition out: its channels and the time."""
    return f"{SENDING}/banci/{ref}"


def correct_path(ref: str) -> str:
    """Put this edition in place of the one that is out."""
    return f"{SENDING}/gengzheng/{ref}"


def withdraw_path(item_id: str) -> str:
    return f"{SENDING}/chehui/{item_id}"


def progress_path(ref: str) -> str:
    """Where an edition is on each of its channels, live."""
    return f"{SENDING}/jindu/{ref}"


def delivery_path(key: str) -> str:
    """`2026-00137.2@wechat`: its place on the page of its edition."""
    ref, _, channel = key.partition("@")
    return f"{progress_path(ref)}#{channel}"


def settle_path(dispatch_id: str) -> str:
    """The questions about something of which nobody knows whether it is out."""
    return f"{UNCONFIRMED}/{dispatch_id}"


def page_path(key: str) -> str:
    """What a delivery's public page showed when it was last read back."""
    return f"{PAGES}/{key}"


def channel_path(name: str) -> str:
    return f"{CHANNELS}/{name}"


def bundle_path(channel: str) -> str:
    """What goes out together on a channel that takes several editions at once, and in which order."""
    return f"{BUNDLES}/{channel}"
