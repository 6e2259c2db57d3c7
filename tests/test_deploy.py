"""The samples in deploy/ are good as they are."""

import re
from pathlib import Path

import pytest
import yaml

from bot.cli.main import app
from bot.settings import load
from tests import tree


def read(name: str) -> str:
    return (tree.ROOT / "deploy" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("database", ["as it is", "postgresql"])
def test_the_sample_settings_for_a_server_are_good(tmp_path: Path, database: str) -> None:
    text = read("gongkai.yaml")
    if database == "postgresql":
        text = re.sub(r"^(database|engine): sqlite.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r'^# ((database|engine): "postgresql)', r"\1", text, flags=re.MULTILINE)
    path = tmp_path / "gongkai.yaml"
    path.write_text(text, encoding="utf-8")
    settings = load(path, {"WECHAT_SECRET": "0" * 32, "GONGKAI_DATABASE_PASSWORD": "p/w"})
    assert settings.database.startswith("postgresql" if database == "postgresql" else "sqlite:////var/lib/gongkai/")


@pytest.mark.parametrize("kind", ["wordpress", "rest", "manual"])
def test_an_office_that_has_a_website_takes_one_of_three_lines(tmp_path: Path, kind: str) -> None:
    before, static, rest = re.split(
        r"(?=^  website:\n)|(?=^  # 机关已经有网站的)", read("gongkai.yaml"), flags=re.MULTILINE
    )
    assert "kind: static" in static
    (line,) = re.findall(rf"^  # website: {{kind: {kind},.*\n(?:  #  .*\n)*", rest, re.MULTILINE)
    path = tmp_path / "gongkai.yaml"
    path.write_text(before + re.sub(r"^  # ", "  ", line, flags=re.MULTILINE) + rest, encoding="utf-8")
    secrets = {"WECHAT_SECRET": "0" * 32, "WORDPRESS_PASSWORD": "abcd", "PLATFORM_KEY": "key"}
    assert load(path, secrets).channels["website"].kind == kind


def test_the_secrets_sample_names_what_the_settings_sample_asks_for() -> None:
    asked = set(re.findall(r"\$\{(\w+)\}", re.sub(r"\$\{名称\}", "", read("gongkai.yaml"))))
    assert set(re.findall(r"^#? ?(\w+)=", read("secrets.env"), re.MULTILINE)) == asked


def test_the_containers_start_commands_that_exist() -> None:
    compose = yaml.safe_load(read("container/compose.yaml"))
    started = {one["command"][0] for one in compose["services"].values() if "command" in one}
    assert started <= {command.callback.__name__ for command in app.registered_commands if command.callback}
