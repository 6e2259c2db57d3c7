"""Published items that look like normative documents and are not in the register yet."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.actions.registers import right_over
from bot.actions.rights import require
from content.edition import Edition
from content.registers.kinds import REGISTERS
from content.registers.register import Values
from content.zone import day_of

if TYPE_CHECKING:
    from bot.app import App

DOCUMENTS = REGISTERS["documents"]
BASIS = "第二十条第（一）项"


def suggested_documents(app: "App", by: str, year: int) -> list[Values]:
    """Made in the year, disclosed under 第二十条第（一）项, with a number: as the register would take them.

    Whether one has general force, or is a 规章, a person decides.
    """
    with app.store.read() as work:
        require(work, by, right_over(DOCUMENTS))
        named = work.items.numbered_for(BASIS, year)
        since = work.log.published_since([one.item_id for one in named])
        public = [_values(one, since[one.item_id]) for one in named if one.item_id in since]
        there = work.registers.alike(DOCUMENTS, public)
        return [one for one in public if DOCUMENTS.likeness(one) not in there]


def _values(edition: Edition, since: datetime) -> Values:
    item = edition.item
    return {
        **{one.name: one.empty for one in DOCUMENTS.fields},
        "kind": "规范性文件",
        "title": item.title,
        "document_number": item.document_number,
        "unit": item.unit,
        "made_on": item.made_on,
        "published_on": day_of(since),
    }
