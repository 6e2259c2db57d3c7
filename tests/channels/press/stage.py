"""The press's stage for the contract of records."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from channels.press.adapter import build
from channels.press.clipping import Clipping
from channels.press.settings import Settings
from tests.channels.stages import RecordStage, Scene

MEDIUM = "报社、电台等其它媒体"


@contextmanager
def record(folder: Path) -> Iterator[RecordStage]:
    scene = Scene(folder)
    paper = Clipping(outlet="示范日报", form="报纸", on=date(2026, 3, 5), page="2版", title="高新区开展安全检查")
    radio = Clipping(outlet="示范电台", form="广播", on=date(2026, 3, 5), programme="早间新闻", title=paper.title)
    other_day = replace(paper, on=date(2026, 3, 4))
    spaced = replace(paper, outlet="《示范日报》", page="第02版", title="高新区 开展安全检查")
    yield RecordStage(
        channel=build(
            Settings(kind="press", medium="报社、电台等其它媒体"), scene.around("press", "报社、电台等其它媒体")
        ),
        clock=scene.clock,
        pieces={
            name: piece.evidence("李四", scene.clock())
            for name, piece in {"paper": paper, "radio": radio, "other day": other_day}.items()
        },
        again=("paper", spaced.evidence("王五", scene.clock())),
        incomplete=replace(paper, page="").evidence("李四", scene.clock()),
        future=replace(paper, on=date(2026, 3, 6)).evidence("李四", scene.clock()),
        table="媒体,日期,版面,标题,计入或另计\n示范日报,2026-03-05,2版,高新区开展安全检查,计入\n,昨天,,,\n",
        listed="paper",
    )
