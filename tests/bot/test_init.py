"""`gongkai init`: the sample runs as it is, and nothing is ever overwritten."""

import os
from datetime import date
from pathlib import Path

import pytest

from bot.actions.errors import CannotDo
from bot.app import App
from bot.init import write_sample
from bot.settings import load
from content.files import read_item
from content.people import Person
from content.store.files import FilesFolder

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "示范"
    write_sample(folder, TODAY)
    return folder


def test_the_sample_settings_load_with_nothing_in_the_environment(sample: Path) -> None:
    settings = load(sample / "gongkai.yaml", {})
    assert not settings.demo
    assert set(settings.channels) == {"website", "shipinhao", "douyin", "press"}


def test_the_commented_settings_load_too_once_their_secrets_are_set(sample: Path, tmp_path: Path) -> None:
    lines = (sample / "gongkai.yaml").read_text(encoding="utf-8").split("\n")
    uncommented = [line.replace("# ", "", 1) if line.startswith(("  # ", "    # ")) else line for line in lines]
    words = ("微信公众号：在", "并在上面", "下面几项", "机关已经有网站的")
    path = tmp_path / "gongkai.yaml"
    path.write_text(
        "\n".join(line for line in uncommented if not any(word in line for word in words)), encoding="utf-8"
    )
    secrets = ("WECHAT_SECRET", "WORDPRESS_PASSWORD", "PLATFORM_KEY")
    settings = load(path, dict.fromkeys(secrets, "abcdef"))
    assert {"wordpress", "platform", "backoffice"} <= settings.channels.keys()
    assert settings.channels["wechat"].after == ("website",)
    assert settings.office.phone


@pytest.mark.parametrize("name", ["安全生产检查通知.md", "企业自查视频.md", "节约用水倡议.docx"])
def test_the_sample_items_have_no_faults(sample: Path, tmp_path: Path, name: str) -> None:
    settings = load(sample / "gongkai.yaml", {})
    files = FilesFolder(tmp_path)
    item, problems = read_item(sample / "稿件" / name, files.keep, settings.columns, settings.channels)
    assert problems == []
    assert item is not None
    assert item.made_on == TODAY
    assert all(files.read(file.path) for file in item.files)


def test_nothing_is_overwritten(sample: Path) -> None:
    (sample / "gongkai.yaml").write_text("我的设置", encoding="utf-8")
    with pytest.raises(CannotDo, match=r"gongkai\.yaml"):
        write_sample(sample, TODAY)
    assert (sample / "gongkai.yaml").read_text(encoding="utf-8") == "我的设置"


def test_what_others_of_the_machine_may_not_read_is_made_for_its_owner(tmp_path: Path) -> None:
    write_sample(tmp_path / "示范", TODAY)
    before = os.umask(0o022)
    try:
        with App.open(tmp_path / "示范" / "gongkai.yaml", environ={}) as app:
            assert app.engine
            with app.store.write() as work:
                work.people.add(Person("张三", "办公室", frozenset({"管理员"})), app.clock())
                modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "示范/var").iterdir()}
    finally:
        os.umask(before)
    assert {mode for name, mode in modes.items() if ".db" in name} == {0o600}
    assert modes["files"] == 0o700
    # Who serves the website comes through to its folder.
    assert (tmp_path / "示范/var").stat().st_mode & 0o777 == 0o711


def test_where_the_files_folder_is_away_all_else_goes_on(tmp_path: Path) -> None:
    write_sample(tmp_path / "示范", TODAY)
    (tmp_path / "示范/var").mkdir()
    (tmp_path / "示范/var/files").write_text("not a folder")
    with App.open(tmp_path / "示范" / "gongkai.yaml", environ={}) as app, app.store.read() as work:
        assert work.people.all() == []
