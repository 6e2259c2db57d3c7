"""The package as a folder and a page, and the sandboxes that a person uploads it to."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from channels.channel import Context
from channels.douyin import sandbox
from channels.errors import Refused
from channels.handover_person import UploadRefusedError, take_down, upload
from channels.loopback import serving
from channels.packages import removal, replacing, write_package
from channels.video import inspect_kept
from content.problems import blocking
from content.receipt import Standing
from tests.channels.stages import HandOverStage, Scene, stage, video_bytes
from tests.parts import place


@pytest.fixture
def at(tmp_path: Path) -> Iterator[HandOverStage]:
    with stage("douyin", "hand_over", tmp_path) as built:
        yield built


def test_covers_come_in_every_size_from_the_items_cover_or_else_from_the_video(
    at: HandOverStage, tmp_path: Path
) -> None:
    scene = Scene(tmp_path)
    for name, edition in (("own", scene.edition(cover=scene.picture())), ("frame", at.good)):
        write_package(at.channel.package(edition), at.files, tmp_path / name)
        with (
            Image.open(tmp_path / name / "封面-3比4.jpg") as tall,
            Image.open(tmp_path / name / "封面-4比3.jpg") as wide,
        ):
            assert (tall.size, wide.size) == ((1080, 1440), (1440, 1080))
            red, _, blue = tall.getpixel((540, 720))
            assert (red > 2 * blue) == (name == "own"), "the picture is red, the film blue and white"


def test_the_packages_words_are_safe_in_the_page(at: HandOverStage, tmp_path: Path) -> None:
    edition = replace(at.good, item=replace(at.good.item, title="<b>检查</b>&开始", summary="<script>"))
    page = write_package(at.channel.package(edition), at.files, tmp_path / "out").read_text(encoding="utf-8")
    assert "<b>检查" not in page
    assert page.count("<script>") == 1


def test_taking_down_and_replacing_say_which_work_is_meant(at: HandOverStage, tmp_path: Path) -> None:
    old = "https://www.douyin.com/video/7366246421034469130"
    out = at.waiting(standing=Standing.LIVE, url=old)
    page = write_package(removal(out, at.good.item.title), at.files, tmp_path / "out").read_text(encoding="utf-8")
    assert old in page
    assert "删除已发布的《三月安全生产检查开始》" in page
    assert not list((tmp_path / "out").glob("视频*"))
    first, *rest = replacing(at.channel.package(at.good), [old]).checklist
    assert old in first
    assert rest == list(at.channel.package(at.good).checklist)


def test_a_video_is_looked_at_once_however_often_it_is_checked(at: HandOverStage) -> None:
    inspect_kept.cache_clear()
    for _ in range(3):
        assert blocking(at.channel.check(at.good)) == []
    assert inspect_kept.cache_info().misses == 1


@pytest.mark.part("chromium")
def test_the_page_fits_a_phone_and_its_buttons_can_be_hit(at: HandOverStage, tmp_path: Path) -> None:
    package = at.channel.package(at.good, Context(page_url=f"https://www.example.gov.cn/{'long' * 20}.html"))
    page_path = write_package(package, at.files, tmp_path / "out")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(place("chromium")), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(page_path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        heights = page.evaluate("[...document.querySelectorAll('button, a.save')].map(e => e.offsetHeight)")
        assert min(heights) >= 44
        page.click("button >> nth=0")
        assert page.inner_text("button >> nth=0") == "已复制"
        browser.close()


def test_the_sandbox_refuses_what_the_upload_page_refuses(at: HandOverStage, tmp_path: Path) -> None:
    write_package(at.channel.package(at.good), at.files, tmp_path / "out")
    (tmp_path / "out" / "标题.txt").write_text("很长的标题" * 7, encoding="utf-8")
    page = (tmp_path / "out" / "交接单.html").read_text(encoding="utf-8")
    (tmp_path / "out" / "交接单.html").write_text(page.replace("内容由AI生成", "（看不清）"), encoding="utf-8")
    (tmp_path / "out" / "视频.mp4").write_bytes(b"broken on the way")
    with pytest.raises(UploadRefusedError) as refused:
        at.complete(tmp_path / "out")
    assert all(words in str(refused.value) for words in ("最多 30 字", "人工智能", "打不开"))


def test_works_survive_a_restart_and_a_work_taken_down_is_gone(at: HandOverStage, tmp_path: Path) -> None:
    write_package(at.channel.package(at.good), at.files, tmp_path / "out")
    folder = tmp_path / "platform"
    with serving(sandbox.build_app(folder, at.clock)) as address:
        upload(address, tmp_path / "out")
    with serving(sandbox.build_app(folder, at.clock)) as address:
        (work,) = json.loads(httpx.get(f"{address}/works.json").text)
        page = f"{address}/video/{work['id']}"
        assert at.good.item.title in httpx.get(page).text
        assert (work["sha256"], work["up"]) == (at.good.item.video.sha256, True)
        take_down(address, page)
        assert (httpx.get(page).status_code, "已删除" in httpx.get(page).text) == (404, True)


def test_a_film_that_is_broken_inside_is_found_by_the_check_not_by_the_person(
    at: HandOverStage, tmp_path: Path
) -> None:
    film = bytearray(video_bytes())
    film[len(film) // 4 :] = bytes(len(film) - len(film) // 4)
    scene = Scene(tmp_path)
    broken = scene.edition(video=scene.files.keep(bytes(film), "坏了.mp4"))
    assert "video_unreadable" in {problem.code for problem in blocking(at.channel.check(broken))}
    with pytest.raises(Refused, match=r"2026-00137\.2"):
        at.channel.package(broken)
