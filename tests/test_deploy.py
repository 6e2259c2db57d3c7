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


def test_the_secrets_sample_names_what_the_settings_sample_asks_for() -> None:
    asked = set(re.findall(r"\$\{(\w+)\}", re.sub(r"\$\{名称\}", "", read("gongkai.yaml"))))
    assert set(re.findall(r"^#? ?(\w+)=", read("secrets.env"), re.MULTILINE)) == asked


def test_the_containers_start_commands_that_exist() -> None:
    compose = yaml.safe_load(read("container/compose.yaml"))
    started = {one["command"][0] for one in compose["services"].values() if "command" in one}
    assert started <= {command.callback.__name__ for command in app.registered_commands if command.callback}
