"""Whether the site can be written and is set up as a public site should be."""

import os
import shutil

from channels.static.addresses import RESERVED
from channels.static.folder import OWN, Folder
from channels.static.site import Site
from content.problems import Problem

LITTLE_ROOM = 500 * 1024 * 1024
NEEDED_CONTACTS = {"address": "办公地址", "hours": "办公时间", "phone": "联系电话"}


def health(site: Site, folder: Folder) -> list[Problem]:
    """Never raises; blocks only where nothing could be published."""
    return [*_folder(folder), *_slugs(site), *_address(site), *_guide(site), *_texts(site)]


def _folder(folder: Folder) -> list[Problem]:
    place = next(path for path in (folder.root, *folder.root.parents) if path.exists())
    if not os.access(place, os.W_OK | os.X_OK):
        return [_blocks("folder", f"网站文件夹不能写入：{folder.root}")]
    if folder.is_foreign():
        return [_blocks("folder", f"文件夹 {folder.root} 里有不属于本网站的文件，请换一个空文件夹。")]
    free = shutil.disk_usage(place).free
    return [_warns("folder", f"网站所在磁盘只剩 {free // 1024 // 1024} MB。")] if free < LITTLE_ROOM else []


def _slugs(site: Site) -> list[Problem]:
    wrong = [section for section in site.sections if section.slug in RESERVED or section.slug.startswith(OWN)]
    return [
        _blocks("columns", f"栏目“{section.name}”的 slug “{section.slug}”是网站的固定地址，请换一个。")
        for section in wrong
    ]


def _address(site: Site) -> list[Problem]:
    if site.base_url.startswith("https://"):
        return []
    return [_warns("base_url", "网站地址不是 https，读者看到的页面可能被改动；请配置证书。")]


def _guide(site: Site) -> list[Problem]:
    """条例第十二条: the guide names the address, hours and telephone of the office that answers."""
    missing = [name for key, name in NEEDED_CONTACTS.items() if not site.contact.get(key)]
    if not missing or site.text_of("guide") is not None:
        return []
    return [_warns("office", f"公开指南缺少{'、'.join(missing)}，请管理员在设置文件的“单位”（office）里补上。")]


def _texts(site: Site) -> list[Problem]:
    texts = site.settings.texts
    missing = (
        [_warns("texts", f"找不到文件夹 {texts}，固定栏目用的是通用文字。")] if texts and not texts.is_dir() else []
    )
    named = (site.settings.rules_column, site.settings.reports_column, *site.settings.nav)
    unknown = [name for name in named if name and not site.knows(name)]
    return [*missing, *(_warns("columns", f"设置里没有“{name}”这个栏目。") for name in unknown)]


def _blocks(field: str, says: str) -> Problem:
    return Problem("site_settings", field, says, blocks=True)


def _warns(field: str, says: str) -> Problem:
    return Problem("site_settings", field, says, blocks=False)
