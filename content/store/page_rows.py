"""The queries behind `content.store.pages`, written once: building a query costs more than asking it.

Rows are taken column by column, not as objects, and without the session's bookkeeping: a full build of a website
reads tens of thousands of them.
"""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import BindParameter, Select, Table, bindparam, func, select

from content.edition import Edition, from_record
from content.pages import Filed, Page
from content.tables import EditionRow, PageRow

PAGES = cast("Table", PageRow.__table__)  # type: ignore[attr-defined]  # SQLModel does not declare it
EDITIONS = cast("Table", EditionRow.__table__)  # type: ignore[attr-defined]  # likewise
P, E = PAGES.c, EDITIONS.c

# In the order of Page's fields.
PAGE = (
    P.item_id, P.number, P.digest, P.path, P.column_name, P.place, P.year, P.year_place, P.change, P.title,
    P.index_number, P.document_number, P.made_on, P.summary, P.published_at, P.updated_at, P.withdrawn_at, P.reason,
    P.corrects, P.left,
)  # fmt: skip
EDITION = (E.record, E.digest, E.made_at, E.made_by)

MINE = P.channel == bindparam("channel")
COLUMN = P.column_name == bindparam("column")
YEAR = P.year == bindparam("year")
LIVE = select(*PAGE).where(MINE, P.withdrawn_at.is_(None))
FIRST: BindParameter[int] = bindparam("first")
LAST: BindParameter[int] = bindparam("last")
LIMIT: BindParameter[int] = bindparam("limit")

GET = select(*PAGE).where(MINE, P.item_id == bindparam("item_id"))
CHANGED = select(*PAGE).where(MINE, P.change > bindparam("after")).order_by(P.change).limit(LIMIT)
NEWEST = LIVE.where(COLUMN).order_by(P.place.desc()).limit(LIMIT)
NEWEST_OF_ALL = LIVE.order_by(P.published_at.desc()).limit(LIMIT)
SPAN = LIVE.where(COLUMN, P.place.between(FIRST, LAST)).order_by(P.place)
YEAR_SPAN = LIVE.where(COLUMN, YEAR, P.year_place.between(FIRST, LAST)).order_by(P.year_place)
NOTICES = LIVE.where(P.corrects == bindparam("item_id")).order_by(P.published_at)
CORRECTIONS = LIVE.where(P.corrects > "").order_by(P.published_at)

THE_EDITION = select(*EDITION).where(E.item_id == bindparam("item_id"), E.number == bindparam("number"))
WITH_EDITIONS = (
    select(*PAGE, *EDITION)
    .join(EDITIONS, (E.item_id == P.item_id) & (E.number == P.number))
    .where(MINE, COLUMN, P.place.between(FIRST, LAST))
    .order_by(P.place)
)

HEAD = select(func.max(P.change)).where(MINE)
LAST_PLACE = select(func.max(P.place)).where(MINE, COLUMN)
LAST_YEAR_PLACE = select(func.max(P.year_place)).where(MINE, COLUMN, YEAR)
YEAR_BEFORE = select(func.max(P.year)).where(MINE, COLUMN, P.year < bindparam("before"))
COLUMN_AFTER = select(func.min(P.column_name)).where(MINE, P.column_name > bindparam("after"))

Query = Select[Any]


def page_of(values: Sequence[Any]) -> Page:
    """From values in the order of `PAGE`."""
    *told, left = values
    return Page(*told, left=Filed(**left) if left else None)


def edition_of(page: Page, values: Sequence[Any]) -> Edition:
    """From values in the order of `EDITION`."""
    record, digest, made_at, made_by = values
    return Edition(page.item_id, page.number, page.index_number, from_record(record), digest, made_at, made_by)
