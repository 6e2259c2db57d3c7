"""Published items that look like normative documents and are not in the register yet."""

from typing import TYPE_CHECKING

from bot.actions.registers import right_over
from bot.actions.rights import require
from content.edition import Edition
from content.log import Kind
from content.registers.kinds import REGISTERS
from content.registers.register import Values
from content.store.store import Work
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
        found = [_values(work, one) for one in work.items.disclosed_for(BASIS, year) if one.item.document_number]
        public = [one for one in found if one["published_on"]]
        there = work.registers.alike(DOCUMENTS, public)
        return [one for one in public if DOCUMENTS.likeness(one) not in there]


def _values(work: Work, edition: Edition) -> Values:
    item = edition.item
    first = next(work.log.entries(item_id=edition.item_id, kind=Kind.PUBLISHED, limit=1), None)
    return {
        **{one.name: one.empty for one in DOCUMENTS.fields},
        "kind": "规范性文件",
        "title": item.title,
        "document_number": item.document_number,
        "unit": item.unit,
        "made_on": item.made_on,
        "published_on": day_of(first.event.at) if first else None,
    }
