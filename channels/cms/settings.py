"""What the settings of every website that is a CMS share."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from channels.settings import ChannelSettings

Suffix = Annotated[str, Field(pattern=r"^\.[a-z0-9]{1,8}$")]
Withdrawn = Literal["draft", "notice"]
Fallback = Literal["zip", "skip"]


class CmsSettings(ChannelSettings):
    """`columns`: our column to the site's names from the top (default: a column of the same name at the top).

    `key_prefix` begins every document's key on the site. `withdraw_as`: taken down, or a notice in its place.
    `catalogue`: a table of the catalogue's fields above the text. `fallbacks`: what happens to attachments of a type
    that the site refuses. `watch`: read public pages back. `call_seconds`: the longest single call.
    """

    is_site: ClassVar[bool] = True

    columns: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    key_prefix: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,20}$")] = "gk-"
    withdraw_as: Withdrawn = "draft"
    catalogue: bool = True
    fallbacks: Mapping[Suffix, Fallback] = Field(default_factory=dict)
    watch: bool = True
    call_seconds: Annotated[float, Field(gt=0, le=300)] = 30
    time_limit: timedelta = timedelta(seconds=180)
    patience: timedelta = timedelta(seconds=300)

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        if self.parallel != 1:
            # Finding first and then creating is only safe where nobody else does so meanwhile.
            raise ValueError("这类网站一次只能办一件：请去掉 parallel")
        if self.patience.total_seconds() <= self.time_limit.total_seconds() + 2 * self.call_seconds:
            raise ValueError("patience 必须比 time_limit 加上两倍 call_seconds 还长")
        return self

    def path_of(self, column: str) -> Sequence[str]:
        """The column's names on the site, from the top."""
        return self.columns.get(column, (column,))

    def has_column(self, column: str) -> bool:
        """Whether the site can have it: what lets no column be made knows them all beforehand."""
        return True
