"""A year's report as it was computed at some moment, to be kept and shown again: computing it takes seconds.

It holds sums, and the drafts of the text; nobody's name.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bot.actions.rights import Right, require
from bot.views.annual_report import drafted_from, material_of
from bot.views.section_one import figures_of
from content.report.narrative import Drafts, Paragraph
from content.report.record import as_record, of_record
from content.report.report import Report
from content.store.work import Work

if TYPE_CHECKING:
    from bot.app import App

SHAPE = 1
"""Of what is kept: what an older program kept is computed anew."""
MONEY = "charged."
"""The figures of section one that are amounts."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`report`: its text is that of the `drafts`. `figures`: of section one, by address (`bot.views.section_one`)."""

    report: Report
    drafts: Drafts
    figures: Mapping[str, int | Decimal]

    def as_json(self) -> str:
        drafts = [[one.section, one.key, one.text] for one in self.drafts.paragraphs]
        return json.dumps(
            {
                "report": as_record(self.report),
                "titles": dict(self.drafts.titles),
                "drafts": drafts,
                "figures": {address: str(figure) for address, figure in self.figures.items()},
            },
            ensure_ascii=False,
        )

    @classmethod
    def of_json(cls, kept: str) -> "Reckoned":
        record = json.loads(kept)
        return cls(
            of_record(record["report"]),
            Drafts(record["titles"], tuple(Paragraph(*one) for one in record["drafts"])),
            {address: _figure(address, written) for address, written in record["figures"].items()},
        )


def reckon(app: "App", year: int) -> Reckoned:
    """Raises NoFormat."""
    material = material_of(app, year)
    report, drafts = drafted_from(app, material)
    return Reckoned(report, drafts, figures_of(material, report.cells, app.settings.media))


def require_reporter(app: "App", by: str) -> None:
    """Raises NotAllowed."""
    with app.store.glance() as work:
        require(work, by, Right.REPORT)


def state_of(app: "App", work: Work) -> str:
    """What the figures depend on: the log, to which registers and publications append, and the settings.

    Letters and items that are only written do not append to it: what is kept is not kept for long, either.
    """
    settings = app.settings
    decided: Any = (SHAPE, settings.office.name, settings.basis, settings.media, settings.report)
    head = work.log.reached()
    return f"{head.hash if head else ''}:{hashlib.sha256(repr(decided).encode()).hexdigest()[:12]}"


def _figure(address: str, written: str) -> int | Decimal:
    return Decimal(written) if address.startswith(MONEY) else int(written)
