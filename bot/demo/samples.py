"""The items of the demo: those that `gongkai init` writes, and a draft with faults in it."""

from datetime import date
from pathlib import Path

from bot.init import write_sample
from content.checks.check_digits import id_card_check

DRAFT = Path(__file__).parent / "draft.md"
ITEMS = ("安全生产检查通知.md", "企业自查视频.md", "节约用水倡议.docx")
"""A table, pictures and an attachment; a video; a Word file."""

MADE_UP = "11010119000101001"


def write_items(folder: Path, today: date) -> tuple[Path, ...]:
    write_sample(folder, today)
    return tuple(folder / "稿件" / name for name in ITEMS)


def write_draft(folder: Path, today: date) -> Path:
    path = folder / DRAFT.name
    text = DRAFT.read_text(encoding="utf-8").format(today=today.isoformat(), id_number=made_up_id_number())
    path.write_text(text, encoding="utf-8")
    return path


def made_up_id_number() -> str:
    """Belongs to nobody: nobody so old is alive; only its check digit is right."""
    return MADE_UP + id_card_check(MADE_UP)
