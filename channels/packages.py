"""A hand-over package as a folder that a person can take along: files, texts, a page that says what to do."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from channels.channel import Package
from content.delivery import Delivery
from content.shelf import Files

PAGE = "交接单.html"
SUMS = "SHA256SUMS"
PIECE = 1 << 20
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
OLD_LINK = "原链接"
FOUND = "删除的是已公开的，请附上它的链接或截图；没有找到的，直接确认。"


def write_package(package: Package, files: Files, folder: Path) -> Path:
    """Write everything below `folder` (made if need be) and return the page's path.

    Texts are `标题.txt`, …; `SHA256SUMS` covers every file of the package and is what `sha256sum -c` reads. Raises
    ValueError when a kept file is no longer what was approved.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in package.files.items():
        _copy(Path(files.locate(path)), folder / name, package.hashes[name])
    for name, text in package.texts.items():
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    sums = "".join(f"{digest}  {name}\n" for name, digest in package.hashes.items())
    (folder / SUMS).write_text(sums, encoding="utf-8")
    page = folder / PAGE
    page.write_text(
        page_of(package, {name: (folder / name).stat().st_size for name in package.files}), encoding="utf-8"
    )
    return page


def removal(delivery: Delivery, title: str, *, on_site: bool = False) -> Package:
    """What a person needs to take something down: which work, and what to bring back. `on_site`: a website's page.

    Without an address, nobody knows whether there is anything: it was cancelled while somebody was at work on it.
    """
    if not delivery.url:
        return _search_on_site(delivery, title) if on_site else _search(delivery, title)
    return _page_removal(delivery, title) if on_site else _work_removal(delivery, title)


def _work_removal(delivery: Delivery, title: str) -> Package:
    return Package(
        key=delivery.key,
        texts={"要删除的链接": delivery.url},
        checklist=(
            "打开要删除的链接，看清是这一条。",
            "登录发布它的账号，在作品管理里删除它。",
            "再打开一次链接：看到已删除以后截图，或把这个链接交回来确认。",
        ),
        says=f"删除已发布的《{title}》",
        link=OLD_LINK,
        how="打开原链接，看到已经删除，再把它贴到这里；或者附上截图。",
    )


def _page_removal(delivery: Delivery, title: str) -> Package:
    return Package(
        key=delivery.key,
        texts={"要撤下的网页": delivery.url},
        checklist=(
            "打开要撤下的网页，看清是这一篇。",
            "登录网站后台，按标题找到它，撤下（或删除）；附件也一并撤下。",
            "过一会儿再打开网页：打不开了，或已没有它的内容，就把网址交回来确认。",
        ),
        says=f"从网站撤下《{title}》",
        link=OLD_LINK,
        how="网页打不开了，或已没有这一篇的内容，再把原来的网址贴到这里。网页还在的，确认不了。",
    )


def _search_on_site(delivery: Delivery, title: str) -> Package:
    return Package(
        key=delivery.key,
        texts={"要核对的标题": title},
        checklist=(
            "还没有录入网站的，不要再录。",
            "登录网站后台，按标题找，草稿、待审核的也要看。",
            "找到的：停止发布，撤下或删除它。",
            "后台没有了，就确认。撤下的是已公开的，请附上它的网址；没有找到的，直接确认。",
        ),
        says=f"《{title}》已取消，但可能已经录入网站。请在后台核对，有的就撤下或停止发布，然后确认",
        link=OLD_LINK,
        how=FOUND,
    )


def _search(delivery: Delivery, title: str) -> Package:
    return Package(
        key=delivery.key,
        texts={"要核对的标题": title},
        checklist=(
            "还没有上传或发表的，不要再做。",
            "登录发布用的账号，在作品管理（公众号看“发表记录”）里按标题找，草稿、审核中的也要看。",
            "找到的：停止发布，删除它。",
            "平台上没有了，就确认。删除的是已公开的，请附上它的链接或截图；没有找到的，直接确认。",
        ),
        says=f"《{title}》已取消，但可能已经上传或发表。请在平台上核对，有的就删除或停止发布，然后确认",
        link=OLD_LINK,
        how=FOUND,
    )


def replacing(package: Package, old: Sequence[str]) -> Package:
    """The same package for a new edition whose old ones, at these addresses, must go first."""
    steps = [f"先删除旧版：{url}" for url in old]
    return replace(package, checklist=(*steps, *package.checklist))


def page_of(package: Package, sizes: Mapping[str, int]) -> str:
    """The page for a phone: what to do, texts to copy, files to save. `sizes` in bytes, by the files' names."""
    shown = {name: f"{size / 1_000_000:.1f} MB" for name, size in sizes.items()}
    pictures = [name for name in package.files if name.lower().endswith(PICTURES)]
    return _template().render(package=package, sizes=shown, pictures=pictures)


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("package.html")


def _copy(source: Path, place: Path, expected: str) -> None:
    """In pieces: a video may be larger than the memory."""
    shutil.copyfile(source, place)
    digest = hashlib.sha256()
    with place.open("rb") as copied:
        while piece := copied.read(PIECE):
            digest.update(piece)
    if digest.hexdigest() != expected:
        place.unlink()
        raise ValueError(damaged(place.name))


def damaged(name: str) -> str:
    return f"{name} 与审批时的内容不一致，不能使用；请从备份恢复文件后重试。"
