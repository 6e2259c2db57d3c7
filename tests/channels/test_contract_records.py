"""What every kind that only writes down must do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.channel import Records
from channels.errors import Refused
from content.receipt import Standing

from .stages import RecordStage, kinds_that, stage


@pytest.fixture(params=kinds_that("record"))
def at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RecordStage]:
    with stage(request.param, "record", tmp_path) as built:
        yield built


def test_a_piece_is_live_from_the_day_it_was_carried_not_from_when_it_was_written_down(at: RecordStage) -> None:
    assert isinstance(at.channel, Records)
    for evidence in at.pieces.values():
        receipt = at.channel.record("@press", evidence)
        assert (receipt.key, receipt.standing) == ("@press", Standing.LIVE)
        assert receipt.at == evidence.published_at
        assert receipt.at < at.clock()


def test_different_pieces_are_told_apart_and_the_same_one_is_known_again(at: RecordStage) -> None:
    ids = {name: at.channel.record("@press", evidence).remote_id for name, evidence in at.pieces.items()}
    assert len(set(ids.values())) == len(ids)
    name, evidence = at.again
    assert at.channel.record("@press", evidence).remote_id == ids[name]


def test_what_is_missing_or_of_tomorrow_is_refused_in_words(at: RecordStage) -> None:
    for evidence in (at.incomplete, at.future):
        with pytest.raises(Refused) as refused:
            at.channel.record("@press", evidence)
        assert "请" in refused.value.says


def test_a_line_of_a_table_is_the_piece_that_is_written_down_alone_and_a_bad_one_is_named(
    at: RecordStage, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(at.table, encoding="utf-8")
    (row,), problems = at.channel.listed(table, "王五", at.clock())
    alone = at.channel.record("@press", at.pieces[at.listed])
    assert at.channel.record("@press", row.evidence).remote_id == alone.remote_id
    assert (row.where, row.evidence.by, row.piece.counts) == ("第2行", "王五", True)
    assert {problem.where for problem in problems} == {"第3行"}
    assert at.channel.listed(tmp_path / "nothing.csv", "王五", at.clock())[0] == []
