"""What the public sees of an item: page, lists, feeds, catalogue – and what is left when it goes."""

import json
from datetime import timedelta

import pytest
from defusedxml import ElementTree

from channels.channel import Context
from content.delivery import Act
from content.edition import Edition
from content.receipt import Standing
from tests.channels.static.website import Website

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LISTING = {
    "index.html", "tzgg/index.html", "tzgg/rss.xml", "tzgg/atom.xml", "rss.xml", "atom.xml", "sitemap/tzgg-1.xml",
    "zfxxgk/fdzdgknr/tzgg/2026-1.html", "zfxxgk/fdzdgknr/tzgg/2026-1.json",
}  # fmt: skip


def metas(at: Website, edition: Edition) -> dict[str, str]:
    return {tag["name"]: tag["content"] for tag in at.page(edition).find_all("meta", attrs={"name": True})}


def titles(at: Website, path: str) -> list[str]:
    return [link.text for link in at.soup(path).select(".content .rows a")]


def box(at: Website, edition: Edition) -> dict[str, str]:
    return {pair.dt.text: pair.dd.text for pair in at.page(edition).select(".box dl > div")}


def test_a_page_carries_the_tags_of_government_sites_and_the_digest_of_its_edition(at: Website) -> None:
    edition = at.publish(title="检查“回头看”<一>&二", keywords=("安全", "检查"))
    found = metas(at, edition)
    assert (found["SiteName"], found["SiteDomain"]) == ("示范高新区管委会", "www.example.gov.cn")
    assert (found["ColumnName"], found["ArticleTitle"]) == ("通知公告", "检查“回头看”<一>&二")
    assert (found["PubDate"], found["ContentSource"]) == ("2026-03-02 09:01", "综合办公室")
    assert (found["Keywords"], found["Description"]) == ("安全,检查", "三月起开展安全生产检查。")
    assert found["gongkai-digest"] == edition.digest


def test_a_page_has_the_catalogue_box_with_what_is_known(at: Website) -> None:
    found = box(at, at.publish(legal_basis="第二十条（十二）", valid_until=None))
    assert found["索引号"] == "MB0X/2026-00001"
    assert found["文号"] == "示高管〔2026〕1号"
    assert (found["成文日期"], found["发布机构"], found["责任单位"]) == ("2026-03-01", "示范高新区管委会", "综合办公室")
    assert (found["公开属性"], found["公开依据"]) == ("主动公开", "第二十条（十二）")
    assert "有效期至" not in found


def test_the_receipt_says_where_it_is_live_and_since_when(at: Website) -> None:
    receipt = at.send(at.dispatch(at.write()))
    assert (receipt.standing, receipt.at) == (Standing.LIVE, at.clock())
    assert receipt.url == "https://www.example.gov.cn/tzgg/2026/2026-00001.html"
    assert receipt.remote_id == "/tzgg/2026/2026-00001.html"


def test_what_is_previewed_is_what_is_on_the_page(at: Website) -> None:
    edition = at.publish(html="<h1>一、总则</h1><p>正文。</p><table><thead><tr><th>项</th></tr></thead></table>")
    preview = at.channel.prepare(edition, Context())
    assert preview.html in at.text(at.channel.path_of(edition))
    assert "<h2>一、总则</h2>" in preview.html
    assert '<th scope="col">项</th>' in preview.html


def test_images_and_attachments_lie_beside_the_item_under_the_names_people_see(at: Website) -> None:
    picture, table = at.files.keep(b"png", "图.png"), at.files.keep(b"x" * 3000, "检查 表.xlsx")
    html = f'<p><img src="files/{picture.path}" alt="现场"></p>'
    edition = at.publish(html=html, images=(picture,), attachments=(table,))
    link = at.page(edition).select_one(".files a")
    assert link is not None
    assert (link["download"], link.find_next("span").text) == ("检查 表.xlsx", "Excel 表格，3 KB")
    image = at.page(edition).select_one(".text img")
    assert image is not None
    for address, content in ((link["href"], b"x" * 3000), (image["src"], b"png")):
        assert (at.site / str(address).lstrip("/")).read_bytes() == content


def test_a_video_can_be_played_and_downloaded_and_says_if_a_machine_made_it(at: Website) -> None:
    page = at.page(at.publish(video=at.files.keep(b"mp4", "现场.mp4"), ai_generated=True))
    video = page.select_one("video[controls]")
    assert video is not None
    assert (at.site / str(video["src"]).lstrip("/")).read_bytes() == b"mp4"
    assert "人工智能生成" in page.text


