"""Where the public's pages are: for the menu, the chat and the website, which only link to them."""

from collections.abc import Mapping
from typing import NamedTuple

ROOT = "/hd"
"""互动: everything of these pages is below it, at `public.base_url`."""


class PublicPage(NamedTuple):
    """`words` is what a link to it says; `path` is below `public.base_url`."""

    words: str
    path: str


PAGES: Mapping[str, PublicPage] = {
    "留言": PublicPage("我要留言", f"{ROOT}/liuyan"),
    "查询": PublicPage("进度查询", f"{ROOT}/chaxun"),
    "依申请公开": PublicPage("申请信息公开", f"{ROOT}/shenqing"),
    "搜索": PublicPage("信息搜索", f"{ROOT}/sousuo"),
    "问答": PublicPage("公开问答", f"{ROOT}/wenda"),
}
"""By the name the settings use for them."""


def address(base_url: str, name: str) -> str:
    """The whole address of a page; "" where there are no public pages. Raises KeyError for a name not in PAGES."""
    return base_url.rstrip("/") + PAGES[name].path if base_url else ""
