"""Pictures made fit for the platform: the bytes decide, not the name.

uploadimg takes JPG and PNG under 1 MB; add_material takes images up to 10 MB. Source: 上传图文消息图片, 新增永久素材.
"""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, UnidentifiedImageError

from channels.errors import Refused
from channels.wechat.api import Upload

# Part of the cache's name: change it when the same picture would come out differently.
RECIPE = "1"
LARGEST = 1_000_000
WIDEST = 1440
TALLEST = 12_000
MOST_PIXELS = 120_000_000
QUALITIES = (88, 78, 66, 54)
SHRINK = 0.75


def fit(content: bytes, name: str) -> Upload:
    """The picture as JPG or PNG under 1 MB; unchanged if it is one already. Raises `Refused` with words for staff."""
    kind = _kind(content, name)
    if kind in {"JPEG", "PNG"} and len(content) < LARGEST:
        return _upload(content, kind)
    try:
        with Image.open(io.BytesIO(content)) as opened:
            return _encoded(_upright(opened), name)
    except (OSError, ValueError, Image.DecompressionBombError):
        raise Refused(f"图片 {name} 打不开：请换一张 JPG 或 PNG。") from None


def _kind(content: bytes, name: str) -> str:
    """Raises `Refused` for what is no picture, or one that would fill the memory."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(f"图片 {name} 太大（{image.width}×{image.height}）：请先缩小。")
            return image.format or ""
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise Refused(f"图片 {name} 不是能识别的图片（公众号收 JPG、PNG）：请换一张。") from None


def _upright(image: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(image)
    picture = turned if turned is not None else image
    return picture.convert("RGBA" if _is_transparent(picture) else "RGB")


def _is_transparent(image: Image.Image) -> bool:
    if image.mode not in {"RGBA", "LA", "PA"} and "transparency" not in image.info:
        return False
    lowest = image.convert("RGBA").getchannel("A").getextrema()[0]
    return isinstance(lowest, int | float) and lowest < 255


def _encoded(picture: Image.Image, name: str) -> Upload:
    picture.thumbnail((WIDEST, TALLEST))
    if picture.mode == "RGBA":
        content = _saved(picture, "PNG", optimize=True)
        if len(content) < LARGEST:
            return _upload(content, "PNG")
        picture = _on_white(picture)
    for content in _smaller_and_smaller(picture):
        if len(content) < LARGEST:
            return _upload(content, "JPEG")
    raise Refused(f"图片 {name} 压不到 1 MB 以内：请先缩小。")


def _smaller_and_smaller(picture: Image.Image) -> Iterator[bytes]:
    while picture.width > 200:
        for quality in QUALITIES:
            yield _saved(picture, "JPEG", quality=quality)
        picture = picture.resize((max(1, int(picture.width * SHRINK)), max(1, int(picture.height * SHRINK))))


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _upload(content: bytes, kind: str) -> Upload:
    ending = "png" if kind == "PNG" else "jpg"
    return Upload(f"image.{ending}", content, f"image/{'png' if kind == 'PNG' else 'jpeg'}")
