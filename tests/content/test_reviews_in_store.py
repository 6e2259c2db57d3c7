"""Reviews and their steps in the database."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from content.review import Act, Review, State, Step
from content.store.store import Store

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
REF = "2026-00001.1"
REVIEW = Review(REF, State.SUBMITTED, 1, NOW)
STEPS = [
    Step(REF, Act.SUBMITTED, "张三", NOW, "d" * 64),
    Step(REF, Act.ACCEPTED, "张三", NOW, "d" * 64, reason="原文如此", subject="wrong_word:body:登陆"),
    Step("2026-00001.2", Act.PASSED, "李四", NOW + timedelta(hours=1), "e" * 64, step="初审"),
]


def test_reviews_come_back_from_the_store(store: Store) -> None:
    with store.write() as work:
        work.reviews.save(REVIEW)
        for step in STEPS:
            work.reviews.add(step)
    with store.read() as work:
        assert work.reviews.get(REF) == REVIEW
        assert work.reviews.find("2026-00001.2") is None
        assert work.reviews.steps(REF) == STEPS[:2]
        assert work.reviews.steps_of_item("2026-00001") == STEPS
        assert work.reviews.in_states([State.SUBMITTED, State.EMERGENCY]) == [REVIEW]


def test_of_reviewers_at_once_one_decides_and_the_others_see_it(store: Store) -> None:
    with store.write() as work:
        work.reviews.save(REVIEW)
    seen: list[State] = []

    def decide() -> None:
        with store.write() as work:
            review = work.reviews.hold(REF)
            assert review
            seen.append(review.state)
            if review.state is State.SUBMITTED:
                work.reviews.save(replace(review, state=State.RETURNED))

    threads = [threading.Thread(target=decide) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [State.RETURNED] * 3 + [State.SUBMITTED]
    with store.read() as work:
        assert work.reviews.hold(REF) == work.reviews.get(REF)
