"""A website that is somebody else's platform, in the browser: reviewed there, changed there, and what staff decide."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.tidy import tidy
from channels.rest.sandbox import APP_ID, SECRET, Sandbox
from tests.bot.console.stage import Stage, opened, words
from tests.bot.office import Office

SETTINGS = """\
office: {{name: 示范高新区管委会, code: 12410000MB0000000X}}
database: sqlite:///var/gongkai.db
engine: sqlite:///var/engine.db
files: var/files
review: [初审, 复审, 终审]
basis: added
demo: true
media: [政府网站]
columns:
  - {{name: 通知公告, slug: tzgg, counts: true, channels: [website]}}
channels:
  website: {{kind: rest, medium: 政府网站, address: "{url}", mapping: cluster, who: 集约化平台, watch: false,
             config: {{app_id: {app_id}, source: 示范高新区}}, secrets: {{key: "${{PLATFORM_KEY}}"}},
             column_ids: {{通知公告: "4021"}}}}
"""


class PlatformOffice(Office):
    def reviewed(self, sandbox: Sandbox, opinion: str = "") -> None:
        """The platform's own people look at what waits, and we ask after it."""
        sandbox.review(opinion)
        self.later(timedelta(minutes=10))
        tidy(self.app)


@contextmanager
def platform(folder: Path) -> Iterator[tuple[Stage, PlatformOffice, Sandbox]]:
    (folder / "var").mkdir()
    settings = folder / "gongkai.yaml"
    office = PlatformOffice(folder, settings, secrets={"PLATFORM_KEY": SECRET})
    with Sandbox(clock=lambda: office.now) as sandbox:
        settings.write_text(SETTINGS.format(url=sandbox.url, app_id=APP_ID), encoding="utf-8")
        office.open()
        office.register()
        with opened(office) as stage:
            yield stage, office, sandbox
        office.app.close()


@contextmanager
def another(folder: Path, first: PlatformOffice) -> Iterator[PlatformOffice]:
    """An office of the same settings, which knows nothing of the first one's items."""
    (folder / "var").mkdir(parents=True)
    settings = shutil.copy(first.settings, folder / "gongkai.yaml")
    office = PlatformOffice(folder, settings, secrets=first.secrets)
    office.open()
    office.register()
    yield office
    office.app.close()


@pytest.fixture
def at(tmp_path: Path) -> Iterator[tuple[Stage, PlatformOffice, Sandbox]]:
    with platform(tmp_path) as opened_there:
        yield opened_there


def test_what_was_changed_there_is_overwritten_only_when_staff_say_so(
    at: tuple[Stage, PlatformOffice, Sandbox],
) -> None:
    stage, office, sandbox = at
    first = office.put_out(office.approved())
    office.reviewed(sandbox)
    (doc,) = sandbox.documents()
    sandbox.edit(doc.source_id, "<p>平台的人改的。</p>")
    item_id = first.partition(".")[0]
    second = office.approved(office.item(body="三月五日起开展检查。"), item_id=item_id)
    with stage.seat("周八") as seat:
        page = f"/fabu/gengzheng/{second}"
        assert "fugai" not in seat.page(page)
        seat.done(page, {"liyou": "日期有误"})
        tidy(office.app)
        progress = words(seat.page(f"/fabu/jindu/{second}"))
        assert "发布以后被人改过" in progress
        assert "网站上的内容没有动，等您决定以哪边为准" in progress
        asked = words(seat.page(page))
        assert "上次更正政府网站时停下了" in asked
        assert "以本系统为准" in asked
        seat.done(page, {"liyou": "日期有误", "fugai": "1"})
        tidy(office.app)
        office.reviewed(sandbox)
        assert "三月五日起" in sandbox.documents()[0].shown_content
        assert "网站上的改动以本系统为准" in words(seat.page(f"/gaojian/{second}"))


def test_what_stands_there_already_is_overwritten_only_when_staff_say_so_and_the_tick_is_kept(
    at: tuple[Stage, PlatformOffice, Sandbox], tmp_path: Path
) -> None:
    stage, office, sandbox = at
    with another(tmp_path / "another", office) as elsewhere:
        ref = elsewhere.put_out(elsewhere.approved(elsewhere.item(body="另一处装的同一套系统，另一件。")))
        elsewhere.reviewed(sandbox)
    assert office.put_out(office.approved()) == ref
    page = f"/fabu/banci/{ref}"
    with stage.seat("周八") as seat:
        assert "网站上已有别的内容" in words(seat.page(page))
        nowhere = seat.post(page, {"shijian": "now", "fugai": "1"})
        assert 'name="fugai" value="1" checked' in nowhere.text
        seat.done(page, {"qudao": "website", "shijian": "now", "fugai": "1"})
        tidy(office.app)
        office.reviewed(sandbox)
    assert "另一件" not in sandbox.documents()[0].shown_content


def test_what_was_withdrawn_after_a_stop_is_published_again_without_a_question(
    at: tuple[Stage, PlatformOffice, Sandbox],
) -> None:
    stage, office, sandbox = at
    first = office.put_out(office.approved())
    office.reviewed(sandbox)
    sandbox.edit(sandbox.documents()[0].source_id, "<p>平台的人改的。</p>")
    item_id = first.partition(".")[0]
    second = office.approved(office.item(body="三月五日起开展检查。"), item_id=item_id)
    with stage.seat("周八") as seat:
        seat.done(f"/fabu/gengzheng/{second}", {"liyou": "日期有误"})
        tidy(office.app)
        seat.done(f"/fabu/chehui/{item_id}", {"liyou": "名单有误", "wufa": "0"})
        tidy(office.app)
        page = words(seat.page(f"/fabu/banci/{second}"))
        assert "下令发布" in page
        assert "网站上已有别的内容" not in page


def test_what_they_reject_is_shown_with_their_opinion(at: tuple[Stage, PlatformOffice, Sandbox]) -> None:
    stage, office, sandbox = at
    ref = office.put_out(office.approved())
    with stage.seat("周八") as seat:
        assert "等网站那边审核" in words(seat.page(f"/fabu/jindu/{ref}"))
        office.reviewed(sandbox, "标题不规范")
        assert "网站没有通过：标题不规范。" in words(seat.page(f"/gaojian/{ref}"))


def test_the_preview_shows_what_the_platform_gets(at: tuple[Stage, PlatformOffice, Sandbox]) -> None:
    stage, office, _ = at
    ref = office.approved()
    with stage.seat("周八") as seat:
        page = words(seat.page(f"/gaojian/{ref}/yulan"))
        assert "内容；版面由网站自己定" in page
        document = words(seat.page(f"/gaojian/{ref}/yulan/website/"))
        assert "索引号" in document
        assert "随同发送的内容" in document
