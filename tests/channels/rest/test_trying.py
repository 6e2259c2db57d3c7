"""A mapping is tried: first without a call, then with an item that says it is a trial."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from channels.cms.trial import Trial
from channels.rest.adapter import MappedWebsite, build
from channels.rest.reading import SHIPPED, shipped
from channels.rest.sandbox import APP_ID, SECRET, Sandbox
from channels.rest.settings import Settings
from channels.rest.trying import of_file
from tests.channels.stages import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


@pytest.fixture
def sandbox(scene: Scene) -> Iterator[Sandbox]:
    with Sandbox(clock=scene.clock) as built:
        yield built


def channel(scene: Scene, sandbox: Sandbox, **changes: object) -> MappedWebsite:
    settings = {
        "kind": "rest",
        "medium": "政府网站",
        "address": sandbox.url,
        "mapping": "cluster",
        "config": {"app_id": APP_ID, "source": "示范高新区管委会"},
        "secrets": {"key": SECRET},
        "column_ids": {"工作动态": "4022"},
    }
    return build(Settings.model_validate({**settings, **changes}), scene.around("website", "政府网站"))


def trial(scene: Scene, website: MappedWebsite) -> Trial:
    return Trial(website, scene.files, scene.clock, column="工作动态", wait=timedelta(0))


def test_a_dry_run_shows_each_request_as_it_would_go_out_and_calls_nobody(scene: Scene, sandbox: Sandbox) -> None:
    plan = {one.what: one.request for one in channel(scene, sandbox).planned()}
    assert sandbox.calls() == {}
    assert list(plan) == ["检查账号", "按编号找稿件", "找栏目", "新增稿件", "读回稿件", "更正", "撤回"]
    assert plan["撤回"].startswith(f"POST {sandbox.url}/openapi/doc/revoke?appId={APP_ID}&timestamp=")
    assert "<sourceId>gk-ceshi-" in plan["新增稿件"]
    assert "<docId>__id__</docId>" in plan["更正"]
    assert SECRET not in "".join(plan.values())


def test_a_mapping_without_a_channel_is_shown_with_names_in_place_of_values(scene: Scene) -> None:
    plan = of_file("cluster", scene.clock)
    assert all("appId=__app_id__" in one.request for one in plan)
    assert any("<source>__source__</source>" in one.request for one in plan)


@pytest.mark.parametrize("name", shipped())
def test_every_request_of_a_shipped_mapping_can_be_shown_that_of_signing_in_too(scene: Scene, name: str) -> None:
    assert all(" https://www.example.gov.cn/" in one.request.partition("\n")[0] for one in of_file(name, scene.clock))


def test_what_a_mapping_says_in_several_ways_is_shown_in_each_and_once(scene: Scene) -> None:
    heads = [f"{one.what} {one.request.partition(chr(10))[0]}" for one in of_file("wagtail", scene.clock)]
    assert len([one for one in heads if one.startswith("上传附件")]) == 2
    assert any("/images/" in one for one in heads)
    assert any("/documents/" in one for one in heads)
    looked = [one for one in heads if one.startswith("找栏目 GET")]
    assert [("child_of=1&" in one, "child_of=__parent__" in one) for one in looked] == [(True, False), (False, True)]
    plan = of_file("mediawiki", scene.clock)
    assert len(plan) == len(set(plan))


def test_a_trial_goes_the_whole_way_and_leaves_nothing_public(scene: Scene, sandbox: Sandbox) -> None:
    sandbox.passes_after(0)
    steps = list(trial(scene, channel(scene, sandbox)).run())
    assert [one.step for one in steps if not one.well] == []
    assert len(steps) == 10
    assert [(doc.status, doc.shown_content) for doc in sandbox.documents()] == [(4, None)]


def test_on_a_site_that_nobody_reviews_meanwhile_it_still_ends_clean(scene: Scene, sandbox: Sandbox) -> None:
    steps = {one.step: one for one in trial(scene, channel(scene, sandbox)).run()}
    assert all(one.well for one in steps.values())
    assert "还没有公开" in steps["网页"].says
    assert [doc.status for doc in sandbox.documents()] == [4]


def test_what_is_wrong_is_told_with_the_step_and_the_sites_words(scene: Scene, sandbox: Sandbox) -> None:
    (only,) = trial(scene, channel(scene, sandbox, secrets={"key": "wrong"})).run()
    assert (only.step, only.well) == ("账号", False)
    assert "签名不对" in only.says
    *_, failed = trial(scene, channel(scene, sandbox, column_ids={"工作动态": "9999"})).run()
    assert (failed.step, failed.well) == ("发布", False)
    assert "column_ids" in failed.says


def test_what_fails_half_way_is_taken_down_again(scene: Scene, sandbox: Sandbox) -> None:
    sandbox.passes_after(0)
    sandbox.fault("busy", "doc/update", count=-1)
    steps = list(trial(scene, channel(scene, sandbox)).run())
    assert [(one.step, one.well) for one in steps[-2:]] == [("更正", False), ("收尾：撤回", True)]
    assert [doc.status for doc in sandbox.documents()] == [4]


def test_whoever_breaks_off_leaves_nothing_public(scene: Scene, sandbox: Sandbox) -> None:
    sandbox.passes_after(0)
    steps = trial(scene, channel(scene, sandbox)).run()
    assert [next(steps).step for _ in range(3)] == ["账号", "发布", "网页"]
    steps.close()
    assert [(doc.status, doc.shown_content) for doc in sandbox.documents()] == [(4, None)]


@pytest.mark.parametrize("algorithm", ["md5", "sm3"])
def test_the_skeleton_is_fitted_to_another_signature_as_it_says(scene: Scene, tmp_path: Path, algorithm: str) -> None:
    says = (SHIPPED / "cluster.yaml").read_text(encoding="utf-8")
    says = says.replace('  key: "{{ secret.key }}"\n', "").replace("algorithm: hmac-sha256", f"algorithm: {algorithm}")
    says = says.replace("&body={{ body_md5 }}", "&body={{ body_md5 }}&key={{ secret.key }}")
    (tmp_path / "mine.yaml").write_text(says, encoding="utf-8")
    with Sandbox(clock=scene.clock, algorithm=algorithm) as sandbox:
        assert channel(scene, sandbox, mapping=str(tmp_path / "mine.yaml")).health(scene.clock()) == []
        assert channel(scene, sandbox).health(scene.clock()) != []
