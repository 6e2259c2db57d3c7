"""docs/mappings.md keeps its word: the mapping it writes for a small CMS goes the whole way on that CMS."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from channels.cms.trial import Trial, Tried
from channels.cms.website import Website
from channels.rest.adapter import MappedWebsite, build
from channels.rest.settings import Settings
from channels.rest.trying import of_file
from tests import tree
from tests.channels.stages import Scene

from .xiaoxin import PASSWORD, USER, xiaoxin

PAGE = tree.ROOT / "docs/mappings.md"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """All pieces, one after the other, as the page says."""
    pieces = re.findall(r"^```yaml mapping\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    file = tmp_path / "xiaoxin.yaml"
    file.write_text("\n".join(pieces), encoding="utf-8")
    return file


def website(scene: Scene, mapping: Path, url: str, password: str) -> MappedWebsite:
    settings = Settings.model_validate(
        {
            "kind": "rest",
            "medium": "政府网站",
            "address": url,
            "mapping": str(mapping),
            "config": {"user": USER},
            "secrets": {"password": password},
            "columns": {"通知公告": ["政务公开", "通知公告"]},
        }
    )
    return build(settings, scene.around("website", "政府网站"))


def tried(scene: Scene, website: Website) -> list[Tried]:
    return list(Trial(website, scene.files, scene.clock, column="通知公告", wait=timedelta(0)).run())


def test_the_worked_example_goes_the_whole_way(tmp_path: Path, mapping: Path) -> None:
    scene = Scene(tmp_path)
    with xiaoxin() as site:
        steps = tried(scene, website(scene, mapping, site.url, PASSWORD))
    assert [f"{one.step}：{one.says}" for one in steps if not one.well] == []
    (article,) = site.articles.values()
    assert (article["status"], site.logins) == ("0", 1)
    assert [one["categoryName"] for one in site.categories.values()] == ["政务公开", "通知公告"]
    assert len(site.files) >= 2


def test_its_check_fails_with_a_wrong_password(tmp_path: Path, mapping: Path) -> None:
    scene = Scene(tmp_path)
    with xiaoxin() as site:
        (only,) = tried(scene, website(scene, mapping, site.url, "wrong"))
    assert (only.step, only.well, "登录名或口令不对" in only.says) == ("账号", False, True)


def test_its_dry_run_shows_where_the_settings_values_will_be(tmp_path: Path, mapping: Path) -> None:
    plan = of_file(str(mapping), Scene(tmp_path).clock)
    assert '{"username": "__user__", "password": "•••"}' in plan[0].request
    assert [one.only_if for one in plan if one.what == "找栏目"] == ["", "not id", ""]


def test_who_looks_on_sees_requests_and_answers_but_no_secret(tmp_path: Path, mapping: Path) -> None:
    scene, seen = Scene(tmp_path), list[str]()
    with xiaoxin() as site:
        tried(scene, website(scene, mapping, site.url, PASSWORD).watched(seen.append))
    said = "\n".join(seen)
    assert seen[0].startswith(f"→ POST {site.url}/prod-api/login")
    assert seen[1].startswith("← 200\ncontent-type: application/json")
    assert "Authorization: Bearer •••" in said
    assert "〔文件内容，" in said
    assert not [one for one in (PASSWORD, *site.tokens) if one in said]
