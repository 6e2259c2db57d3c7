"""Take back the last that was written down of a step by mistake."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from content.registers.applications import Application, State
from content.registers.steps import Steps


class Step(StrEnum):
    """What may be taken back, as in commands."""

    CLOSING = "closing"
    SUPPLEMENT = "supplement"
    OPINION = "opinion"
    EXTENSION = "extension"
    FEE = "fee"

    @property
    def chinese(self) -> str:
        return STEP_WORDS[self]


STEP_WORDS: Mapping[Step, str] = MappingProxyType(
    {
        Step.CLOSING: "办结",
        Step.SUPPLEMENT: "补正",
        Step.OPINION: "征求意见",
        Step.EXTENSION: "延长期限",
        Step.FEE: "收费",
    }
)


def undone(one: Application, step: Step, party: str = "") -> Application | None:
    """Without the last of it: what came in answer first, then the step itself. None where there is none.

    `party`: whose opinion; "" = the one asked last. The clocks are still to be reckoned.
    """
    if step is Step.CLOSING:
        return _reopened(one) if one.state is State.CLOSED else None
    steps = _WITHOUT[step](one.steps, party)
    fee_fen = 0 if step is Step.FEE else one.fee_fen
    return None if steps == one.steps else replace(one, steps=steps, fee_fen=fee_fen)


def _reopened(one: Application) -> Application:
    return replace(one, state=State.WORKING, says="", outcome="", closed_on=None)


def _without_supplement(steps: Steps, _party: str) -> Steps:
    asked = steps.supplement
    return replace(steps, supplement=replace(asked, completed_on=None) if asked and asked.completed_on else None)


def _without_opinion(steps: Steps, party: str) -> Steps:
    last = next((one for one in reversed(steps.consultations) if party in ("", one.party)), None)
    if last is None:
        return steps
    kept = () if last.is_open else (replace(last, answer=None, answered_on=None, says=""),)
    place = steps.consultations.index(last)
    return replace(steps, consultations=(*steps.consultations[:place], *kept, *steps.consultations[place + 1 :]))


def _without_extension(steps: Steps, _party: str) -> Steps:
    return replace(steps, extension=None)


def _without_fee(steps: Steps, _party: str) -> Steps:
    fee = steps.fee
    return replace(steps, fee=replace(fee, paid_on=None, waived_on=None) if fee and not fee.is_open else None)


_WITHOUT: Mapping[Step, Callable[[Steps, str], Steps]] = MappingProxyType(
    {
        Step.SUPPLEMENT: _without_supplement,
        Step.OPINION: _without_opinion,
        Step.EXTENSION: _without_extension,
        Step.FEE: _without_fee,
    }
)
