"""`${NAME}` in the settings: filled in from the environment, the only place secrets come from."""

import re
from collections.abc import Mapping, Set
from typing import Any, get_args
from urllib.parse import quote, urlsplit

from pydantic import BaseModel

from content.lined import Fault, Lined
from content.lined import Path as Place
from content.secret import Secret

VARIABLE = re.compile(r"\$\{([^{}]*)\}")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
SAMPLE = re.compile(r"sample|sandbox|example|change.?me|your|test$|x{8,}|\*{3,}|示例|请|填", re.IGNORECASE)
"""How secrets of samples and sandboxes, and words that ask for one, begin: refused outside the demo."""

NO_LITERAL = '口令、密钥不能写在设置文件里；请写成 "${名称}"，再把值放进同名的环境变量'
NO_SAMPLE = "这是示例口令，只能在演示（demo: true）里用；请换成真的"


def secret_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a settings model that hold a `Secret`, or several by name."""
    return frozenset(name for name, field in model.model_fields.items() if _holds_secret(field.annotation))


class Environment:
    """Fills in variables and gathers what is wrong with them. Faults name variables, never values."""

    def __init__(self, settings: Lined, environ: Mapping[str, str], *, demo: bool) -> None:
        self._settings = settings
        self._environ = environ
        self._demo = demo
        self.faults: list[Fault] = []

    def fill(self, value: Any, path: Place, secrets: Set[str] = frozenset()) -> Any:
        """`value` with every `${NAME}` in its texts filled in; `secrets` are the keys that must be filled so."""
        if isinstance(value, dict):
            filled = {key: self.fill(inner, (*path, key)) for key, inner in value.items()}
            for key in secrets & value.keys():
                self._check_secrets(value[key], filled[key], (*path, key))
            return filled
        if isinstance(value, list):
            return [self.fill(inner, (*path, place)) for place, inner in enumerate(value)]
        return self._filled(value, path) if isinstance(value, str) else value

    def address(self, text: str, path: Place) -> str:
        """A database address filled in; a password in it must come from the environment."""
        whole = VARIABLE.fullmatch(text)
        filled = self._filled(text, path, encode=not whole)
        if not whole and (written := _password(text)) is not None:
            self._check_secret(written, _password(filled), path)
        return filled

    def _filled(self, text: str, path: Place, *, encode: bool = False) -> str:
        def value_of(match: re.Match[str]) -> str:
            value = self._variable(match[1], path)
            return quote(value, safe="") if encode else value

        return VARIABLE.sub(value_of, text)

    def _variable(self, name: str, path: Place) -> str:
        value = self._environ.get(name, "")
        if not NAME.fullmatch(name):
            self._fault(path, f"${{{name}}} 不是环境变量的写法，应写作 ${{WECHAT_SECRET}} 这样")
        elif not value:
            self._fault(path, f"环境变量 {name} 没有设置")
        return value

    def _check_secrets(self, written: Any, filled: Any, path: Place) -> None:
        """One, or several by name."""
        for name in written if isinstance(written, dict) else ():
            self._check_secret(written[name], filled[name], (*path, name))
        self._check_secret(written, filled, path)

    def _check_secret(self, written: Any, filled: Any, path: Place) -> None:
        if self._demo or not isinstance(written, str):
            return
        if not VARIABLE.search(written):
            self._fault(path, NO_LITERAL)
        elif isinstance(filled, str) and SAMPLE.match(filled):
            self._fault(path, NO_SAMPLE)

    def _fault(self, path: Place, says: str) -> None:
        self.faults.append(self._settings.fault(path, says))


def _holds_secret(annotation: Any) -> bool:
    return annotation is Secret or any(_holds_secret(inner) for inner in get_args(annotation))


def _password(address: str) -> str | None:
    try:
        return urlsplit(address).password
    except ValueError:
        return None
