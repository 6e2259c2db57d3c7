"""What others carried, written down: each piece once, however many people bring it at the same time."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from channels.channel import Records
from channels.errors import ChannelError
from channels.orders import CannotOrder
from channels.pieces import Evidence, Listed, Piece
from content.edition import Ref
from content.log import Event, Kind
from content.problems import Problem
from content.receipt import Receipt
from content.store.store import Store, Work

NOT_RECORDED = "not_recorded"


class Recording:
    """Rights and checks come before this, in the actions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, kind: Records, piece: Piece, evidence: Evidence) -> Receipt:
        """Raises `Refused` with words on what is missing, `CannotOrder` for a piece that was written down before."""
        receipt = _receipt(kind, piece, evidence)
        with self._store.write() as work:
            work.log.lock()
            if before := work.imports.known([_key(kind, receipt)]):
                (seq,) = before.values()
                raise CannotOrder(_there_already(seq))
            work.imports.keep([_written_down(work, kind, receipt, piece=piece, evidence=evidence)])
        return receipt

    def faults(self, kind: Records, rows: Sequence[Listed]) -> list[Problem]:
        """The lines of a table that cannot be written down: they are in the log already, or their kind refuses them."""
        with self._store.read() as work:
            return _sorted_out(work, kind, rows)[1]

    def record_all(
        self, kind: Records, rows: Sequence[Listed], progress: Callable[[int], None] | None = None
    ) -> list[Problem]:
        """All in one transaction, but for those that `faults` names: these are returned."""
        with self._store.write() as work:
            work.log.lock()
            good, problems = _sorted_out(work, kind, rows)
            keys = []
            for number, (row, receipt) in enumerate(good, start=1):
                keys.append(_written_down(work, kind, receipt, piece=row.piece, evidence=row.evidence))
                if progress:
                    progress(number)
            work.imports.keep(keys)
        return problems


def _sorted_out(
    work: Work, kind: Records, rows: Sequence[Listed]
) -> tuple[list[tuple[Listed, Receipt]], list[Problem]]:
    """The good lines with their receipts, and what is wrong with the others."""
    read: list[tuple[Listed, Receipt]] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            read.append((row, _receipt(kind, row.piece, row.evidence)))
        except ChannelError as error:
            problems.append(_problem(row, error.says))
    known = work.imports.known([_key(kind, receipt) for _, receipt in read])
    good = []
    for row, receipt in read:
        before = known.get(_key(kind, receipt))
        if before is None:
            good.append((row, receipt))
        else:
            problems.append(_problem(row, _there_already(before)))
    return good, problems


def _receipt(kind: Records, piece: Piece, evidence: Evidence) -> Receipt:
    return kind.record(f"{piece.ref}@{kind.name}", _complete(piece, evidence))


def _complete(piece: Piece, evidence: Evidence) -> Evidence:
    """The title belongs to what makes a piece the same piece, so the kind sees it too."""
    return replace(evidence, facts={"title": piece.title, **evidence.facts})


def _written_down(work: Work, kind: Records, receipt: Receipt, *, piece: Piece, evidence: Evidence) -> tuple[str, int]:
    """The key by which the piece is known from now on, with the number of its entry."""
    entry = work.log.append(_event(work, kind, piece, receipt, evidence=_complete(piece, evidence)))
    return _key(kind, receipt), entry.seq


def _key(kind: Records, receipt: Receipt) -> str:
    """The same piece (outlet, date, page, title: the kind's own id of it) has the same."""
    return f"登记|{kind.name}|{receipt.remote_id}"


def _event(work: Work, kind: Records, piece: Piece, receipt: Receipt, *, evidence: Evidence) -> Event:
    item_id, column, unit, title, index_number = "", piece.column, piece.unit, piece.title, ""
    if piece.ref:
        edition = work.items.edition(*Ref.parse(piece.ref))
        item_id, index_number = edition.item_id, edition.index_number
        column, unit = edition.item.column, edition.item.unit
        title = piece.title or edition.item.title
    # One item counts once per channel, however many papers carried it (design §5).
    again = bool(item_id) and work.log.is_published(item_id, kind.name)
    return Event(
        kind=Kind.RECORDED,
        at=receipt.at,
        by=evidence.by,
        item_id=item_id,
        ref=piece.ref,
        channel=kind.name,
        medium=kind.medium,
        column=column,
        unit=unit,
        title=title,
        index_number=index_number,
        counts="" if again else ("counted" if piece.counts else "apart"),
        digest=receipt.remote_id,
        evidence={**evidence.facts, "url": receipt.url, **receipt.evidence},
    )


def _there_already(seq: int) -> str:
    return f"这一条已经登记过，是台账第 {seq} 条；那一条登错了的，先作废它（gongkai void {seq}）。"


def _problem(row: Listed, says: str) -> Problem:
    return Problem(NOT_RECORDED, "title", says, blocks=True, quote=row.piece.title, where=row.where)
