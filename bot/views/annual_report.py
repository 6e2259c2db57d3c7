"""A year's annual report as the log and the registers have it now: figures, drafts, text. For whoever may make it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from content.counts import Basis, Counts
from content.item import Disclosure
from content.log import Kind
from content.registers.kinds import REGISTERS
from content.registers.register import Entry
from content.report import sentences
from content.report.cell import Cells
from content.report.computed import cells_of, notes_of
from content.report.facts import said_of
from content.report.format import format_of
from content.report.narrative import Drafts, drafts_of
from content.report.record import of_json
from content.report.report import Report
from content.report.sentences import Saying
from content.report.sources import Sources
from content.store.store import Work

if TYPE_CHECKING:
    from bot.app import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a year's report is made of, read in one view of the database.

    `letters`: how many came, how many are settled. `acts`: what was done in review, by the log. `opened`: the accounts
    of media in which nothing was published before. `previous`: the basis of last year's frozen report, "" = none.
    """

    sources: Sources
    counts: Counts
    made: Mapping[Disclosure, int]
    charged_fen: int
    letters: tuple[int, int]
    acts: Mapping[Kind, int]
    opened: tuple[str, ...]
    previous: str


def report_of(app: "App", year: int, text: Mapping[str, str] | None = None) -> Report:
    """With these words by section, else with the drafts. Raises NoFormat for a year before 2019."""
    report, _ = drafted(app, year)
    return report if text is None else replace(report, text=text)


def drafted(app: "App", year: int) -> tuple[Report, Drafts]:
    """The report as it would say it by itself, and the drafts its text is made of. Raises NoFormat."""
    return drafted_from(app, material_of(app, year))


def drafted_from(app: "App", material: Material) -> tuple[Report, Drafts]:
    year = material.sources.year
    cells = cells_of(format_of(year), material.sources)
    drafts = _drafts(app, material, cells)
    report = Report(
        office=app.settings.office.name,
        year=year,
        cells=cells,
        text=drafts.text,
        counts=material.counts,
        basis=app.settings.basis,
        media=app.settings.media,
        notes=notes_of(material.sources),
    )
    return report, drafts


def material_of(app: "App", year: int) -> Material:
    """Raises NoFormat before anything is read."""
    format_of(year)
    with app.store.read() as work:
        return read_material(app, work, year)


def read_material(app: "App", work: Work, year: int) -> Material:
    figures = work.report_figures
    return Material(
        sources=sources_of(work, year),
        counts=work.figures.counts(year),
        made=work.items.made(year),
        charged_fen=sum(one.fen for one in figures.charged(year)),
        letters=figures.letters(year),
        acts=figures.acts(year),
        opened=_opened(app, work, year),
        previous=_basis_of(work, year - 1),
    )


class Entries(Mapping[str, Sequence[Entry]]):
    """Of each register by its name, what was entered until a year's end; read when it is first asked for."""

    def __init__(self, work: Work, year: int) -> None:
        self._work, self._last = work, date(year, 12, 31)
        self._read: dict[str, Sequence[Entry]] = {}

    def __getitem__(self, name: str) -> Sequence[Entry]:
        if name not in self._read:
            self._read[name] = self._work.registers.all(REGISTERS[name], until=self._last)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(REGISTERS)

    def __len__(self) -> int:
        return len(REGISTERS)


def sources_of(work: Work, year: int) -> Sources:
    """Of a year's tables: the applications counted, and the other registers' entries until its end."""
    entries = Entries(work, year)
    return Sources(year, work.report_figures.batches(year), {name: entries[name] for name in entries})


def saying_of(app: "App") -> Saying:
    settings = app.settings
    return Saying(
        short=settings.report.short or settings.office.name,
        basis=Basis(settings.basis),
        wording=settings.report.sentence,
        order=settings.media,
        media=settings.report.media,
    )


def _drafts(app: "App", material: Material, cells: Cells) -> Drafts:
    form, sources, saying = format_of(material.sources.year), material.sources, saying_of(app)
    level = app.settings.report.level
    said = {
        "disclosed": sentences.disclosed(material.counts, saying),
        "apart": material.counts.apart_sentence(saying.order),
        "basis_changed": sentences.basis_changed(material.previous, saying.basis),
        "made": sentences.made(material.made),
        "documents": sentences.documents(form, cells),
        "received": sentences.received(sources, app.settings.report.ways),
        "handled": sentences.handled(sources),
        "answered": sentences.answered(sources),
        "disputed": sentences.disputed(cells, form),
        "complaints": sentences.complaints(sources),
        "charged": sentences.charged(material.charged_fen),
        "fee": sentences.fee(material.charged_fen),
        "letters": sentences.letters(*material.letters),
        "opened": sentences.opened(material.opened),
        "secrecy": sentences.secrecy(material.acts.get(Kind.SECRECY, 0)),
        "emergency": sentences.emergency(material.acts.get(Kind.EMERGENCY, 0)),
        **said_of(sources, level),
    }
    return drafts_of(form, said, level=level)


def _opened(app: "App", work: Work, year: int) -> tuple[str, ...]:
    """Accounts of media first used in the year; none while there is no earlier year to tell it by."""
    since = work.report_figures.media_since()
    if min(since.values(), default=year) >= year:
        return ()
    channels = app.settings.channels.values()
    named = [
        f"{one.medium}“{name}”" if (name := getattr(one, "account", "")) else one.medium
        for one in channels
        if since.get(one.medium) == year
    ]
    return tuple(dict.fromkeys(named))


def _basis_of(work: Work, year: int) -> str:
    """Of the year's report as it was last frozen; "" where there is none, or it does not say."""
    frozen = work.reports.latest(year)
    return of_json(frozen.written).basis if frozen else ""
