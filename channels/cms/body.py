"""An edition as a CMS's page will hold it: files still by our names, which become the site's once they are there."""

import re
from collections.abc import Mapping
from html import escape

from channels.catalogue import catalogue_fields
from channels.channel import Rendition
from channels.cms.fallback import is_skipped, offered_as
from channels.cms.settings import CmsSettings
from channels.within_page import below_title, with_lines
from content.edition import Edition
from content.item import Item, StoredFile
from content.zone import day_of

FILES = "files/"
SOURCE = re.compile(r'(?<=[ "])(src|href|poster)="(files/[^"]+)"')
LINK_TO = r'<a\b[^>]*href="{address}"[^>]*>(.*?)</a>'
SHORT_FIELDS = ("索引号", "发布机构", "责任单位", "成文日期", "文号", "有效期至")


def prepare(edition: Edition, settings: CmsSettings, *, channel: str, office: str) -> Rendition:
    """`fields` are the catalogue's; `files` are all that is uploaded, by how `html` names them."""
    item = edition.item
    fields = catalogue_fields(edition, office)
    text = below_title(item.html)
    parts = [_table(fields) if settings.catalogue else "", text, _video(item), _attachments(item, settings)]
    html = with_lines(_without_skipped("\n".join(filter(None, parts)), item, settings))
    named = {source for _, source in SOURCE.findall(html)}
    files = {f"{FILES}{file.path}": file.path for file in item.files if f"{FILES}{file.path}" in named}
    return Rendition(
        key=edition.key(channel),
        channel=channel,
        title=item.title,
        html=html,
        fields={**fields, "column": "/".join(settings.path_of(item.column))},
        files=files,
    )


def notice(edition: Edition, reason: str, office: str) -> str:
    """What stands in place of a withdrawn item; without its title, which may be what was wrong."""
    made = day_of(edition.made_at).isoformat()
    says = f"索引号 {edition.index_number} 的信息（{made}）已由{office}撤回。"
    return f"<p>{escape(says)}</p><p>原因：{escape(reason or '信息有误')}</p>"


def with_addresses(html: str, addresses: Mapping[str, str]) -> str:
    """Our names of files replaced by the site's addresses."""

    def placed(found: re.Match[str]) -> str:
        return f'{found[1]}="{escape(addresses.get(found[2], found[2]))}"'

    return SOURCE.sub(placed, html)


def _table(fields: Mapping[str, str]) -> str:
    rows = [(name, fields[name]) for name in SHORT_FIELDS if name in fields]
    cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    return f"<table><tbody>{cells}</tbody></table>" if cells else ""


def _video(item: Item) -> str:
    return f"<p>视频：{_link(item.video, item.video.name)}</p>" if item.video else ""


def _attachments(item: Item, settings: CmsSettings) -> str:
    """Those the text does not link to itself."""
    others = [file for file in item.attachments if f'href="{FILES}{file.path}"' not in item.html]
    lines = "".join(f"<li>{_link(file, offered_as(file, settings.fallbacks))}</li>" for file in others)
    return f"<p>附件：</p><ul>{lines}</ul>" if lines else ""


def _link(file: StoredFile, name: str) -> str:
    return f'<a href="{FILES}{file.path}">{escape(name)}</a>'


def _without_skipped(html: str, item: Item, settings: CmsSettings) -> str:
    """Of a file the site will not have, the name stays where the link was."""
    for file in item.files:
        if is_skipped(file, settings.fallbacks):
            link = LINK_TO.format(address=re.escape(f"{FILES}{file.path}"))
            html = re.sub(link, r"\1（网站不能存放，可向本机关索取）", html, flags=re.DOTALL)
    return html
