"""A publication whose answer was lost and that stays unseen: the questions about it are rationed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from channels.channel import CannotTell
from channels.errors import TryLater, Unconfirmed
from tests.channels.stages import NOON
from tests.channels.wechat.account import Office


def test_it_is_looked_for_ever_more_seldom(at: Office) -> None:
    """The platform allows a hundred such questions a day, for all that is looked for."""
    at.sandbox.set(outcome=4)
    channel, dispatch = at.channel(), at.dispatch()
    at.sandbox.fault("lose_after", "freepublish/submit")
    with pytest.raises(Unconfirmed):
        at.send(channel, dispatch)
    looked = None
    for asked in range(20):
        try:
            looked = channel.look(replace(at.marked(dispatch), asked=asked))
        except TryLater as later:
            at.scene.clock.on(later.wait)
    assert isinstance(looked, CannotTell)
    assert at.scene.clock() < NOON + timedelta(hours=2)
