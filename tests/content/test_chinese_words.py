"""What staff read is Chinese: every state has its word."""

from enum import StrEnum

import pytest

from content import delivery, log, receipt, review


@pytest.mark.parametrize("states", [delivery.State, receipt.Standing, review.State, log.Kind])
def test_every_state_has_a_chinese_word_of_its_own(states: type[StrEnum]) -> None:
    words = [one.chinese for one in states]  # type: ignore[attr-defined]  # the four have it
    assert all("\u4e00" <= word[0] <= "\u9fff" for word in words)
    assert len(set(words)) == len(words)
