"""What people ask finds what offices write: on a small set of our own, so that a change that spoils it shows."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from content.search.trial import Trial

SAMPLES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("samples.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def places() -> dict[str, int]:
    """Per question, the place of its item among the hits; 99 = not among the first five."""
    trial = Trial(SAMPLES["items"])
    found = {question: trial.find(question, 5) for question, _ in SAMPLES["questions"]}
    return {
        question: found[question].index(item) + 1 if item in found[question] else 99
        for question, item in SAMPLES["questions"]
    }


def test_nearly_every_question_finds_its_item_first(places: dict[str, int]) -> None:
    later = {question: place for question, place in places.items() if place > 1}
    assert len(later) <= len(places) * 0.12, later


def test_every_question_finds_its_item_among_five(places: dict[str, int]) -> None:
    assert [question for question, place in places.items() if place > 5] == []
