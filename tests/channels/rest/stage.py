"""The stage of mapped websites for the contract of sending: the cluster platform, with a reviewer who passes all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from channels.cms.website import Website
from channels.rest.adapter import build
from channels.rest.sandbox import APP_ID, SECRET, Sandbox
from channels.rest.sandbox.state import Doc
from channels.rest.settings import Settings
from tests.channels.sending import SendStage
from tests.channels.stages import Scene


@dataclass
class Cluster:
    """`another` builds the same channel as another process has it."""

    platform: Sandbox
    stage: SendStage
    another: Callable[[], Website]


@contextmanager
def cluster(folder: Path, **more: Any) -> Iterator[Cluster]:
    """`more`: of the channel's settings. Nobody reviews."""
    scene = Scene(folder)
    with Sandbox(clock=scene.clock) as sandbox:
        said = {"kind": "rest", "medium": "政府网站", "address": sandbox.url, "mapping": "cluster"}
        config = {"app_id": APP_ID, "source": "示范高新区"}
        given = {"config": config, "secrets": {"key": SECRET}, "column_ids": {"工作动态": "4022"}}
        settings = Settings.model_validate({**said, **given, **more})
        one = scene.edition(video=None, attachments=(scene.files.keep(b"%PDF-1.7 table", "检查表.pdf"),))
        other = replace(one, item_id="2026-00138", index_number="12410000MB0000000X/2026-00138")

        def another() -> Website:
            return build(settings, scene.around("website", "政府网站"))

        stage = SendStage(
            channel=another(),
            clock=scene.clock,
            editions=(one, other),
            public=lambda: [_key(doc) for doc in sandbox.documents() if doc.shown_content],
            lose=lambda when: sandbox.fault("lose_after" if when == "after" else "lose_before", "doc/add"),
        )
        yield Cluster(sandbox, stage, another)


@contextmanager
def send(folder: Path) -> Iterator[SendStage]:
    with cluster(folder) as built:
        built.platform.passes_after(0)
        yield built.stage


def _key(doc: Doc) -> str:
    """Of the delivery, as both editions are the second of their item."""
    return f"{doc.source_id.removeprefix('gk-')}.2@website"
