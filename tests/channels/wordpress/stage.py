"""WordPress's stage for the contract of channels that can be called: a real one, over a wire that loses answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.channels.sending import SendStage
from tests.channels.wordpress.running import newsroom
from tests.websites.wire import Asked, Fault

LOST = {"before": Fault.LOST_BEFORE, "after": Fault.LOST_AFTER}


@contextmanager
def send(folder: Path) -> Iterator[SendStage]:
    at = newsroom(folder)
    picture, table = at.picture(1), at.scene.files.keep("序号,单位\n1,甲\n".encode(), "检查表.csv")
    html = f'<p>三月起检查。</p><p><img src="files/{picture.path}" alt="流程图"></p>'
    at.editions = (
        at.write(html, number=137, images=(picture,), attachments=(table,)),
        at.write(html, number=138, images=(picture,), attachments=(table,)),
    )
    at.lose = lambda when: at.wire.fail(LOST[when], which=_publishes)
    yield at


def _publishes(asked: Asked) -> bool:
    return asked.writes and "posts" in asked.path
