"""The cover of an article that has none: a plain card with the office's name and the column.

One card per column, not per item: the title stands under the cover in WeChat anyway, and permanent material is
limited to 100,000 pictures. 900×383 is the customary size (2.35:1); the middle square is what lists show.
"""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from channels.wechat.api import Upload

RECIPE = "1"
SIZE = (900, 383)
GROUND, EDGE, WORDS, SOFT = "#a3221d", "#c9605a", "#ffffff", "#f3d9d6"
# Pillow looks these up in the system's font folders.
FONTS = (
    "NotoSerifCJK-Bold.ttc",
    "NotoSansCJK-Bold.ttc",
    "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Regular.ttc",
    "SourceHanSerifSC-Bold.otf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "simsun.ttc",
    "msyh.ttc",
)
# The square in the middle is all that a list of articles shows.
WIDEST = 340


@lru_cache(maxsize=32)
def card(office: str, column: str) -> Upload:
    """A JPG; without any Chinese font on the machine a plain field with its frame."""
    picture = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((18, 18, SIZE[0] - 19, SIZE[1] - 19), outline=EDGE, width=2)
    middle = SIZE[0] / 2
    lines = _lines(office)
    name = _font(max(lines, key=len), 46)
    if name is not None:
        draw.multiline_text(
            (middle, 148), "\n".join(lines), font=name, fill=WORDS, anchor="mm", align="center", spacing=14
        )
        draw.line((middle - 60, 240, middle + 60, 240), fill=EDGE, width=2)
        draw.text((middle, 276), column, font=_font(column, 28), fill=SOFT, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return Upload("cover.jpg", out.getvalue(), "image/jpeg")


def _lines(office: str) -> list[str]:
    """A long name in two halves."""
    half = (len(office) + 1) // 2
    return [office] if len(office) <= 10 else [office[:half], office[half:]]


def _font(words: str, largest: int) -> ImageFont.FreeTypeFont | None:
    """The largest size at which the words fit the middle square."""
    for name in FONTS:
        try:
            font = ImageFont.truetype(name, largest)
        except OSError:
            continue
        width = font.getlength(words) or 1
        return font.font_variant(size=max(14, min(largest, int(largest * WIDEST / width))))
    return None
