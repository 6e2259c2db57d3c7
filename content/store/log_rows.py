"""Entries of the log as rows, for the drivers' own cursors."""

import json
from typing import Any

from content.log import Effect, Entry, Event, Kind, evidence_text
from content.store.bare import Bare

COLUMNS = (
    'seq, at, kind, "by", item_id, ref, channel, medium, column_name, unit, title, index_number, counts, digest, '
    "evidence, change, year, month, version, previous, hash"
)
INSERT = f"INSERT INTO log ({COLUMNS}) VALUES ({', '.join('?' * 21)})"  # noqa: S608  # constants only
READ = f"SELECT {COLUMNS.replace('evidence', 'CAST(evidence AS TEXT)')} FROM log"  # noqa: S608  # constants only
HEAD = "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1"


def values_of(entry: Entry, bare: Bare) -> tuple[Any, ...]:
    """For INSERT."""
    event, effect = entry.event, entry.effect
    return (
        entry.seq,
        bare.moment(event.at),
        event.kind.value,
        event.by,
        event.item_id,
        event.ref,
        event.channel,
        event.medium,
        event.column,
        event.unit,
        event.title,
        event.index_number,
        str(event.counts),
        event.digest,
        evidence_text(event.evidence),
        effect.change,
        effect.year,
        effect.month,
        entry.version,
        entry.previous,
        entry.hash,
    )


def entry_of(row: Any) -> Entry:
    """From a row of READ. Raises ValueError or TypeError for what we never wrote."""
    (seq, at, kind, by, item_id, ref, channel, medium, column, unit, title) = row[:11]
    (index_number, counts, digest, evidence, change, year, month, version, previous, hash_) = row[11:]
    event = Event(
        kind=Kind(kind),
        at=Bare.to_moment(at),
        by=by,
        item_id=item_id,
        ref=ref,
        channel=channel,
        medium=medium,
        column=column,
        unit=unit,
        title=title,
        index_number=index_number,
        counts=counts,
        digest=digest,
        evidence=json.loads(evidence),
    )
    return Entry(seq, event, previous, hash_, version, Effect(change, year, month))
