"""A letter's rows, and the values they stand for."""

from dataclasses import asdict
from datetime import datetime

from content.item import StoredFile
from content.letters import Did, Fetching, Kind, Letter, Part, State, Step
from content.tables import LetterPartRow, LetterRow, LetterStepRow


def part_row(number: str, part: Part, now: datetime) -> LetterPartRow:
    due = bool(part.media) and part.file is None
    return LetterPartRow(
        number=number,
        kind=part.kind,
        text=part.text,
        media=part.media,
        file=asdict(part.file) if part.file else {},
        latitude=part.latitude,
        longitude=part.longitude,
        fetching=Fetching.DUE if due else Fetching.NO,
        fetch_at=now if due else None,
        at=now,
    )


def part_of(row: LetterPartRow) -> Part:
    return Part(
        kind=Kind(row.kind),
        text=row.text,
        media=row.media,
        file=StoredFile(**row.file) if row.file else None,
        latitude=row.latitude,
        longitude=row.longitude,
        fetching=Fetching(row.fetching),
    )


def step_of(row: LetterStepRow) -> Step:
    return Step(Did(row.did), row.by, row.at, row.text)


def letter_of(row: LetterRow, parts: tuple[Part, ...], steps: tuple[Step, ...]) -> Letter:
    return Letter(
        number=row.number,
        visitor=row.visitor,
        origin=row.origin,
        door=row.door,
        topic=row.topic,
        state=State(row.state),
        unit=row.unit,
        name=row.name,
        phone=row.phone,
        consent=row.consent,
        stars=row.stars,
        rated_says=row.rated_says,
        merged_into=row.merged_into,
        item_id=row.item_id,
        at=row.at,
        answered_at=row.answered_at,
        parts=parts,
        steps=steps,
    )
