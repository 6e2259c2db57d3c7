"""What the three ways to send have in common."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from channels.channel import Context, Looked, Note, Quota, Rendition, SurelyAbsent, Surroundings
from channels.errors import CannotWithdraw, Late
from channels.lengths import Length
from channels.wechat import events, health, rendition
from channels.wechat.api import Api, Fence
from channels.wechat.drafts import LEFT, REPLACED, Drafts
from channels.wechat.foretold import FORETOLD
from channels.wechat.links import read
from channels.wechat.marker import marker_of
from channels.wechat.settings import Settings
from channels.wechat.talking import Talking
from content.delivery import Act, Dispatch
from content.edition import Edition
from content.problems import Problem
from content.receipt import Receipt, Standing

NOTHING_DONE = "没有发出，重新发送。"
DRAFT_DELETED = "没有发表的草稿已从草稿箱删除。"
NOTHING_LEFT = "草稿箱里没有留下草稿。"
DRAFT_GONE = (
    "没有发表的草稿已不在草稿箱，可能被人发表或删除了：请登录 mp.weixin.qq.com，看“发表记录”里有没有{titles}。"
    "有的，删除后确认；没有的，直接确认。"
)


class Account(Talking):
    """A WeChat official account. Subclasses say how an act is done and what can be found out about it."""

    kind = "wechat"

    def __init__(self, settings: Settings, around: Surroundings) -> None:
        self._settings = settings
        self._around = around
        self.api = Api(settings, around.shelf, around.clock)
        self._drafts = Drafts(self.api, settings, around)

    @property
    def name(self) -> str:
        return self._around.name

    @property
    def medium(self) -> str:
        return self._around.medium

    @property
    def capacity(self) -> int:
        return 1

    @property
    def time_limit(self) -> timedelta:
        return timedelta(seconds=self._settings.send_seconds)

    @property
    def patience(self) -> timedelta:
        return timedelta(seconds=self._settings.patience_seconds)

    def check(self, edition: Edition) -> list[Problem]:
        return rendition.check(edition, self.name, self._settings)

    @property
    def overrides(self) -> Sequence[str]:
        return rendition.OVERRIDES

    def lengths(self, edition: Edition) -> list[Length]:
        return rendition.lengths(edition, self.name, self._settings)

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        return rendition.prepare(edition, context, self.name, self._settings)

    def health(self, now: datetime) -> list[Problem]:
        return health.check(self.api, self.name, self._settings, now)

    def allowance(self, now: datetime) -> list[Quota]:
        return self.api.quotas.allowance(now, mass=False)

    def next_poll(self, asked: int) -> timedelta:
        polls = self._settings.polls
        return timedelta(seconds=polls[min(asked, len(polls) - 1)])

    def send(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        match dispatch.act:
            case Act.PUBLISH:
                return self._publish(dispatch, renditions, note)
            case Act.CORRECT:
                return self._correct(dispatch, renditions)
            case Act.WITHDRAW:
                return self._take_away(dispatch) if LEFT in dispatch.marks else self._withdraw(dispatch)

    def look(self, dispatch: Dispatch) -> Looked:
        match dispatch.act:
            case Act.PUBLISH:
                return self._look_published(dispatch)
            case Act.CORRECT:
                return self._look_corrected(dispatch)
            case Act.WITHDRAW:
                return SurelyAbsent(NOTHING_DONE) if LEFT in dispatch.marks else self._look_withdrawn(dispatch)

    def foretell(self, act: Act) -> str:
        return FORETOLD[self._settings.send_as][act]

    def left(self, dispatch: Dispatch) -> Mapping[str, str]:
        """The draft of one that got no further, empty if it is to be searched; what is submitted leaves the box."""
        marks = dispatch.marks
        tried = dispatch.act is Act.PUBLISH and dispatch.attempt > 0
        submitted = marks.get("publish_id") or marks.get("msg_id")
        media_id = marks.get("media_id") or marks.get(REPLACED) or marks.get(LEFT, "")
        return {LEFT: media_id} if (tried or LEFT in marks) and not submitted else {}

    def is_news(self, news: Mapping[str, Any]) -> bool:
        return events.is_of_a_send(news)

    def hear(self, news: Mapping[str, Any], held: Sequence[Receipt], now: datetime) -> list[Receipt]:
        return events.finished(news, held, now)

    def read_link(self, pasted: str) -> str:
        return read(pasted, self._settings.api_base).url

    def close(self) -> None:
        """Let go of the connections; they are made anew when needed."""
        self.api.close()

    def _publish(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        raise NotImplementedError

    def _correct(self, dispatch: Dispatch, renditions: Sequence[Rendition]) -> list[Receipt]:
        raise NotImplementedError

    def _withdraw(self, dispatch: Dispatch) -> list[Receipt]:
        raise NotImplementedError

    def _look_published(self, dispatch: Dispatch) -> Looked:
        raise NotImplementedError

    def _look_corrected(self, dispatch: Dispatch) -> Looked:
        return SurelyAbsent(NOTHING_DONE)

    def _look_withdrawn(self, dispatch: Dispatch) -> Looked:
        raise NotImplementedError

    def _take_away(self, dispatch: Dispatch) -> list[Receipt]:
        """Delete a draft that was never used. One that is gone was perhaps published: only a person can see that.

        After a lost answer it may be gone by our own hand; a person who looks in vain does less harm than one who
        is not asked.
        """
        known = dispatch.marks[LEFT]
        media_id = known or self._drafts.find([marker_of(edition, self.name) for edition in dispatch.editions])
        if not media_id:
            return self._receipts(dispatch, Standing.WITHDRAWN, remote_id="", says=NOTHING_LEFT)
        if not self._drafts.delete(media_id):
            titles = [rendition.title_of(edition, self.name) for edition in dispatch.editions]
            raise CannotWithdraw(DRAFT_GONE.format(titles="".join(f"《{title}》" for title in titles)))
        return self._receipts(dispatch, Standing.WITHDRAWN, remote_id=media_id, says=DRAFT_DELETED)

    def _fence(self, dispatch: Dispatch) -> Fence:
        """To be called just before the irreversible request goes out."""

        def check() -> None:
            if dispatch.deadline is not None and self._around.clock() >= dispatch.deadline:
                raise Late(f"{dispatch.token} 已过发送时限，没有发出。")

        return check

    def _receipts(
        self, dispatch: Dispatch, standing: Standing, *, remote_id: str, says: str = "", **evidence: str
    ) -> list[Receipt]:
        """One per edition, begun now; `idx` in the evidence is its place in the draft, from 1."""
        kept = {name: value for name, value in evidence.items() if value}
        return [
            Receipt(
                key=key,
                standing=standing,
                at=self._around.clock(),
                remote_id=remote_id,
                says=says,
                evidence={**kept, "idx": str(place)},
            )
            for place, key in enumerate(dispatch.keys, 1)
        ]


def held_by(dispatch: Dispatch) -> Receipt | None:
    """What the channel holds of the one edition that a correction or withdrawal is about."""
    return dispatch.held.get(dispatch.editions[0].item_id)
