"""Pictures: what the platform takes goes as it is, everything else is made fit or refused in words."""

import io

import pytest
from PIL import Image

from channels.errors import Refused
from channels.wechat import cover
from channels.wechat.images import LARGEST, fit
from tests.channels.wechat.account import Office


def picture(
    kind: str, size: tuple[int, int] = (300, 200), mode: str = "RGB", *, noise: bool = False, **save: object
) -> bytes:
    image = Image.new(mode, size, (200, 30, 30, 80)[: len(mode)])
    if noise:
        image = Image.merge(mode, [Image.effect_noise(size, 90) for _ in mode])
    out = io.BytesIO()
    image.save(out, kind, **save)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_fits_goes_byte_for_byte(kind: str) -> None:
    content = picture(kind)
    assert fit(content, "a.bin").content == content


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "BMP", "TIFF"])
def test_other_kinds_are_made_jpg(kind: str) -> None:
    assert fit(picture(kind), "现场.png").media_type == "image/jpeg"


def test_transparency_is_kept() -> None:
    assert fit(picture("WEBP", mode="RGBA"), "a.webp").media_type == "image/png"


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA")])
def test_what_is_too_large_is_made_smaller(kind: str, mode: str) -> None:
    content = picture(kind, (1600, 1200), mode, noise=True)
    assert len(content) > LARGEST
    made = fit(content, "大图")
    assert len(made.content) < LARGEST
    assert Image.open(io.BytesIO(made.content)).width > 400


def test_a_photo_held_upright_stays_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    made = fit(picture("WEBP", (400, 300), exif=turned), "手机照片.webp")
    assert Image.open(io.BytesIO(made.content)).size == (300, 400)


def test_no_picture_is_refused_by_its_name() -> None:
    with pytest.raises(Refused, match=r"假的\.jpg"):
        fit(b"<svg></svg>", "假的.jpg")


def test_pictures_are_uploaded_once_per_content_and_shown_in_the_article(at: Office) -> None:
    kept = at.scene.files.keep(picture("WEBP"), "现场.webp")
    html = f'<p><img src="files/{kept.path}" alt="现场"></p>'
    channel = at.channel()
    for number in (1, 2):
        at.send(channel, at.dispatch(at.edition(number, html=html, images=(kept,), cover=kept)))
    calls = at.sandbox.calls()
    assert (calls["media/uploadimg"], calls["material/add_material"]) == (1, 1)
    assert all('<img data-src="http' in article["content"] for article in at.public())


def test_a_card_with_the_offices_name_stands_in_for_a_missing_cover() -> None:
    made = cover.card("示范高新区管委会", "通知公告")
    assert Image.open(io.BytesIO(made.content)).size == (900, 383)
    assert len(made.content) < LARGEST
