"""Covers cut for a platform from the item's cover or a frame of its video."""

import io
from functools import lru_cache

from PIL import Image, ImageFilter, ImageOps

from channels.video import UnreadableError, frame

SHRINK = 8
BLUR = 40
QUALITY = 90
MOST_PIXELS = 100_000_000


def open_cover(content: bytes) -> Image.Image:
    """Upright and in RGB. Raises UnreadableError."""
    try:
        image = Image.open(io.BytesIO(content))
        if image.width * image.height > MOST_PIXELS:
            raise UnreadableError("封面图片太大，请缩小到一亿像素以内。")
        return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableError("封面图片打不开，请换成 JPG 或 PNG。") from error


@lru_cache(maxsize=4)
def from_kept_video(sha256: str, path: str, second: float) -> Image.Image:  # noqa: ARG001  # the hash is the cache's key
    """The frame shown at about this second; not to be changed by who gets it. Raises UnreadableError."""
    return frame(path, second).convert("RGB")


def fitted(image: Image.Image, width: int, height: int) -> bytes:
    """A JPEG of exactly this size with the whole picture in it: what is left over shows its own blur.

    Nothing is cut off, since covers carry words up to their edge.
    """
    size = (width, height)
    # A blur has no detail to lose: made small and drawn large it looks the same at a tenth of the time.
    small = (max(1, width // SHRINK), max(1, height // SHRINK))
    ground = ImageOps.fit(image, small, Image.Resampling.BILINEAR, bleed=0).filter(
        ImageFilter.GaussianBlur(BLUR / SHRINK)
    )
    sheet = ground.resize(size, Image.Resampling.BICUBIC)
    whole = ImageOps.contain(image, size, Image.Resampling.LANCZOS)
    sheet.paste(whole, ((width - whole.width) // 2, (height - whole.height) // 2))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
