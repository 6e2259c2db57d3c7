"""Every kind of channel is complete: one folder with all that a kind must have."""

from importlib import import_module
from pathlib import Path

import pytest

from channels.registry import KINDS, settings_of
from channels.settings import ChannelSettings

PARTS = ("settings", "adapter", "rendition", "sandbox")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_settings_an_adapter_a_rendition_a_sandbox_a_page_and_tests(kind: str) -> None:
    parts = {part: import_module(f"{KINDS[kind]}.{part}") for part in PARTS}
    assert issubclass(settings_of(kind), ChannelSettings)
    assert callable(parts["adapter"].build)
    assert all((part.__doc__ or "").strip() for part in parts.values())
    page = Path(str(parts["adapter"].__file__)).with_name("README.md").read_text(encoding="utf-8").lower()
    assert all(word in page for word in (kind, "setting", "sandbox"))
    assert list((Path(__file__).parent / kind).glob("test_*.py"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_refuses_a_setting_it_does_not_know(kind: str) -> None:
    assert settings_of(kind).model_config["extra"] == "forbid"
