"""Pictures of identity documents: apart from all other files, and useless without the database.

Each is encrypted with a key of its own, which lies in the database only. So nobody reads them from the folder, a copy
of it, or a web server turned the wrong way; and what is dropped is gone wherever a copy of the folder may be. They are
in no backup: after a restore they must be asked for again. A file whose row was rolled back can be read by nobody.
"""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, col

from content.registers.identity import KeptPicture
from content.tables import IdentityFileRow


class IdentityFolder:
    """The files, below `root`, each under its id; only the program's own user may look."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, id: str, content: bytes) -> str:  # noqa: A002  # it is the file's id
        """On disk when it returns; gives the key."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = _fernet().generate_key()
        with os.fdopen(os.open(self._root / id, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_fernet()(key).encrypt(content))
            file.flush()
            os.fsync(file.fileno())
        return str(key.decode())

    def read(self, picture: KeptPicture) -> bytes:
        """Raises FileNotFoundError where it is no more."""
        return bytes(_fernet()(picture.key).decrypt((self._root / picture.id).read_bytes()))

    def drop(self, id: str) -> None:  # noqa: A002  # likewise
        (self._root / id).unlink(missing_ok=True)


class IdentityFiles:
    """Which there are. Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, picture: KeptPicture) -> None:
        row = IdentityFileRow(
            id=picture.id,
            number=picture.number,
            media_type=picture.media_type,
            size=picture.size,
            key=picture.key,
            at=picture.at,
        )
        self._session.add(row)
        self._session.flush()

    def of(self, number: str) -> list[KeptPicture]:
        """Of an application, oldest first."""
        oldest = (col(IdentityFileRow.at), col(IdentityFileRow.id))
        rows = self._session.scalars(
            select(IdentityFileRow).where(col(IdentityFileRow.number) == number).order_by(*oldest)
        )
        return [KeptPicture(row.id, row.number, row.media_type, row.size, row.at, row.key) for row in rows]

    def numbers(self) -> set[str]:
        """The applications that have any."""
        return set(self._session.scalars(select(col(IdentityFileRow.number)).distinct()))

    def having(self, numbers: Sequence[str]) -> set[str]:
        """Those of some applications that have any."""
        number = col(IdentityFileRow.number)
        return set(self._session.scalars(select(number).where(number.in_(numbers)).distinct()))

    def forget(self, number: str) -> None:
        """The keys with them."""
        self._session.execute(delete(IdentityFileRow).where(col(IdentityFileRow.number) == number))


def _fernet() -> Any:
    # It takes a while to load, and most commands see no picture.
    return import_module("cryptography.fernet").Fernet
