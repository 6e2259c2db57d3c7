"""A second small system, of another style, whose mapping was written from its documentation alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from channels.cms.document import Conflict, Document
from channels.cms.trial import Trial
from channels.rest.adapter import MappedWebsite, build
from channels.rest.settings import Settings
from tests.channels.stages import NOON, Scene

from .luyan import KEY, Luyan, luyan

MAPPING = Path(__file__).with_name("luyan.yaml")


@pytest.fixture
def site() -> Iterator[Luyan]:
    with luyan() as built:
        yield built


def website(scene: Scene, site: Luyan, key: str = KEY, **more: str) -> MappedWebsite:
    says = {"kind": "rest", "medium": "政府网站", "address": site.url, "mapping": str(MAPPING), "secrets": {"key": key}}
    settings = Settings.model_validate({**says, "columns": {"通知公告": ["政务公开", "通知公告"]}, **more})
    return build(settings, scene.around("website", "政府网站"))


def test_it_goes_the_whole_way_and_what_was_taken_down_is_restored_first(tmp_path: Path, site: Luyan) -> None:
    scene = Scene(tmp_path)
    channel = website(scene, site)
    steps = list(Trial(channel, scene.files, scene.clock, column="通知公告", wait=timedelta(0)).run())
    assert [f"{one.step}：{one.says}" for one in steps if not one.well] == []
    (entry,) = site.entries.values()
    assert (entry["trashed"], entry["tags"]) == (True, ["测试"])
    assert [one["title"] for one in site.channels.values()] == ["政务公开", "通知公告"]


def test_a_trial_leaves_no_notice_of_itself_either(tmp_path: Path, site: Luyan) -> None:
    scene = Scene(tmp_path)
    channel = website(scene, site, withdraw_as="notice")
    steps = list(Trial(channel, scene.files, scene.clock, column="通知公告", wait=timedelta(0)).run())
    assert [f"{one.step}：{one.says}" for one in steps if not one.well] == []
    (entry,) = site.entries.values()
    assert (entry["title"], entry["trashed"]) == ("信息已撤回", True)


def test_what_somebody_changed_there_meanwhile_is_a_conflict(tmp_path: Path, site: Luyan) -> None:
    scene = Scene(tmp_path)
    channel = website(scene, site)
    trial = Trial(channel, scene.files, scene.clock, column="通知公告", wait=timedelta(0)).run()
    assert [next(trial).well for _ in range(2)] == [True, True]
    (number,) = site.entries
    before = channel.cms.read(str(number))
    assert before is not None
    site.edit(number, title="有人改过")
    document = Document(
        key=f"gk-{site.entries[number]['ref']}",
        ref="2026-00137.2",
        title="更正",
        html="<p>更正后的正文。</p>",
        text="更正后的正文。",
        summary="",
        column=str(site.entries[number]["channel"]),
        path=("政务公开", "通知公告"),
        keywords=("测试",),
        fields={},
        files=(),
        published_at=NOON,
    )
    with pytest.raises(Conflict):
        channel.cms.update(before, document, lambda: None)
    trial.close()
    assert site.entries[number]["trashed"]


def test_a_wrong_key_is_told_with_the_sites_word(tmp_path: Path, site: Luyan) -> None:
    (problem,) = website(Scene(tmp_path), site, key="wrong").health(NOON)
    assert (problem.blocks, "bad_key" in problem.says) == (True, True)
