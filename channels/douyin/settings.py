"""Settings of a Douyin account."""

from typing import Literal

from pydantic import Field

from channels.handover import HandOverSettings


class Settings(HandOverSettings):
    """`account`: the name the public sees.

    `short_links`: what to do with `v.douyin.com/…`: `keep` it as it is, or `follow` it to the work's number, which
    also tells the time of publication; that needs a way out to `short_link_base` from this machine.
    """

    kind: Literal["douyin"]
    short_links: Literal["keep", "follow"] = "keep"
    short_link_base: str = Field(default="https://v.douyin.com", pattern=r"^(https://|http://127\.0\.0\.1(:\d+)?$)")
