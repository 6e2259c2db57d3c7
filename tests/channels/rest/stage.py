"""The stage of mapped websites for the contract of sending: the cluster platform, which reviews what it gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from channels.rest.adapter import build
from channels.rest.sandbox import APP_ID, SECRET, Sandbox
from channels.rest.sandbox.state import Doc
from channels.rest.settings import Settings
from tests.channels.sending import SendStage
from tests.channels.stages import Scene


@contextmanager
def send(folder: Path) -> Iterator[SendStage]:
    scene = Scene(folder)
    with Sandbox(clock=scene.clock) as sandbox:
        sandbox.passes_after(0)
        settings = Settings.model_validate(
            {
                "kind": "rest",
                "medium": "政府网站",
                "address": sandbox.url,
                "mapping": "cluster",
                "config": {"app_id": APP_ID, "source": "示范高新区"},
                "secrets": {"key": SECRET},
                "column_ids": {"工作动态": "4022"},
            }
        )
        table = scene.files.keep(b"%PDF-1.7 table", "检查表.pdf")
        one = scene.edition(video=None, attachments=(table,))
        other = replace(one, item_id="2026-00138", index_number="12410000MB0000000X/2026-00138")
        yield SendStage(
            channel=build(settings, scene.around("website", "政府网站")),
            clock=scene.clock,
            editions=(one, other),
            public=lambda: [key(doc) for doc in sandbox.documents() if doc.shown_content],
            lose=lambda when: sandbox.fault(f"lose_{when}", "doc/add"),
        )


def key(doc: Doc) -> str:
    """Of the delivery, as both editions are the second of their item."""
    return f"{doc.source_id.removeprefix('gk-')}.2@website"
