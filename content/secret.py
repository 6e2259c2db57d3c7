"""A value that must never be shown."""

from dataclasses import dataclass, field
from typing import Any

MASK = "•••"


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """Holds a secret; prints as `•••` everywhere. `reveal()` is called only where it goes on the wire."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return MASK

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __reduce__(self) -> Any:
        raise TypeError("a secret is not written down")
