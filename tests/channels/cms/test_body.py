"""What goes to somebody else's website: the text with the catalogue's fields, its files, and those it will not take."""

import io
import zipfile
from typing import Any

import pytest

from channels.cms.fallback import zipped
from content.item import StoredFile

from .conftest import Opens
from .desk import WebOffice


def kept(office: WebOffice, name: str, content: bytes = b"list") -> StoredFile:
    return office.scene.files.keep(content, name)


def sent(office: WebOffice, **fields: Any) -> str:
    """The page as readers get it."""
    edition = office.edition(**fields)
    assert office.publish(edition).url
    return office.site.public(office.key(edition))[0]


def test_the_catalogue_stands_above_and_what_the_text_does_not_link_to_below(office: WebOffice) -> None:
    linked, other = kept(office, "表一.pdf"), kept(office, "表<二>.pdf", b"two")
    body = f'<p>见<a href="files/{linked.path}">附表</a>。</p>'
    html = sent(office, body=body, attachments=(linked, other), document_number="示高管〔2026〕12号")
    assert "><tbody><tr><th>索引号</th><td>X/2026-00001</td></tr>" in html
    assert "<td>示高管〔2026〕12号</td>" in html
    assert html.index("附表") < html.index("附件：") < html.index("表&lt;二&gt;.pdf</a>")
    assert "files/" not in html.replace("https://cms.example.gov.cn/files/", "")
    assert html.count("表一.pdf") == 1  # in its address


def test_the_title_is_the_only_first_heading_and_tables_have_lines_whatever_the_sites_styles(opens: Opens) -> None:
    html = sent(opens(catalogue=False), body="<h1>一</h1><h2>二</h2><table><tr><td>三</td></tr></table>")
    assert html.startswith('<h2>一</h2><h3>二</h3><table border="1"')


def test_without_the_catalogue_it_is_the_text_alone(opens: Opens) -> None:
    assert sent(opens(catalogue=False), body="<p>正文</p>") == "<p>正文</p>"


def test_what_the_site_refuses_is_packed_or_left_out_and_said_beforehand(opens: Opens) -> None:
    office = opens(fallbacks={".ofd": "zip", ".wps": "skip"})
    packed, left_out = kept(office, "批复.ofd"), kept(office, "表.wps", b"wps")
    body = f'<p>见<a href="files/{left_out.path}">登记表</a>。</p>'
    edition = office.edition(body=body, attachments=(packed, left_out))
    told = {problem.code: problem.says for problem in office.website.check(edition)}
    assert "“批复.ofd”将压缩成“批复.ofd.zip”" in told["attachment_zipped"]
    assert "“表.wps”不会上传" in told["attachment_skipped"]
    office.publish(edition)
    (html,) = office.site.public(office.key(edition))
    assert "见登记表（网站不能存放，可向本机关索取）。" in html
    assert '-批复.ofd.zip">批复.ofd.zip</a>' in html
    assert [one.name for one in office.site.files.values()] == ["批复.ofd.zip"]


def test_a_picture_that_the_site_refuses_must_be_another_one_and_a_mere_cover_is_left_alone(opens: Opens) -> None:
    office = opens(fallbacks={".png": "zip"})
    picture = office.scene.picture()
    shown = office.edition(body=f'<p><img src="files/{picture.path}" alt="图"></p>', images=(picture,))
    assert [(one.code, one.blocks) for one in office.website.check(shown)] == [("picture_not_taken", True)]
    assert office.website.check(office.edition(cover=picture)) == []


def test_the_same_bytes_are_packed_alike() -> None:
    whole = zipped("批复.ofd", b"ofd")
    assert whole == zipped("批复.ofd", b"ofd")
    assert zipfile.ZipFile(io.BytesIO(whole)).read("批复.ofd") == b"ofd"


def test_a_file_that_is_lost_here_stops_it_before_anything_is_written(office: WebOffice) -> None:
    lost = kept(office, "名单.pdf")
    edition = office.edition(attachments=(lost,))
    (office.scene.folder / "files" / lost.path).unlink()
    waiting = office.publish(edition)
    assert "文件库里找不到“名单.pdf”" in waiting.says
    assert office.site.writes == []


@pytest.mark.parametrize(("more", "words"), [({"parallel": 2}, "一次只能办一件"), ({"patience": 200}, "patience 必须")])
def test_settings_that_would_publish_twice_are_refused(opens: Opens, more: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        opens(**more)
