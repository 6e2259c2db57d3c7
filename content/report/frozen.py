"""A year's report as it was frozen (冻结): the record, and what proves that it is still the same."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from content.log import Head


def digest_of(written: str) -> str:
    """SHA-256 (hex) over the record as it is kept and written to a file."""
    return hashlib.sha256(written.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """`written`: figures and text as JSON (`content.report.record`); `head`: the log's last entry before the freezing.

    `refs`: the editions it was handed in as, oldest first; none = it was not published yet.
    """

    year: int
    version: int
    at: datetime
    by: str
    reason: str
    head: Head
    written: str = field(repr=False)
    digest: str
    refs: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the record is what was frozen."""
        return digest_of(self.written) == self.digest
