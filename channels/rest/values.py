"""What the settings put into a mapping: values and secrets that it asks for by name."""

from collections.abc import Iterator, Mapping
from typing import Any

from channels.rest.mapping import Setting, SiteMapping
from content.lined import Path
from content.secret import Secret

Given = Mapping[str, str | bool]


def config_of(mapping: SiteMapping, given: Given) -> dict[str, Any]:
    """As the mapping wants them: numbers as numbers. Raises ValueError for one that is none."""
    return {
        name: _as_wanted(one, given[name]) if name in given else one.default for name, one in mapping.config.items()
    }


def faults_of(mapping: SiteMapping, config: Given, secrets: Mapping[str, Secret]) -> Iterator[tuple[Path, str]]:
    """What the settings leave out, name wrongly or write wrongly."""
    yield from _names("config", config, mapping.config)
    yield from _names("secrets", secrets, mapping.secrets)
    for name, one in mapping.config.items():
        if name not in config and one.default is None:
            yield ("config", name), f"映射“{mapping.name}”要这一项：{one.says}"
        elif name in config and not _is_as_wanted(one, config[name]):
            yield ("config", name), "应是整数" if one.form == "number" else "应写 true 或 false"
    for name, says in mapping.secrets.items():
        if not secrets.get(name):
            yield ("secrets", name), f"映射“{mapping.name}”要这一项：{says}"


def _names(part: str, given: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for name in given:
        if name not in asked:
            yield (part, name), f"映射没有这一项，可写的有：{'、'.join(asked) or '（无）'}"


def _as_wanted(one: Setting, value: str | bool) -> Any:
    if one.form == "number":
        return int(value)
    return value


def _is_as_wanted(one: Setting, value: str | bool) -> bool:
    try:
        _as_wanted(one, value)
    except ValueError:
        return False
    return one.form == "text" or isinstance(value, bool) == (one.form == "switch")
