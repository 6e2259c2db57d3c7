"""Where the pages of the registers are, below the console's root."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

REGISTERS = "/dengji"
ADD, IMPORT, EXPORT, SUGGESTED = "xinzeng", "daoru", "daochu", "jianyi"
CORRECT, VOID = "gengzheng", "zuofei"


def register_path(name: str, act: str = "", query: Mapping[str, object] | None = None) -> str:
    """Of a register by its name, `fees`, or of what is done with it as a whole."""
    asked = urlencode({key: value for key, value in (query or {}).items() if value not in ("", None)})
    return f"{REGISTERS}/{name}{f'/{act}' if act else ''}{f'?{asked}' if asked else ''}"


def entry_path(number: str, act: str = "") -> str:
    """Of an entry by its number, `fees-2026-0007`, or of what is done with it."""
    return f"{REGISTERS}/{number.partition('-')[0]}/{quote(number)}{f'/{act}' if act else ''}"
