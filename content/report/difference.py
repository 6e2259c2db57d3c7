"""What differs between two reports of one year: cells, text, notes, publications."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.report.labels import CHINESE, place_of, shown
from content.report.report import Report


@dataclass(frozen=True, slots=True)
class Difference:
    """`where`: a cell's address, `text.一`, `notes.table4`, `media.政府网站`; `place`: the same in words.

    `before` and `after`: as they stand there, "" for nothing.
    """

    where: str
    place: str
    before: str
    after: str


def differences(before: Report, after: Report) -> list[Difference]:
    """In the order of the form; both are of the same format."""
    found = [*_cells(before, after), *_texts(before, after), *_notes(before, after), *_media(before, after)]
    return [one for one in found if one.before != one.after]


def _cells(before: Report, after: Report) -> Iterator[Difference]:
    form = after.format
    for cell in form.cells():
        then, now = before.cells.get(cell), after.cells.get(cell)
        # 5.50 and 5.5 are the same amount.
        words = (shown(then), shown(now)) if then != now else ("", "")
        yield Difference(str(cell), place_of(cell, form), *words)


def _texts(before: Report, after: Report) -> Iterator[Difference]:
    for section in after.format.sections:
        then, now = before.text.get(section.number, ""), after.text.get(section.number, "")
        yield Difference(f"text.{section.number}", section.title, then.strip(), now.strip())


def _notes(before: Report, after: Report) -> Iterator[Difference]:
    for table in {**before.notes, **after.notes}:
        then, now = before.notes.get(table, ""), after.notes.get(table, "")
        yield Difference(f"notes.{table}", f"{CHINESE[table]}下的注", then, now)


def _media(before: Report, after: Report) -> Iterator[Difference]:
    """The publications section one speaks of."""
    then, now = (dict(one.counts.media) if one.counts else {} for one in (before, after))
    for medium in {**then, **now}:
        yield Difference(f"media.{medium}", f"{medium}公开数", str(then.get(medium, 0)), str(now.get(medium, 0)))
