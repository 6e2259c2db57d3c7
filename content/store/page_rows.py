"""The queries behind `content.store.pages`, written once: building a query costs more than asking it.

Rows are taken column by column, not as objects, and without the session's bookkeeping: a full build of a website
reads tens of thousands of them.
"""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import BindParameter, Select, Table, bindparam, func, select

from content.edition import Edition, from_record
from content.pages import Filed, Page
from content.tables import EditionRow, PageRow, SerialRow

PAGES = cast("Table", PageRow.__table__)  # type: ignore[attr-defined]  # SQLModel does not declare it
EDITIONS = cast("Table", EditionRow.__table__)  # type: ignore[attr-defined]  # likewise
SERIALS = cast("Table", SerialRow.__table__)  # type: ignore[attr-defined]  # likewise
P, E, S = PAGES.c, EDITIONS.c, SERIALS.c

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
BEGIN: BindParameter[int] = bindparam("first")
END: BindParameter[int] = bindparam("last")
LIMIT: BindParameter[int] = bindparam("limit")

GET = select(*PAGE).where(MINE, P.item_id == bindparam("item_id"))
CHANGED = select(*PAGE).where(MINE, P.change > bindparam("after")).order_by(P.change).limit(LIMIT)
NEWEST = LIVE.where(COLUMN).order_by(P.place.desc()).limit(LIMIT)
NEWEST_OF_ALL = LIVE.order_by(P.published_at.desc()).limit(LIMIT)
SPAN = LIVE.where(COLUMN, P.place.between(BEGIN, END)).order_by(P.place)
YEAR_SPAN = LIVE.where(COLUMN, YEAR, P.year_place.between(BEGIN, END)).order_by(P.year_place)
# Sorted by who asks: an ORDER BY here makes SQLite walk over all pages in that order.
NOTICES = LIVE.where(P.corrects == bindparam("item_id"))
CORRECTIONS = LIVE.where(P.corrects > "")

THE_EDITION = select(*EDITION).where(E.item_id == bindparam("item_id"), E.number == bindparam("number"))
WITH_EDITIONS = (
    select(*PAGE, *EDITION)
    .join(EDITIONS, (E.item_id == P.item_id) & (E.number == P.number))
    .where(MINE, COLUMN, P.place.between(BEGIN, END))
    .order_by(P.place)
)

HEAD = select(func.max(P.change)).where(MINE)
# Places are counted in `serials`: one that a moved page left is not given again, or numbered parts would shrink.
COUNTED = select(S.name, S.last).where(S.name.startswith("pages"))

Query = Select[Any]


def page_of(values: Sequence[Any]) -> Page:
    """From values in the order of `PAGE`."""
    *told, left = values
    return Page(*told, left=Filed(**left) if left else None)  # type: ignore[misc]  # mypy cannot count `told`


def edition_of(page: Page, values: Sequence[Any]) -> Edition:
    """From values in the order of `EDITION`."""
    record, digest, made_at, made_by = values
    return Edition(page.item_id, page.number, page.index_number, from_record(record), digest, made_at, made_by)
