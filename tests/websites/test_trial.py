"""A real website is tried with an item that says it is a trial, as `channels try --yes` does."""

from datetime import timedelta

from bot.actions.try_channel import try_channel

from .newsroom import CHANNEL, Newsroom


def test_a_trial_goes_the_whole_way_and_leaves_nothing_public(newsroom: Newsroom) -> None:
    steps = list(try_channel(newsroom.app, "钱一", CHANNEL, wait=timedelta(0)))
    assert [f"{one.step}：{one.says}" for one in steps if not one.well] == []
    assert [one.step for one in steps][-2:] == ["再次发布", "最后撤回"]