def test_an_item_is_in_every_list_feed_and_catalogue(at: Website) -> None:
    at.publish(title="只此一件")
    assert at.mentions("2026-00001") >= LISTING


def test_feeds_and_sitemap_are_valid_and_say_when_it_was_published(at: Website) -> None:
    at.publish(title="甲 & 乙\x0b")
    item = ElementTree.fromstring(at.text("/tzgg/rss.xml")).find("channel/item")
    assert item.findtext("title") == "甲 & 乙"
    assert item.findtext("pubDate") == "Mon, 02 Mar 2026 09:01:00 +0800"
    entry = ElementTree.fromstring(at.text("/atom.xml")).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published") == "2026-03-02T09:01:00+08:00"
    parts = [tag.text for tag in ElementTree.fromstring(at.text("/sitemap.xml")).iter(f"{MAP}loc")]
    assert "https://www.example.gov.cn/sitemap/tzgg-1.xml" in parts
    for part in parts:
        ElementTree.fromstring(at.text(part.removeprefix("https://www.example.gov.cn")))


def test_every_item_and_the_catalogue_can_be_read_by_a_program(at: Website) -> None:
    table = at.files.keep(b"table", "表.xlsx")
    at.publish(title="通知", attachments=(table,))
    contents = json.loads(at.text("/zfxxgk/fdzdgknr/index.json"))
    year = contents["columns"][0]["years"]["2026"].removeprefix("https://www.example.gov.cn")
    (line,) = json.loads(at.text(year))["items"]
    record = json.loads(at.text(line["json"].removeprefix("https://www.example.gov.cn")))
    assert {record[name] for name in ("title", "index_number", "made_on")} == {"通知", "MB0X/2026-00001", "2026-03-01"}
    assert record["attachments"][0]["sha256"] == table.sha256


def test_a_correction_keeps_address_first_time_and_place_and_drops_old_attachments(at: Website) -> None:
    wrong = at.publish(title="错的", attachments=(at.files.keep(b"wrong", "错.pdf"),))
    at.publish(title="后来的")
    path = at.channel.path_of(wrong)
    corrected = at.correct(wrong, title="对的", attachments=(at.files.keep(b"right", "对.pdf"),))
    assert at.channel.path_of(corrected) == path
    assert at.mentions("错") == set()
    assert metas(at, corrected)["PubDate"] == "2026-03-02 09:01"
    assert "更新时间：2026-03-02 09:03" in at.page(corrected).text
    assert titles(at, "/tzgg/index.html") == ["后来的", "对的"]
    assert b"wrong" not in at.everything().values()


def test_a_withdrawn_item_is_a_notice_and_nowhere_else(at: Website) -> None:
    edition = at.publish(title="泄露了名字的通知", attachments=(at.files.keep(b"names", "名单.xlsx"),))
    other = at.publish(title="另一件")
    receipt = at.withdraw(edition, "含有个人信息")
    assert (receipt.standing, receipt.url) == (Standing.WITHDRAWN, "https://www.example.gov.cn" + receipt.remote_id)
    page = at.page(edition)
    assert "2026-03-02 09:03" in page.text
    assert "含有个人信息" in page.text
    assert json.loads(at.text(receipt.remote_id.replace(".html", ".json")))["withdrawn"] is True
    assert at.mentions("泄露了名字") == set()
    assert b"names" not in at.everything().values()
    assert at.mentions("2026-00001") == {"tzgg/2026/2026-00001.html", "tzgg/2026/2026-00001.json"}
    assert at.mentions(other.item_id) >= LISTING


def test_what_was_withdrawn_can_be_published_again_at_its_old_place(at: Website) -> None:
    edition, _later = at.publish(title="先"), at.publish(title="后")
    at.withdraw(edition)
    receipt = at.send(at.dispatch(at.revise(edition, title="先（修订）")))
    assert (receipt.standing, receipt.at) == (Standing.LIVE, at.clock())
    assert titles(at, "/tzgg/index.html") == ["后", "先（修订）"]
    assert metas(at, edition)["PubDate"] == "2026-03-02 09:01"


