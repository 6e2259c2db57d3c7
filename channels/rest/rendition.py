"""What a mapping makes of an edition: which files are packed or left out, and what the site will not take at all.

The rendition itself is that of every CMS: `channels.cms.body`.
"""

from collections.abc import Iterator, Mapping

from channels.cms.fallback import is_skipped, is_zipped
from channels.cms.settings import Fallback
from channels.rest.mapping import Files, SiteMapping
from channels.rest.settings import Settings
from content.file_types import BEGINNINGS, IMAGES, VIDEOS
from content.item import Item
from content.problems import Problem

ALL_TYPES = frozenset({*BEGINNINGS, *IMAGES, *VIDEOS})


def fallbacks(files: Files, settings: Settings) -> Mapping[str, Fallback]:
    """By file type; what the settings say comes first."""
    refused = ALL_TYPES - set(files.accepts) if files.accepts is not None else frozenset[str]()
    return {**dict.fromkeys(sorted(refused), files.others), **files.fallbacks, **settings.fallbacks}


def column_ids(mapping: SiteMapping, settings: Settings) -> Mapping[str, str | int]:
    """By names from the top, joined by `/`; what the settings say comes first."""
    return {**mapping.columns.ids, **settings.column_ids}


def problems(item: Item, settings: Settings, mapping: SiteMapping) -> Iterator[Problem]:
    """`settings` hold the mapping's fallbacks already."""
    named = "/".join(settings.path_of(item.column))
    if mapping.columns.made == "table" and named not in column_ids(mapping, settings):
        says = f"{settings.who}的栏目编号表里没有“{named}”：请管理员在设置的 column_ids 里补上，或改用别的栏目。"
        yield Problem("unknown_column", "column", says, blocks=True, quote=item.column)
    longest = mapping.content.title_length
    if longest is not None and len(item.title) > longest:
        says = f"{settings.who}的标题最多 {longest} 字，现在有 {len(item.title)} 字，请缩短。"
        yield Problem("too_long", "title", says, blocks=True, quote=item.title)
    if mapping.limits.file_bytes is not None:
        yield from _too_large(item, settings, mapping.limits.file_bytes)


def _too_large(item: Item, settings: Settings, largest: int) -> Iterator[Problem]:
    """What is packed may still fit: that is seen when it is sent."""
    for file in item.files:
        is_sent_as_it_is = not is_zipped(file, settings.fallbacks) and not is_skipped(file, settings.fallbacks)
        if is_sent_as_it_is and file.size > largest:
            says = f"{settings.who}最大只收 {largest // 1000} KB 的文件，“{file.name}”有 {file.size // 1000} KB。"
            yield Problem("attachment_too_large", "attachments", says, blocks=True, quote=file.name)
