"""What the rules, the desk and the channels refuse, as the one kind of error that doors know."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.actions.errors import CannotDo, NotAllowed
from channels.errors import ChannelError, TryLater
from channels.orders import CannotOrder
from content import review


@contextmanager
def in_words() -> Iterator[None]:
    """For what is done once, because a person asked: nobody tries it again by itself, and the words do not say so."""
    try:
        yield
    except review.NotAllowed as error:
        raise NotAllowed(error.says) from error
    except TryLater as error:
        raise CannotDo(error.says_once) from error
    except (CannotOrder, ChannelError) as error:
        raise CannotDo(error.says) from error
