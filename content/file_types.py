"""What files an item may bring, and whether a file is what its name says."""

import zipfile
from io import BytesIO
from pathlib import Path, PurePath

MEGABYTE = 1 << 20
LARGEST_IMAGE = 20 * MEGABYTE
LARGEST_ATTACHMENT = 200 * MEGABYTE
LARGEST_VIDEO = 4096 * MEGABYTE
MOST_PIXELS = 60_000_000

IMAGES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP", ".bmp": "BMP"}
VIDEOS = frozenset({".mp4", ".m4v", ".mov", ".avi", ".wmv", ".flv", ".mkv", ".mpg", ".mpeg", ".webm"})

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = {
    ".pdf": (b"%PDF",),
    ".docx": (ZIP,),
    ".xlsx": (ZIP,),
    ".pptx": (ZIP,),
    ".ofd": (ZIP,),
    ".zip": (ZIP, b"PK\x05\x06"),
    ".doc": (OLD_OFFICE,),
    ".xls": (OLD_OFFICE,),
    ".ppt": (OLD_OFFICE,),
    ".wps": (OLD_OFFICE, ZIP),
    ".et": (OLD_OFFICE, ZIP),
    ".dps": (OLD_OFFICE, ZIP),
    ".rar": (b"Rar!",),
    ".7z": (b"7z\xbc\xaf\x27\x1c",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
    ".bmp": (b"BM",),
    ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    ".txt": (),
    ".csv": (),
    ".mp4": (),
}
"""The endings an attachment may have, with what such a file begins with (nothing = looked at otherwise)."""

INSIDE = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/", ".ofd": "OFD.xml"}
"""What a zipped document holds."""

DOCUMENTS = (
    (b"%PDF", "PDF"),
    (OLD_OFFICE, "旧版 Office 文件，或加了密码的文件"),
    (ZIP, "压缩包或新版 Office 文件"),
    (b"\xff\xd8\xff", "JPG 图片"),
    (b"\x89PNG", "PNG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "程序"),
    (b"{\\rtf", "RTF 文档"),
)
MAGIC = (*DOCUMENTS, (b"<", "网页"))
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""What text in it begins with: Excel's “Unicode 文本” is such a file."""


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def size(count: int) -> str:
    """Of so many bytes, as people read it."""
    return f"{max(1, round(count / 1024))} KB" if count < MEGABYTE else f"{count / MEGABYTE:.1f} MB"


def attachment_fault(name: str, path: Path) -> str:
    """Words on why a file may not be an attachment; empty where it may."""
    suffix = suffix_of(name)
    if suffix not in BEGINNINGS:
        return f"附件不能是“{suffix or '没有后缀名'}”文件，可以是 pdf、docx、xlsx、pptx、ofd、zip、图片等"
    with path.open("rb") as file:
        head = file.read(4096)
    if BEGINNINGS[suffix] and not head.startswith(BEGINNINGS[suffix]):
        return f"后缀名是 {suffix}，内容却{_likeness(head)}；请用原来的程序另存一份"
    if suffix in (".txt", ".csv") and b"\0" in head and not head.startswith(UTF_16):
        return f"后缀名是 {suffix}，内容却不是文字；请用原来的程序另存一份"
    if suffix == ".mp4" and head[4:8] != b"ftyp":
        return "后缀名是 .mp4，内容却不是 MP4 视频"
    return _archive_fault(suffix, path) if head.startswith(ZIP) else ""


def document_like(content: bytes) -> str:
    """What it looks like, in words, where its first bytes say that it is no plain text."""
    return next((words for magic, words in DOCUMENTS if content.startswith(magic)), "")


def _likeness(head: bytes) -> str:
    like = next((words for magic, words in MAGIC if head.startswith(magic)), "")
    return f"像是{like}" if like else "认不出来"


def _archive_fault(suffix: str, path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "文件已损坏，打不开；请重新保存一份"
    if suffix in INSIDE and not any(name.startswith(INSIDE[suffix]) for name in names):
        return f"后缀名是 {suffix}，里面却不是这种文件；请用原来的程序另存一份"
    return ""


def image_suffix(content: bytes) -> str:
    """The ending that a picture's first bytes ask for; "" for what is none we know."""
    found = next((suffix for suffix in IMAGES if content.startswith(BEGINNINGS[suffix])), "")
    # Sounds and films begin with RIFF too.
    return "" if found == ".webp" and content[8:12] != b"WEBP" else found


def image_fault(name: str, content: bytes) -> str:
    """Words on why bytes are not a picture one can publish under that name; empty where they are."""
    from PIL import Image  # noqa: PLC0415  # slow to load, and only items with pictures need it

    suffix = suffix_of(name)
    if suffix not in IMAGES:
        return f"图片不能是“{suffix or '没有后缀名'}”文件，请另存为 JPG 或 PNG"
    try:
        with Image.open(BytesIO(content), formats=sorted(set(IMAGES.values()))) as image:
            if image.width * image.height > MOST_PIXELS:
                return f"图片太大（{image.width}×{image.height} 像素），请缩小后再用"
            image_format = "JPEG" if image.format == "MPO" else image.format  # two-picture JPEG of some phones
            if image_format == "JPEG":
                image.draft("RGB", (image.width // 8, image.height // 8))  # enough to notice a torn file, and quick
                image.load()
            else:
                image.verify()
    except Image.DecompressionBombError:  # far beyond what Pillow opens at all
        return "图片太大（像素太多），请缩小后再用"
    except Exception:  # noqa: BLE001  # Pillow's decoders raise a dozen kinds of error on broken files
        return f"图片打不开（内容{_likeness(content[:16])}），请用看图软件另存为 JPG 或 PNG"
    if image_format != IMAGES[suffix]:
        return f"后缀名是 {suffix}，内容却是 {image_format} 图片；请改后缀名或另存一份"
    return ""
