"""How items and editions stand in paths: `/gaojian/2026-00137`, `/shenhe/2026-00137.2`."""

from starlette.convertors import StringConvertor, register_url_convertor


class ItemConvertor(StringConvertor):
    """`{item_id:item}`: so that `/gaojian/xinjian` is none."""

    regex = r"\d{4}-\d{5,}"


class EditionConvertor(StringConvertor):
    """`{ref:edition}`."""

    regex = r"\d{4}-\d{5,}\.\d{1,6}"


register_url_convertor("item", ItemConvertor())
register_url_convertor("edition", EditionConvertor())


def item_path(ref: str) -> str:
    """Of an item's page, also from the ref of one of its editions."""
    return f"/gaojian/{ref.partition('.')[0]}"


def edition_path(ref: str) -> str:
    return f"/gaojian/{ref}"


def review_path(ref: str) -> str:
    return f"/shenhe/{ref}"


def files_path(ref: str) -> str:
    """Above the files that an edition holds; `StoredFile.path` follows."""
    return f"{edition_path(ref)}/wenjian"


def sheet_path(ref: str) -> str:
    """Of its approval sheet (发布审批单)."""
    return f"{edition_path(ref)}/shenpidan"


def compare_path(item_id: str, before: int, after: int) -> str:
    return f"{item_path(item_id)}/duibi?jiu={before}&xin={after}"
