"""What people write under an article (文章留言)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """`comment_id` is the platform's, unique under its article; `visitor` who wrote it; `at` when."""

    comment_id: int
    visitor: str
    text: str
    at: datetime
    elected: bool = False
    reply: str = ""
