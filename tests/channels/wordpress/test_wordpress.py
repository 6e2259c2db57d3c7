"""What is WordPress's own: its slugs, its bin, its signs, its categories, its files, its roles."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import lxml.html
import pytest
from pydantic import ValidationError

from channels.channel import UNREACHABLE, SurelyAbsent
from channels.cms.document import Document, Exists, State
from channels.cms.trial import Trial
from channels.errors import CannotWithdraw, Misconfigured, Refused, TryLater, Unconfirmed
from channels.static.sandbox import serving as a_website_of_files
from channels.wordpress.settings import Settings
from content.delivery import Act
from content.receipt import Receipt, Standing
from tests.channels.wordpress.running import Newsroom, newsroom
from tests.websites.wire import Fault

pytestmark = pytest.mark.part("wordpress")
LOGIN = {"medium": "政府网站", "user": "editor", "password": "sample"}
SECONDS = 60
ODD = 'A<B & “甲” "第二十条" don\'t 3x4 -- ... :) [gallery] 例'


def published(at: Newsroom, edition: Any, act: Act = Act.PUBLISH, held: Receipt | None = None) -> Receipt:
    (receipt,) = at.send(at.dispatch(edition, act, {edition.item_id: held} if held else {}))
    return receipt


def page(receipt: Receipt, part: str = "/html") -> str:
    """What a reader finds there, or in a part of it."""
    answer = httpx.get(receipt.url, trust_env=False, follow_redirects=True)
    return str(lxml.html.document_fromstring(answer.content).xpath(f"string({part})"))


def document(at: Newsroom) -> Document:
    """The item's, as the channel hands it to the site."""
    edition = at.write()
    return Document(
        key=f"{at.prefix}{edition.item_id}",
        ref=edition.ref,
        title="通知",
        html="<p>请按时参加。</p>",
        text="请按时参加。",
        summary="",
        column=at.website.cms.column(["工作动态"]),
        path=["工作动态"],
        keywords=(),
        fields={},
        files=(),
        published_at=at.clock(),
    )


def nothing() -> None:
    """No fence."""


def test_an_item_with_two_pictures_and_a_known_column_costs_five_calls(at: Newsroom) -> None:
    published(at, at.write(number=1))
    pictures = at.picture(1), at.picture(2)
    html = "".join(f'<p><img src="files/{one.path}" alt="图"></p>' for one in pictures)
    before = at.calls()
    live = published(at, at.write(html, number=2, images=pictures))
    assert at.calls() - before == 5  # find, two files, create, read back
    # They bear one name, and WordPress keeps one's bytes for both where they come at the same moment.
    shown = at.website.cms.read(live.remote_id)
    assert shown is not None
    addresses = re.findall(r'src="([^"]+)"', shown.html or "")
    kept = [httpx.get(address, trust_env=False).content for address in addresses]
    assert kept == [at.scene.files.read(one.path) for one in pictures]


def test_readers_see_every_sign_as_it_was_typed(at: Newsroom) -> None:
    html = (
        '<p>A&lt;B &amp; “甲” "第二十条" don\'t 3x4 -- ... :) [gallery] 例</p>'
        "<p>https://www.example.gov.cn/a</p>\n\n<p>第一行<br>第二行</p>"
        '<p><a href="https://www.example.gov.cn/b" title="[gallery]">另见</a></p>'
    )
    live = published(at, at.write(html, title=ODD))
    shown = page(live)
    assert shown.count(ODD) >= 2  # the title and the text
    assert "https://www.example.gov.cn/a" in shown
    assert page(live, "//a[.='另见']/@title") == "[gallery]"
    assert live.says == ""
    assert at.website.see(at.write(html, title=ODD), live.url).says == ""


def test_the_second_of_two_articles_with_one_slug_is_undone(at: Newsroom) -> None:
    cms, twice = at.website.cms, document(at)
    first = cms.create(twice, nothing)
    with pytest.raises(Exists):
        cms.create(twice, nothing)
    assert at.kept() == [("2026-00137", "publish")]
    found = cms.find(twice.key)
    assert found is not None
    assert found.id == first.id


