"""What the rules, the desk and the channels refuse, as the one kind of error that doors know."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.actions.errors import CannotDo, NotAllowed
from channels.errors import ChannelError
from channels.orders import CannotOrder
from content import review


@contextmanager
def in_words() -> Iterator[None]:
    try:
        yield
    except review.NotAllowed as error:
        raise NotAllowed(error.says) from error
    except (CannotOrder, ChannelError) as error:
        raise CannotDo(error.says) from error
