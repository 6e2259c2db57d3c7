"""What the approval sheet (发布审批单) of an edition says: whoever keeps the files of the office asks for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.views.channels import called
from bot.views.for_review import ForReview, for_review
from bot.views.status import words
from content import review
from content.delivery import Delivery
from content.filled_in import fields
from content.review import Act, State

if TYPE_CHECKING:
    from bot.app import App

FINISHED, UNDER_WAY = "审批完成", "审批中"
STATES: Mapping[State, str] = {
    State.SUBMITTED: UNDER_WAY,
    State.RETURNED: "已退回",
    State.APPROVED: FINISHED,
    State.EMERGENCY: "紧急发布，待补审",
}
LISTED = ("栏目", "单位", "文号", "成文日期", "公开属性", "不公开理由", "公开依据", "信息来源", "有效期至", "更正")
"""Of the fields, those that belong on the sheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A step and who did it; `at` = None: it is still to come."""

    step: str
    by: str = ""
    at: datetime | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class OnChannel:
    """`state`: where it is there, "" = not ordered yet."""

    name: str
    state: str = ""
    since: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    found: ForReview
    state: str
    fields: Mapping[str, str]
    lines: Sequence[Line]
    channels: Sequence[OnChannel]

    @property
    def is_finished(self) -> bool:
        return self.state == FINISHED

    @property
    def is_urgent(self) -> bool:
        """May go out though its review is not done."""
        return self.state == STATES[State.EMERGENCY]


def approval_sheet(app: "App", name: str, ref: str, now: datetime) -> Sheet:
    """Also before the end of review, marked so. Raises WrongUse for a ref that is none."""
    found = for_review(app, name, ref, now)
    edition = found.edition
    with app.store.glance() as work:
        deliveries = {one.channel: one for one in work.deliveries.of_item(edition.item_id, edition.number)}
    written = fields(edition.item)
    at = found.case.review
    return Sheet(
        found=found,
        state=STATES[at.state] if at else "没有送审",
        fields={name: written[name] for name in LISTED if name in written},
        lines=list(_lines(found)),
        channels=[_on_channel(app, one, deliveries.get(one)) for one in dict.fromkeys([*found.channels, *deliveries])],
    )


def _lines(found: ForReview) -> Iterator[Line]:
    """What was done, as it happened; then what is still to be done."""
    lines = list(_each(found))
    yield from sorted((one for one in lines if one.at), key=lambda one: one.at or found.edition.made_at)
    yield from (one for one in lines if not one.at)


def _each(found: ForReview) -> Iterator[Line]:
    """As handed in, each step in its order, and the emergency with what was made good afterwards."""
    submitted = next((step for step in reversed(found.steps) if step.act is Act.SUBMITTED), None)
    if submitted:
        yield Line("送审", submitted.by, submitted.at)
    signed = {step.step: step for step in review.signed(found.case)}
    cleared = next((step for step in reversed(found.steps) if step.act is Act.CLEARED), None)
    for agreed in found.agreed:
        yield Line(f"同意紧急发布（{agreed.step}）", agreed.by, agreed.at, agreed.reason)
    for name in found.case.steps:
        if name in signed:
            yield Line(name, signed[name].by, signed[name].at, "同意")
        elif not cleared and found.waits_for != "补审":
            yield Line(name)
    if cleared:
        yield Line(f"补审（{cleared.step}）", cleared.by, cleared.at, "同意")
    elif found.waits_for == "补审":
        yield Line("补审")
    returned = next((step for step in reversed(found.steps) if step.act is Act.RETURNED), None)
    if returned:
        yield Line(f"{returned.step}退回", returned.by, returned.at, returned.reason)


def _on_channel(app: "App", name: str, delivery: Delivery | None) -> OnChannel:
    if delivery is None:
        return OnChannel(called(app, name))
    return OnChannel(called(app, name), words(delivery), delivery.since, delivery.url)
