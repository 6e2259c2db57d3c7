"""The stage for the contract of channels that can be called. A kind joins by `send(folder)` in its `stage.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from channels.channel import Context, Note, Sends
from content.delivery import Act, Dispatch, State
from content.edition import Edition
from content.receipt import Receipt, Standing

from .board import Clocked

PAGE = "https://www.example.gov.cn/tzgg/{item}.html"
MOST_QUESTIONS = 50


@dataclass
class SendStage:
    """`public` lists what anybody can see, by delivery key, each as often as it is there.

    `lose` makes the next answer to the irreversible call get lost, `"before"` or `"after"` its effect; None for kinds
    with no wire. `marks` is what `note` committed.
    """

    channel: Sends
    clock: Clocked
    editions: tuple[Edition, Edition]
    public: Callable[[], list[str]]
    lose: Callable[[str], None] | None = None
    marks: dict[str, str] = field(default_factory=dict)

    def dispatch(self, edition: Edition, act: Act = Act.PUBLISH, held: Mapping[str, Receipt] | None = None) -> Dispatch:
        now = self.clock()
        return Dispatch(
            id=f"{self.channel.name}-{edition.item_id}-{act}",
            channel=self.channel.name,
            act=act,
            state=State.BEGUN,
            editions=(edition,),
            due_at=now,
            made_at=now,
            made_by="张三",
            reason="演练",
            attempt=1,
            begun_at=now,
            deadline=now + self.channel.time_limit,
            held=held or {},
        )

    def send(self, dispatch: Dispatch, note: Note | None = None) -> list[Receipt]:
        prepared = [self.prepared(edition) for edition in dispatch.editions if dispatch.act != Act.WITHDRAW]
        return self.channel.send(dispatch, prepared, note or self.marks.update)

    def prepared(self, edition: Edition) -> Any:
        return self.channel.prepare(edition, Context(PAGE.format(item=edition.item_id)))

    def marked(self, dispatch: Dispatch, **changes: Any) -> Dispatch:
        """As somebody who looks after it reads it."""
        return replace(dispatch, marks=dict(self.marks), **changes)

    def ended(self, receipts: list[Receipt]) -> list[Receipt]:
        """Followed until nothing is held any more."""
        for asked in range(MOST_QUESTIONS):
            if all(receipt.standing != Standing.HELD for receipt in receipts):
                return receipts
            assert timedelta(0) < self.channel.next_poll(asked)
            followed = [self.channel.follow(receipt) for receipt in receipts]
            receipts = [receipt for receipt in followed if isinstance(receipt, Receipt)]
            assert receipts == followed, "nobody can tell what became of it"
        raise AssertionError("held for ever")