def test_a_wrong_item_shows_its_correction_notice_until_that_is_withdrawn(at: Website) -> None:
    wrong = at.publish(title="原文")
    notice = at.publish(title="更正说明", corrects=wrong.item_id)
    assert "以更正说明为准：更正说明" in at.page(wrong).text
    assert "所更正的信息：原文" in at.page(notice).text
    at.withdraw(wrong)
    assert "已撤回" in at.page(notice).text
    assert "更正说明" in at.page(wrong).text
    at.withdraw(notice)
    assert "更正说明" not in at.page(wrong).text
    assert at.everything() == at.built_from_nothing()


def test_an_item_moved_to_another_column_keeps_its_address_and_changes_its_lists(at: Website) -> None:
    for number in range(8):
        at.publish(title=f"通知{number}")
    moved = at.publish(title="放错了栏目")
    at.publish(title="通知8")
    at.correct(moved, title="放对了栏目", column="工作动态")
    assert at.channel.path_of(moved) == "/tzgg/2026/2026-00009.html"
    assert {"gzdt/index.html", "gzdt/rss.xml"} <= at.mentions("放对了栏目")
    assert "sitemap/gzdt-1.xml" in at.mentions(moved.item_id)
    assert at.mentions("放错了栏目") == set()
    assert at.everything() == at.built_from_nothing()


def test_archive_parts_are_numbered_from_the_oldest_and_every_item_is_reached_once(at: Website) -> None:
    for number in range(23):
        at.publish(title=f"第{number}件")
    seen: list[str] = []
    path = "/tzgg/index.html"
    while path:
        seen += titles(at, path)
        older = at.soup(path).select_one('.pager a[rel="next"]')
        path = str(older["href"]) if older else ""
    assert seen == [f"第{number}件" for number in reversed(range(23))]
    assert titles(at, "/tzgg/p1.html") == [f"第{number}件" for number in (4, 3, 2, 1, 0)]


def test_the_fixed_places_are_there_from_the_first_day(at: Website) -> None:
    at.channel.repair()
    for path in ("zhinan.html", "zhidu.html", "fdzdgknr/index.html", "nianbao.html", "ysqgk.html"):
        assert at.soup(f"/zfxxgk/{path}").h1 is not None
    assert "示范路1号" in at.text("/zfxxgk/zhinan.html")
    assert "Sitemap: https://www.example.gov.cn/sitemap.xml" in at.text("/robots.txt")
    assert "没有找到" in at.text("/404.html")


def test_the_office_may_write_its_own_guide_and_list_its_reports(at: Website) -> None:
    texts = at.folder / "texts"
    texts.mkdir()
    (texts / "guide.md").write_text("本机关的指南\n\n<script>alert(1)</script>", encoding="utf-8")
    at.channel = at.anew(texts=texts, reports_column="年度报告")
    at.publish(title="2025年度报告", column="年度报告")
    assert "本机关的指南" in at.text("/zfxxgk/zhinan.html")
    assert "<script" not in at.text("/zfxxgk/zhinan.html")
    assert "2025年度报告" in at.text("/zfxxgk/nianbao.html")


def test_names_with_signs_of_markup_or_of_templates_stay_text(at: Website) -> None:
    at.channel = at.anew(site_name='<b>“示范”{{ root }}</b> & "区"')
    page = at.page(at.publish(title="{{ 7 * 7 }}{% raw %}"))
    assert page.select_one(".name a").text == '<b>“示范”{{ root }}</b> & "区"'  # type: ignore[union-attr]  # it is there
    assert page.h1 is not None
    assert page.h1.text == "{{ 7 * 7 }}{% raw %}"


def test_the_catalogue_shows_the_head_of_the_log_once_a_day(at: Website) -> None:
    at.log_head = "abc123"
    at.publish()
    assert at.mentions("abc123") == {"zfxxgk/fdzdgknr/index.html", "zfxxgk/fdzdgknr/index.json"}
    at.log_head = "def456"
    assert at.channel.repair() == 0
    at.clock.on(timedelta(days=1))
    assert at.channel.repair() == 2
    assert len(at.mentions("def456")) == 2


@pytest.mark.parametrize("act", [Act.PUBLISH, Act.CORRECT])
def test_the_same_edition_again_changes_nothing(at: Website, act: Act) -> None:
    edition = at.publish()
    before = at.everything()
    first = at.channel.look(at.dispatch(edition))
    at.send(at.dispatch(edition, act))
    assert at.everything() == before
    assert at.channel.look(at.dispatch(edition)) == first
