"""What the website cannot carry is told before anything is sent, and what is set up badly before that."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from channels.channel import Repairs
from content.column import Column
from content.item import Disclosure, StoredFile
from tests.channels.static.website import NINE, Website, settings

DOC = StoredFile("检查表.xlsx", "a" * 64, 10, "application/vnd.ms-excel")


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("unknown_column", {"column": "没有的栏目"}),
        ("not_for_the_public", {"disclosure": Disclosure.ON_APPLICATION}),
        ("unsafe_markup", {"html": '<p onclick="x()">正文</p>'}),
        ("unsafe_markup", {"html": "<iframe src='https://example.com'></iframe>"}),
        ("unsafe_link", {"html": '<a href="javascript:alert(1)">看</a>'}),
        ("unsafe_link", {"html": '<img src="data:image/png;base64,AAAA" alt="图">'}),
        ("missing_file", {"html": f'<img src="files/{DOC.path}" alt="图">'}),
        ("attachment_type", {"attachments": (replace(DOC, name="程序.exe"),)}),
        ("attachment_name", {"attachments": (replace(DOC, name="表/格.xlsx"),)}),
        ("attachment_name", {"attachments": (replace(DOC, name="长" * 130 + ".xlsx"),)}),
        ("unknown_override", {"overrides": {"website": {"digest": "另写的摘要"}}}),
        ("empty_attachment", {"attachments": (replace(DOC, size=0),)}),
    ],
)
def test_what_cannot_be_carried_blocks(at: Website, code: str, fields: dict[str, Any]) -> None:
    assert [(problem.code, problem.blocks) for problem in at.channel.check(at.write(**fields))] == [(code, True)]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("heavy_image", {"images": (replace(DOC, name="现场.bmp", size=4_212_054, media_type="image/bmp"),)}),
        ("relative_link", {"html": '<a href="../a.html">看</a>'}),
        ("video_type", {"video": replace(DOC, name="现场.avi", media_type="video/x-msvideo")}),
    ],
)
def test_what_works_badly_warns(at: Website, code: str, fields: dict[str, Any]) -> None:
    assert [(problem.code, problem.blocks) for problem in at.channel.check(at.write(**fields))] == [(code, False)]


def test_a_good_item_has_no_problems(at: Website) -> None:
    html = f'<p>见<a href="files/{DOC.path}">附件</a>、<a href="#fn1">注</a>、<a href="https://example.gov.cn">说明</a></p>'
    assert at.channel.check(at.write(html=html, attachments=(DOC,))) == []


def test_health_tells_what_a_public_site_lacks(at: Website) -> None:
    assert at.channel.health(NINE) == []
    at.columns = (*at.columns, Column("平台", "zfxxgk"))
    at.settings = at.settings.model_copy(update={"base_url": "http://example.gov.cn", "reports_column": "没有的"})
    told = [(problem.field, problem.blocks) for problem in at.anew().health(NINE)]
    assert told == [("columns", True), ("base_url", False), ("columns", False)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_url": "www.example.gov.cn"},
        {"base_url": "https://www.example.gov.cn/?a=1"},
        {"site_id_code": "123"},
        {"per_page": 0},
        {"time_limit": 60, "patience": 60},
    ],
)
def test_settings_that_cannot_work_are_refused(at: Website, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(at.folder, **wrong)


def test_it_repairs_itself_for_tidy(at: Website) -> None:
    assert isinstance(at.channel, Repairs)
