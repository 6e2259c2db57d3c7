"""Comments under articles, as they were last seen on the platform."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from content.comments import Comment, Kept, Place
from content.delivery import Delivery
from content.receipt import Standing
from content.store.deliveries import Deliveries
from content.tables import CommentRow, DeliveryRow


class Comments:
    """Valid inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def articles(self, channels: Sequence[str], since: datetime) -> list[Delivery]:
        """What is live on the channels and became so after `since`."""
        return Deliveries(self._session).all(
            col(DeliveryRow.channel).in_(channels),
            col(DeliveryRow.standing) == Standing.LIVE,
            col(DeliveryRow.since) > since,
        )

    def take(self, under: Place, found: Sequence[Comment], *, whole: bool) -> int:
        """Write down what is under an article now; how many are new. `whole`: what is not among them is gone."""
        known = {row.comment_id: row for row in self._rows(under)}
        for one in found:
            row = known.get(one.comment_id) or _row(under, one)
            if row.reply != one.reply:
                row.replied_by = ""
            row.text, row.elected, row.reply, row.gone = one.text, one.elected, one.reply, False
            self._session.add(row)
        ids = {one.comment_id for one in found}
        for row in known.values() if whole else ():
            row.gone = row.comment_id not in ids
            self._session.add(row)
        self._session.flush()
        return len(ids - known.keys())

    def get(self, number: int) -> Kept:
        """Raises KeyError."""
        row = self._session.get(CommentRow, number)
        if row is None:
            raise KeyError(number)
        return _kept(row)

    def listed(self, *, item_id: str = "", unanswered: bool = False, limit: int = 200, skip: int = 0) -> list[Kept]:
        """Newest first. `unanswered`: neither replied to nor elected nor gone."""
        row = CommentRow
        query = select(row).order_by(col(row.at).desc(), col(row.number).desc()).limit(limit).offset(skip)
        if item_id:
            query = query.where(col(row.delivery).startswith(f"{item_id}."))
        if unanswered:
            query = query.where(col(row.reply) == "", col(row.elected).is_(False), col(row.gone).is_(False))
        return [_kept(one) for one in self._session.scalars(query)]

    def elect(self, number: int, *, yes: bool) -> None:
        self._change(number, elected=yes)

    def reply(self, number: int, text: str, by: str) -> None:
        """An empty text = it was taken back."""
        self._change(number, reply=text, replied_by=by if text else "")

    def lose(self, number: int) -> None:
        """It is no longer there."""
        self._change(number, gone=True)

    def _change(self, number: int, **values: object) -> None:
        self._session.execute(update(CommentRow).where(col(CommentRow.number) == number).values(**values))

    def _rows(self, under: Place) -> list[CommentRow]:
        row = CommentRow
        where = (
            col(row.channel) == under.channel,
            col(row.article) == under.article,
            col(row.place) == under.place,
        )
        return list(self._session.scalars(select(row).where(*where).with_for_update()))


def _row(under: Place, one: Comment) -> CommentRow:
    return CommentRow(
        channel=under.channel,
        article=under.article,
        place=under.place,
        delivery=under.delivery,
        comment_id=one.comment_id,
        text=one.text,
        reply=one.reply,
        at=one.at,
    )


def _kept(row: CommentRow) -> Kept:
    return Kept(
        number=row.number or 0,
        under=Place(row.channel, row.article, row.place, row.delivery),
        comment=Comment(row.comment_id, row.text, row.at, row.elected, row.reply),
        replied_by=row.replied_by,
        gone=row.gone,
    )
