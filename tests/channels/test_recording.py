"""What others carried is written down once, alone or as a table, whoever brings it and however often."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from channels.channel import Records
from channels.orders import CannotOrder
from channels.pieces import Listed, Piece
from channels.press.adapter import build
from channels.press.clipping import Clipping
from channels.press.settings import Settings
from channels.recording import Recording
from content.log import Kind
from content.store.store import Store

from .stages import NOON, Scene

MEDIUM = "报社、电台等其它媒体"
PAPER = Clipping(outlet="示范日报", form="报纸", on=date(2026, 3, 2), page="2版", title="高新区开展安全检查")


@pytest.fixture
def press(tmp_path: Path) -> Records:
    return build(Settings(kind="press", medium=MEDIUM), Scene(tmp_path).around("press", MEDIUM))


def pieces_of(year: int, outlet: str) -> list[Listed]:
    days = (datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number % 365) for number in range(1500))
    pieces = (replace(PAPER, outlet=outlet, on=on.date(), title=f"报道{n}") for n, on in enumerate(days))
    return [row(line, piece) for line, piece in enumerate(pieces, 2)]


@pytest.fixture
def recording(store: Store) -> Recording:
    return Recording(store)


def row(line: int, clipping: Clipping) -> Listed:
    return Listed(line, clipping.piece, clipping.evidence("李四", NOON))


def alone(recording: Recording, press: Records, clipping: Clipping = PAPER) -> None:
    recording.record(press, clipping.piece, clipping.evidence("李四", NOON))


def added(store: Store) -> int:
    with store.read() as work:
        assert work.figures.check() == []
        return work.figures.counts(2026).added


def void(store: Store, seq: int) -> None:
    with store.write() as work:
        event = work.log.get(seq).event
        work.imports.forget(seq)
        work.log.append(replace(event, kind=Kind.VOIDED, counts="", evidence={"voids": str(seq)}))


def test_a_piece_is_known_again_alone_and_in_a_table(store: Store, recording: Recording, press: Records) -> None:
    alone(recording, press)
    with pytest.raises(CannotOrder, match="台账第 1 条"):
        alone(recording, press, replace(PAPER, page="第02版"))
    rows = [row(2, PAPER), row(3, replace(PAPER, title="另一篇"))]
    (problem,) = recording.faults(press, rows)
    assert (problem.where, "台账第 1 条" in problem.says) == ("第2行", True)
    assert recording.record_all(press, rows) == [problem]
    assert added(store) == 2


def test_a_piece_that_was_voided_may_come_again(store: Store, recording: Recording, press: Records) -> None:
    alone(recording, press)
    void(store, 1)
    assert added(store) == 0
    alone(recording, press)
    assert added(store) == 1


def test_nothing_of_a_table_is_kept_when_it_breaks_off(store: Store, recording: Recording, press: Records) -> None:
    unknown = Listed(3, Piece(title="通知", counts=True, ref="2026-09999.1"), PAPER.evidence("李四", NOON))
    with pytest.raises(KeyError):
        recording.record_all(press, [row(2, replace(PAPER, title="甲")), unknown])
    assert added(store) == 0


def test_of_several_who_record_the_same_at_once_one_does(store: Store, recording: Recording, press: Records) -> None:
    """Alone or with a whole table, while others record other pieces."""
    table = [row(line, replace(PAPER, page=f"{line}版")) for line in range(2, 22)]
    refused: list[object] = []

    def refuse(act: Callable[[], object]) -> None:
        try:
            refused.append(act())
        except CannotOrder as error:
            refused.append(error)

    acts: list[Callable[[], object]] = [lambda: alone(recording, press)] * 4
    acts += [lambda: recording.record_all(press, table)] * 4
    threads = [threading.Thread(target=refuse, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == len(acts)
    assert added(store) == 20  # the single piece is the table's first line
    with store.read() as work:
        assert len(list(work.log.entries(kind=Kind.RECORDED))) == 20


def test_a_years_clippings_take_seconds_also_when_a_year_of_them_is_there(recording: Recording, press: Records) -> None:
    first, second = pieces_of(2025, "示范日报"), pieces_of(2025, "示范晚报")
    recording.record_all(press, first)
    start = time.perf_counter()
    assert recording.faults(press, second) == []
    assert recording.record_all(press, second) == []
    assert len(recording.faults(press, first)) == 1500
    assert time.perf_counter() - start < 12  # one second on a quiet machine; each row once took as long as the year
