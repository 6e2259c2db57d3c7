"""The checks' dated lists, as data."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    return yaml.load(files(__name__).joinpath(name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
