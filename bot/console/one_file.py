"""The one file of a field, or several: looked at, and kept between two tries of a form, so that nobody brings it twice.

It stays for its day, though the form was taken: the same form may come again, and leads where the first one went.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.console.room import Room
from bot.console.signed import Form
from bot.incoming import Upload
from bot.public.attachments import EXPIRED, not_kept
from bot.waiting_room import Waiting
from content.file_types import MEGABYTE, size, suffix_of
from content.sheets import OLD_BOOK

LARGEST = 100 * MEGABYTE
"""It is read whole."""
TABLES = (".csv", ".xlsx", ".txt")
"""Excel names its “Unicode 文本” .txt."""
SCREENSHOTS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")


@dataclass(frozen=True, slots=True)
class OneFile:
    """`kept` waits a day in the files folder; `seal` brings it back with the form; `fault`: why it is not taken."""

    kept: Waiting | None = None
    seal: str = ""
    fault: str = ""


NONE = OneFile()


def file_of(room: Room, form: Form, field: str, allowed: Sequence[str]) -> OneFile:
    """What the form brings in the field, else what it brought there before. `allowed` are endings, `.png`."""
    if upload := next(iter(form.sent.files(field)), None):
        return _taken(room, upload, allowed)
    before = next(iter(room.waiting.returned(form.sent, field, room.now)), None)
    if before is None:
        return OneFile(fault=EXPIRED if form.sent.texts(f"{field}_kept") else "")
    return _kept(room, before)


def table_of(room: Room, form: Form) -> OneFile:
    """The table in the field of that name; `fault` is set where none is kept."""
    found = file_of(room, form, "table", TABLES)
    return found if found.kept else replace(found, fault=found.fault or "请选择一个表格文件（.csv 或 .xlsx）。")


def files_of(room: Room, form: Form, field: str, allowed: Sequence[str]) -> list[OneFile]:
    """All that the form brings in the field, and what it brought there before."""
    returned = room.waiting.returned(form.sent, field, room.now)
    expired = [OneFile(fault=EXPIRED)] if len(returned) < len(form.sent.texts(f"{field}_kept")) else []
    brought = [_taken(room, upload, allowed) for upload in form.sent.files(field)]
    return [*(_kept(room, one) for one in returned), *expired, *brought]


@contextmanager
def on_disk(room: Room, one: OneFile) -> Iterator[Path | None]:
    """As `laid_out`; None where there is none."""
    if one.kept is None:
        yield None
        return
    with laid_out(room, one.kept) as path:
        yield path


@contextmanager
def laid_out(room: Room, kept: Waiting) -> Iterator[Path]:
    """The file under its own name, in a folder that goes afterwards."""
    with TemporaryDirectory() as folder:
        path = Path(folder, kept.name)
        path.write_bytes(room.waiting.read(kept))
        yield path


def _taken(room: Room, upload: Upload, allowed: Sequence[str]) -> OneFile:
    if upload.size > LARGEST:
        return OneFile(fault=f"“{upload.name}”超过 {size(LARGEST)}，没有收下。")
    if allowed is TABLES and suffix_of(upload.name) == ".xls":
        return OneFile(fault=f"“{upload.name}”没有收下：{OLD_BOOK}")
    try:
        taken = room.waiting.take(upload, allowed, room.now)
    except OSError as error:
        taken = not_kept(error)
    return OneFile(fault=taken) if isinstance(taken, str) else _kept(room, taken)


def _kept(room: Room, one: Waiting) -> OneFile:
    return OneFile(one, room.waiting.seal(one, room.now))
