"""Settings of a website that a person works."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from channels.settings import ByHandSettings


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("应是网站对外的网址，例如 https://www.example.gov.cn")
    return value.rstrip("/")


Address = Annotated[str, AfterValidator(_address)]


class Settings(ByHandSettings):
    """`site`: what staff call it. `addresses`: how the public addresses of its pages begin; the first is its home.

    `entrance`: where staff sign in, in words or as an address. `columns`: our column to the site's names from the top
    (default: a column of the same name at the top); where any is given, items of other columns are refused. `watch`:
    read public pages back.
    """

    is_site: ClassVar[bool] = True

    kind: Literal["manual"] = "manual"
    site: str = Field(min_length=1)
    addresses: tuple[Address, ...] = Field(min_length=1)
    entrance: str = ""
    columns: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    watch: bool = True

    def path_of(self, column: str) -> Sequence[str]:
        """The column's names on the site, from the top."""
        return self.columns.get(column, (column,))

    def has_column(self, column: str) -> bool:
        return not self.columns or column in self.columns
