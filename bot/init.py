"""`gongkai init`: a commented sample of settings and items that runs as it is, made on the spot."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from bot.actions.errors import CannotDo

SAMPLE = Path(__file__).parent / "sample"
SETTINGS = "gongkai.yaml"
TEXTS: Mapping[str, str] = {
    SETTINGS: "gongkai.yaml",
    "secrets.env.example": "secrets.env.example",
    "使用说明.md": "README.md",
    "稿件/安全生产检查通知.md": "items/notice.md",
    "稿件/企业自查视频.md": "items/video.md",
    "稿件/节约用水倡议.yaml": "items/appeal.yaml",
}
AS_THEY_ARE = frozenset({SETTINGS})  # {year} is the office's there


def write_sample(folder: Path, today: date) -> list[Path]:
    """Write the sample into `folder`, made if it is not there. Overwrites nothing: raises CannotDo instead."""
    made = _made()
    there = [name for name in (*TEXTS, *made) if (folder / name).exists()]
    if there:
        raise CannotDo(f"{folder} 里已经有 {'、'.join(there)}，没有写任何文件。请换一个文件夹，或先把它们移走。")
    (folder / "稿件").mkdir(parents=True, exist_ok=True)
    for name, source in TEXTS.items():
        text = (SAMPLE / source).read_text(encoding="utf-8")
        (folder / name).write_text(text if name in AS_THEY_ARE else _dated(text, today), encoding="utf-8")
    for name, make in made.items():
        make(folder / name)
    return [folder / name for name in (*TEXTS, *made)]


def _dated(text: str, today: date) -> str:
    words = f"{today.year}年{today.month}月{today.day}日"
    named = {"{today}": today.isoformat(), "{year}": str(today.year), "{today_in_words}": words}
    for name, value in named.items():
        text = text.replace(name, value)
    return text


def _made() -> dict[str, Callable[[Path], object]]:
    """What is drawn and not written: these libraries are slow to load, and only `init` needs them."""
    from bot import sample_files as files  # noqa: PLC0415
    from channels.video_sample import sample_video  # noqa: PLC0415

    return {
        "稿件/封面.jpg": lambda path: files.picture(path, (900, 383), 3),
        "稿件/检查流程.png": lambda path: files.picture(path, (800, 300), 4),
        "稿件/安全生产自查表.xlsx": files.workbook,
        "稿件/企业自查.mp4": sample_video,
        "稿件/节约用水倡议.docx": files.word,
    }