def test_of_two_that_create_at_the_same_moment_one_waits(at: Newsroom) -> None:
    cms, twice = at.website.cms, document(at)
    at.wire.fail(Fault.HELD_AFTER)
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(cms.create, twice, nothing)
        assert at.wire.is_held(SECONDS)
        with pytest.raises(TryLater, match="另一个进程"):
            cms.create(twice, nothing)
        at.wire.let_go()
        assert isinstance(held.exception(), Unconfirmed)
    assert at.kept() == [("2026-00137", "publish")]


def test_a_second_article_that_could_not_be_undone_at_once_is_undone_when_the_item_is_next_looked_for(
    at: Newsroom,
) -> None:
    cms, twice = at.website.cms, document(at)
    cms.create(twice, nothing)
    at.wire.fail(Fault.LOST_BEFORE, which=lambda asked: "_method" in asked.path)
    with pytest.raises(TryLater):
        cms.create(twice, nothing)
    assert len(at.kept()) == 2
    cms.find(twice.key)
    assert at.kept() == [("2026-00137", "publish")]


def test_what_lies_in_the_bin_is_found_and_brought_back_under_its_slug(at: Newsroom) -> None:
    edition = at.write()
    before = published(at, edition)
    at.server.remove(at.article()["id"])
    assert at.kept() == [("2026-00137__trashed", "trash")]
    assert isinstance(at.channel.look(at.dispatch(edition)), SurelyAbsent)
    assert published(at, edition).remote_id == before.remote_id
    assert at.kept() == [("2026-00137", "publish")]


@pytest.mark.parametrize(
    "by_hand",
    [{"status": "private"}, {"password": "sample"}, {"status": "future", "date": "2099-01-01T08:00:00"}],
)
def test_what_somebody_hid_without_deleting_it_is_not_taken_for_public_and_comes_back(
    at: Newsroom, by_hand: dict[str, str]
) -> None:
    edition = at.write()
    before = published(at, edition)
    at.server.edit(at.article()["id"], **by_hand)
    hidden = at.website.cms.read(before.remote_id)
    assert hidden is not None
    assert hidden.state is not State.PUBLISHED
    assert published(at, at.again(edition, title="更正后的通知")).remote_id == before.remote_id
    assert "三月起对辖区企业开展安全生产检查。" in page(before)


def test_a_notice_takes_the_place_of_what_was_withdrawn_and_gives_it_back(at: Newsroom) -> None:
    at = newsroom(at.scene.folder, withdraw_as="notice")
    edition = at.write()
    live = published(at, edition)
    published(at, edition, Act.WITHDRAW, live)
    assert "已由示范高新区管委会撤回" in page(live)
    assert "三月起" not in page(live)
    assert published(at, edition).url == live.url
    assert "三月起" in page(live)


def test_what_was_renamed_in_the_back_office_is_withdrawn_all_the_same(at: Newsroom) -> None:
    edition = at.write()
    live = published(at, edition)
    at.server.edit(at.article()["id"], slug=f"{at.prefix}renamed")
    assert published(at, edition, Act.WITHDRAW, live).standing is Standing.WITHDRAWN
    assert at.kept() == [("renamed", "draft")]


def test_but_another_site_with_an_article_of_that_number_is_let_alone(at: Newsroom) -> None:
    edition, other = at.write(), at.write("<p>别的内容。</p>", number=9)
    live = replace(published(at, edition), remote_id=published(at, other).remote_id)
    at.server.edit(at.article()["id"], slug=f"{at.prefix}renamed")
    with pytest.raises(CannotWithdraw, match="请打开看"):  # it may be ours, with another key and other words
        published(at, edition, Act.WITHDRAW, live)
    assert at.article("2026-00009")["state"] == "publish"


def test_a_category_that_was_deleted_meanwhile_is_made_anew_and_filed_under(at: Newsroom) -> None:
    path = ("政务公开", f"{at.prefix}动态")
    at = newsroom(at.scene.folder, columns={"工作动态": path})
    at.server.remove_category(int(at.website.cms.column(path)))
    live = published(at, at.write())
    assert live.says == ""
    assert at.server.categories(int(live.remote_id)) == [path[1]]


def test_an_attachment_that_a_stock_site_refuses_goes_up_zipped(at: Newsroom) -> None:
    edition = at.write(attachments=(at.scene.files.keep(b"%OFD", "批复.ofd"),))
    assert [problem.code for problem in at.channel.check(edition)] == ["attachment_zipped"]
    live = published(at, edition)
    assert "批复.ofd.zip" in page(live)
    assert at.website.see(edition, live.url).says == ""


