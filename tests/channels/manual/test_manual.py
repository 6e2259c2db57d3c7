"""A website worked by hand, the whole way: packed, entered, brought back, read, corrected, taken down."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from channels.channel import Sight
from channels.errors import Refused
from channels.manual.link import read
from channels.pieces import Evidence
from channels.reading_back import PAGE, read_back
from content.delivery import State
from content.log import Kind
from content.receipt import Receipt, Standing
from content.store.store import Store
from tests.channels.manual.office import Office, channel_of, opened
from tests.channels.manual.stage import notice
from tests.channels.stages import MINUTE, Scene

SITE = "https://www.example.gov.cn/gxq"
ARTICLE = f"{SITE}/art/2026/3/5/art_12_7.html"
SHOT = "ab/abc.png"
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Iterator[Office]:
    with opened(store, tmp_path) as built:
        yield built


@pytest.mark.parametrize(
    "pasted",
    [
        ARTICLE,
        ARTICLE.replace("https", "http"),
        f"{ARTICLE}?from=timeline&utm_source=wx#p2",
        f"请看：{ARTICLE.replace('.html', '.html;jsessionid=0A')}。",
        "www.example.gov.cn/gxq/art/2026/3/5/art_12_7.html",
    ],
)
def test_a_page_has_one_address_however_it_is_pasted(pasted: str) -> None:
    assert read(pasted, "网站", [SITE]).url == ARTICLE


def test_what_names_the_page_stays_in_its_address() -> None:
    assert read(f"{SITE}/show.jsp?id=7&a=1", "网站", [SITE]).url == f"{SITE}/show.jsp?a=1&id=7"
    assert read(f"{SITE}/通知/7.html", "网站", [SITE]).url == f"{SITE}/%E9%80%9A%E7%9F%A5/7.html"


@pytest.mark.parametrize("pasted", [SITE, f"{SITE}/index.html", "https://www.example.gov.cn/fgw/art/1.html"])
def test_home_and_other_offices_of_the_same_platform_are_not_the_page(pasted: str) -> None:
    with pytest.raises(Refused, match="不是稿件网页的链接"):
        read(pasted, "网站", [SITE])


def test_the_package_has_every_field_alone_and_files_in_readers_order(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    package = channel_of(scene, SITE).package(notice(scene))
    assert list(package.texts)[:4] == ["标题", "栏目路径", "索引号", "文号"]
    assert package.texts["栏目路径"] == "政务公开 > 工作动态"
    assert package.texts["图1的说明"] == "检查组在仓库"
    assert list(package.files) == [
        "正文.html",
        "图1 封面.png",
        "图2 封面.png",
        "附件1 检查表.pdf",
        "附件2 企业名单.xlsx",
    ]
    assert "files/" not in package.html + package.texts["正文纯文本"]
    assert package.texts["正文源代码"].index("【此处插入“图1 封面.png”】") < package.html.index("3月5日至3月20日")
    assert "检查表</p>" not in package.html
    assert "正文里的“检查表”链接到上传的“附件1 检查表.pdf”。" in package.checklist
    assert "时间\t范围\n3月5日至3月20日\t仓储企业\n" in package.texts["正文纯文本"]
    assert "示例网址，本系统不会打开核对" in package.how


def test_what_is_entered_as_packed_is_found_as_written(office: Office) -> None:
    edition = office.ordered()
    done = office.confirmed(edition, office.entered(edition))
    assert (done.state, done.standing, done.says) == (State.SETTLED, Standing.LIVE, "")
    assert done.evidence[PAGE] == Sight.THERE
    assert office.logged() == [Kind.PUBLISHED]


def test_an_address_of_nothing_or_of_another_item_is_refused(office: Office) -> None:
    edition, other = office.ordered(), office.ordered(html="<p>另一件：关于防汛值班安排的通知全文。</p>", images=())
    url, elsewhere = office.entered(edition), office.entered(other)
    with pytest.raises(Refused, match=r"网站答复 404.*稍后再确认"):
        office.confirmed(edition, url.replace("art_1", "art_9"))
    with pytest.raises(Refused, match="没有这一件的内容"):
        office.confirmed(edition, elsewhere)
    office.confirmed(other, elsewhere)
    with pytest.raises(Refused, match=f"登记在 {other.key('cluster')} 名下"):
        office.confirmed(edition, elsewhere)
    assert office.logged() == [Kind.PUBLISHED]


def test_what_was_entered_differently_is_told_and_kept(office: Office) -> None:
    edition = office.ordered()
    url = office.entered(edition)
    office.edited(url, "仓储企业", "所有企业")
    done = office.confirmed(edition, url)
    assert done.standing == Standing.LIVE
    assert "没有了：“仓储企业”" in done.says
    assert done.evidence[PAGE] == Sight.CHANGED


def test_a_forgotten_attachment_picture_or_mark_is_told(office: Office) -> None:
    edition = office.ordered()
    folder = office.packed(edition)
    (folder / "附件2 企业名单.xlsx").unlink()
    source = folder / "正文源代码.txt"
    source.write_text(source.read_text().replace("【此处插入“图1 封面.png”】", "【此处插入图1】"))
    says = office.confirmed(edition, office.entered_from(folder)).says
    assert "多出：“【此处插入图1】”" in says
    assert "没有附件：“企业名单.xlsx”" in says
    assert "图片应有 2 张，网页上只有 1 张" in says


def test_a_page_that_cannot_be_opened_needs_a_screenshot(store: Store, tmp_path: Path) -> None:
    with opened(store, tmp_path) as office:
        edition = office.ordered()
        url = office.entered(edition)
    with pytest.raises(Refused, match="没法核对：打不开网页"):
        office.confirmed(edition, url)
    done = office.confirmed(edition, url, SHOT)
    assert (done.standing, done.evidence[PAGE]) == (Standing.LIVE, Sight.UNSEEN)
    assert done.says.startswith("网页没有核对：打不开网页")


def test_while_the_platform_reviews_a_screenshot_keeps_it_waiting(store: Store, tmp_path: Path) -> None:
    with opened(store, tmp_path, reviews=True) as office:
        edition = office.ordered()
        url = office.entered(edition)
        with pytest.raises(Refused, match="404"):
            office.confirmed(edition, url)
        assert office.confirmed(edition, "", SHOT).standing == Standing.HELD
        httpx.post(f"{office.platform}/guanli/1/tongguo")
        assert office.confirmed(edition, url).standing == Standing.LIVE


def test_a_correction_is_done_only_when_the_same_page_says_the_new_text(office: Office) -> None:
    old = office.ordered()
    url = office.entered(old)
    first = office.confirmed(old, url)
    new = office.corrected(old, html=old.item.html.replace("3月20日前", "3月25日前"))
    with pytest.raises(Refused, match=f"还是更正前的内容（{old.ref}）"):
        office.confirmed(new, url)
    folder = office.packed(new, url)
    assert (folder / "要更正的网页.txt").read_text().strip() == url
    second = office.entered_from(folder)
    with pytest.raises(Refused, match="更正前的网页"):
        office.confirmed(new, second)
    office.changed(url, folder)
    done = office.confirmed(new, url)
    assert (done.url, done.standing, done.says) == (first.url, Standing.LIVE, "")
    assert office.logged() == [Kind.PUBLISHED, Kind.CORRECTED]


def test_a_page_that_always_differed_is_not_taken_for_corrected(office: Office) -> None:
    old = office.ordered()
    url = office.entered(old)
    office.edited(url, "时间", "日期")
    office.confirmed(old, url)
    new = office.corrected(old, html=old.item.html.replace("3月20日前", "3月25日前"))
    with pytest.raises(Refused, match="还是更正前的内容"):
        office.confirmed(new, url)
    office.edited(url, "3月20日前", "3月25日前")
    assert "没有了：“时间”" in office.confirmed(new, url).says


def test_a_withdrawal_is_done_only_when_the_page_is_gone(office: Office) -> None:
    edition = office.ordered()
    url = office.entered(edition)
    office.confirmed(edition, url)
    office.to_take_down(edition)
    for screenshot in ("", SHOT):
        with pytest.raises(Refused, match="还在网页上"):
            office.confirmed(edition, url, screenshot)
    office.edited(url, "重点是仓储和危化品企业", "")
    with pytest.raises(Refused, match="还有这一件的部分内容"):
        office.confirmed(edition, url)
    office.taken_down(url)
    assert office.confirmed(edition, url).standing == Standing.WITHDRAWN
    assert office.logged() == [Kind.PUBLISHED, Kind.WITHDRAWN]


def test_the_back_offices_own_address_is_not_the_page(tmp_path: Path) -> None:
    channel = channel_of(Scene(tmp_path), SITE, entrance=f"{SITE}/guanli")
    with pytest.raises(Refused, match="后台的网址，公众打不开"):
        channel.read_link(f"{SITE}/guanli/edit?id=7")


def test_with_watching_turned_off_nothing_is_called_and_that_is_said(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    channel, edition = channel_of(scene, NOBODY, watch=False), notice(scene)
    assert "请自己对照一遍" in channel.package(edition).how
    live = Receipt(edition.key("cluster"), Standing.LIVE, scene.clock(), url=f"{NOBODY}/art/1.html")
    brought = Evidence(by="李四", at=scene.clock(), url=live.url)
    assert read_back(channel, live, edition, brought) == live


def test_a_sample_address_is_taken_without_being_called(store: Store, tmp_path: Path) -> None:
    with opened(store, tmp_path, SITE) as office:
        edition = office.ordered()
        office.scene.clock.on(3 * MINUTE)
        done = office.confirmed(edition, ARTICLE)
    assert (done.url, done.says) == (ARTICLE, "网页没有核对：示例网址，不核对。")
