"""A cluster platform by its mapping: it reviews what it gets, and two may meet there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from channels.errors import Refused, TryLater, Unconfirmed
from content.delivery import Act
from content.receipt import Standing
from tests.channels.rest.stage import Cluster, cluster


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Cluster]:
    with cluster(tmp_path) as built:
        yield built


def test_what_the_platform_reviews_is_held_until_it_passes(at: Cluster) -> None:
    stage = at.stage
    (held,) = stage.send(stage.dispatch(stage.editions[0]))
    assert (held.standing, held.says) == (Standing.HELD, "网站已收，等网站那边审核。")
    assert stage.channel.follow(held) == held
    at.platform.review()
    live = stage.channel.follow(held)
    assert (live.standing, live.at) == (Standing.LIVE, stage.clock())
    assert live.url.startswith(f"{at.platform.url}/gzdt/")


def test_what_the_platform_sends_back_says_why(at: Cluster) -> None:
    stage = at.stage
    (held,) = stage.send(stage.dispatch(stage.editions[0]))
    at.platform.review("标题与正文不符")
    back = stage.channel.follow(held)
    assert (back.standing, back.says) == (Standing.REFUSED, "网站没有通过：标题与正文不符。")


def test_what_is_public_already_is_not_sent_back_to_review(at: Cluster) -> None:
    stage = at.stage
    stage.send(stage.dispatch(stage.editions[0]))
    at.platform.review()
    (again,) = stage.send(stage.dispatch(stage.editions[0]))
    assert again.standing is Standing.LIVE
    assert "doc/update" not in at.platform.calls()


def test_who_creates_at_the_same_moment_is_met_and_files_are_not_lost(at: Cluster) -> None:
    stage = at.stage
    dispatch = stage.dispatch(stage.editions[0])
    met: list[str] = []

    def meet(marks: Mapping[str, str]) -> None:
        if not met:
            met.extend(marks)
            at.another().send(dispatch, [stage.prepared(stage.editions[0])], lambda _marks: None)

    stage.send(dispatch, meet)
    assert at.platform.calls()["doc/update"] == 1
    (document,) = at.platform.documents()
    assert "检查表.pdf" in document.content


@pytest.mark.parametrize(("do", "error"), [("busy", TryLater), ("broken", Unconfirmed), ("html", Unconfirmed)])
def test_what_goes_wrong_is_told_apart_by_what_may_have_happened(at: Cluster, do: str, error: type[Exception]) -> None:
    stage = at.stage
    at.platform.fault(do, "doc/add")  # type: ignore[arg-type]  # each of them is one
    with pytest.raises(error):
        stage.send(stage.dispatch(stage.editions[0]))


def test_a_column_that_the_platform_does_not_have_is_told(tmp_path: Path) -> None:
    with cluster(tmp_path, column_ids={"工作动态": "9999"}) as at:
        stage = at.stage
        with pytest.raises(Refused, match="栏目"):
            stage.send(stage.dispatch(stage.editions[0]))
        assert at.platform.documents() == []


def test_a_correction_goes_by_the_key_and_is_reviewed_again(at: Cluster) -> None:
    stage = at.stage
    first = stage.editions[0]
    (held,) = stage.send(stage.dispatch(first))
    at.platform.review()
    live = stage.channel.follow(held)
    second = replace(first, number=3, item=replace(first.item, title="检查改在四月 “𠮷田路” <一>"))
    (again,) = stage.send(stage.dispatch(second, Act.CORRECT, {first.item_id: live}))
    assert again.standing is Standing.HELD
    at.platform.review()
    assert stage.channel.follow(again).standing is Standing.LIVE
    assert [doc.shown_title for doc in at.platform.documents()] == ["检查改在四月 “𠮷田路” <一>"]