def test_without_a_fallback_it_is_refused_in_words_and_nothing_is_out(at: Newsroom) -> None:
    at = newsroom(at.scene.folder, fallbacks={})
    with pytest.raises(Refused, match=r"不收 \.ofd 文件"):
        published(at, at.write(attachments=(at.scene.files.keep(b"%OFD", "批复.ofd"),)))
    assert at.kept() == []


@contextmanager
def no_room_for_files(at: Newsroom) -> Iterator[None]:
    uploads, aside = at.server.root / "wp-content/uploads", at.server.root / "aside"
    uploads.mkdir(exist_ok=True)
    uploads.rename(aside)
    uploads.touch()
    yield
    uploads.unlink()
    aside.rename(uploads)


def test_a_site_that_cannot_keep_a_file_of_a_type_that_it_takes_is_tried_again(at: Newsroom) -> None:
    edition = at.write(attachments=(at.scene.files.keep(b"1,2\n", "检查表.csv"),))
    with no_room_for_files(at), pytest.raises(TryLater):
        published(at, edition)
    assert published(at, edition).standing is Standing.LIVE


def test_a_file_whose_answer_was_lost_goes_up_once(at: Newsroom) -> None:
    edition = at.write(attachments=(at.scene.files.keep(b"1,2\n", "检查表.csv"),))
    at.wire.fail(Fault.LOST_AFTER, which=lambda asked: asked.writes and "media" in asked.path)
    with pytest.raises(TryLater):
        published(at, edition)
    published(at, edition)
    assert sorted(state for _, state in at.kept()) == ["inherit", "publish"]


def test_nor_twice_where_the_shelf_has_forgotten_it(at: Newsroom) -> None:
    edition = at.write(attachments=(at.scene.files.keep(b"1,2\n", "检查表.csv"),))
    live = published(at, edition)
    forgetful = newsroom(at.scene.folder, key_prefix=at.prefix)
    published(forgetful, at.again(edition, title="更正后的通知"), Act.CORRECT, live)
    assert sorted(state for _, state in at.kept()) == ["inherit", "publish"]


def test_a_trial_goes_the_whole_way_and_leaves_nothing_public(at: Newsroom) -> None:
    trial = Trial(at.website, at.scene.files, at.clock, column="工作动态", wait=timedelta(0))
    assert [(tried.step, tried.says) for tried in trial.run() if not tried.well] == []
    assert {state for _, state in at.kept()} == {"draft", "inherit"}


def test_an_author_is_told_what_the_role_lacks(at: Newsroom) -> None:
    (problem,) = newsroom(at.scene.folder, user="author").channel.health(at.clock())
    assert problem.blocks
    assert "不能修改别人的文章、查看私密文章：请把它的角色改为“编辑”" in problem.says


def test_a_wrong_password_is_what_is_told_first(at: Newsroom) -> None:
    (problem,) = newsroom(at.scene.folder, password="abcdefghijklmnop").channel.health(at.clock())
    assert problem.blocks
    assert "应用程序密码不对" in problem.says


def test_a_site_in_production_without_https_says_what_to_do_and_nothing_goes_out(at: Newsroom) -> None:
    at.server.in_production(True)
    (problem,) = at.channel.health(at.clock())
    assert problem.blocks
    assert "没有启用 https" in problem.says
    with pytest.raises(Misconfigured):
        published(at, at.write())


def test_a_site_that_does_not_answer_is_no_reason_to_pause_but_one_without_an_interface_is(at: Newsroom) -> None:
    at.wire.fail(Fault.LOST_BEFORE, which=lambda asked: not asked.writes)
    (problem,) = at.channel.health(at.clock())
    assert (problem.code, problem.blocks) == (UNREACHABLE, False)
    with a_website_of_files(at.scene.folder) as address:
        (problem,) = newsroom(at.scene.folder, address=address).channel.health(at.clock())
    assert problem.blocks
    assert "没有 WordPress 的接口" in problem.says


@pytest.mark.parametrize(
    "address",
    ["http://www.example.gov.cn", "https://", "https://www.example.gov.cn/?p=1", "https://a:b@www.example.gov.cn"],
)
def test_an_address_over_which_no_password_may_go_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="https://"):
        Settings.model_validate({**LOGIN, "address": address})
