"""The website's stage for the contract of channels that can be called.

It has no wire on which an answer could be lost; in its place the disk fails before or after the row is written.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.channels.sending import SendStage
from tests.channels.static.website import website

REF = re.compile(rb'name="gongkai-ref" content="([^"]+)"')
NOTICE = b'name="gongkai-standing" content="withdrawn"'


@contextmanager
def send(folder: Path) -> Iterator[SendStage]:
    with website(folder) as at:

        def public() -> list[str]:
            pages = [content for content in at.everything().values() if NOTICE not in content]
            return [f"{ref.decode()}@website" for content in pages for ref in REF.findall(content)]

        def lose(when: str) -> None:
            at.breaks[:] = [when == "before", when == "after"]

        files = (at.files.keep(b"table", "检查表.xlsx"),)
        yield SendStage(at.channel, at.clock, (at.write(attachments=files), at.write(attachments=files)), public, lose)
